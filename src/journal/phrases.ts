import { ACTES, citer, direRole } from '#journal/actes.ts'
import { type Entree, PROGRAMME } from '#journal/entree.ts'

/**
 * Tells an entry in one French sentence: « Nadia Benali (responsable) a enregistré le scénario « Vert », version 3 ».
 * An act that the table does not know is told by its code: nothing that was written may become unreadable.
 */
export function direEntree(entree: Entree): string {
  const diction = Object.hasOwn(ACTES, entree.acte) ? ACTES[entree.acte] : undefined
  const auteur =
    diction?.parLaPersonne && entree.personne === PROGRAMME && entree.nomConcerne
      ? entree.nomConcerne
      : direAuteur(entree)
  if (!diction) return `${auteur} a fait ${citer(entree.acte)} sur ${direObjet(entree.objet)}`
  return `${auteur} ${diction.dire(entree)}`
}

/** « Nadia Benali (responsable) », « Camille Royer, pour Nadia Benali (responsable), »; the program has no role. */
export function direAuteur({ personne, nom, role, pour, nomPour }: Entree): string {
  if (personne === PROGRAMME) return 'Oriflamme'
  const fonction = role === 'public' ? 'sans rôle' : direRole(role)
  const auteur = nom ?? `Compte ${personne}`
  return pour ? `${auteur}, pour ${nomPour ?? `compte ${pour}`} (${fonction}),` : `${auteur} (${fonction})`
}

/** What an act bears on, by kind. */
export const GENRES: Readonly<Record<string, string>> = {
  campagne: 'Campagne',
  listeaide: 'Liste d’aides',
  demande: 'Demande',
  vue: 'Vue des demandes',
  scenario: 'Scénario',
  import: 'Import',
  personne: 'Compte',
  session: 'Session',
  organisation: 'Organisation',
  organisme: 'Organisme',
  invitation: 'Invitation',
  delegation: 'Délégation',
  message: 'Message',
  ligne: 'Ligne budgétaire',
  affectation: 'Affectation',
  engagement: 'Engagement',
  mandat: 'Mandat',
  titre: 'Titre de recettes',
  solde: 'Solde d’aide',
  seuil: 'Seuil de poursuite',
  admission: 'Admission en non-valeur',
  cle: 'Clé de programme',
  versement: 'Paiement d’aide',
  fichierasp: 'Fichier de paiements',
  retourasp: 'Retour de l’ASP',
  codesasp: 'Codes de l’ASP',
  journal: 'Journal',
  donnees: 'Données personnelles',
  route: 'Adresse demandée',
  demonstration: 'Démonstration',
  campagneaide: 'Campagne d’aides',
  dossieraide: 'Dossier d’aide',
}

/** `campagne:2023` → « campagne 2023 ». */
export function direObjet(objet: string): string {
  const [genre = '', ...identifiant] = objet.split(':')
  const libelle = Object.hasOwn(GENRES, genre) ? GENRES[genre]!.toLocaleLowerCase('fr') : genre
  return [libelle, identifiant.join(':')].filter(Boolean).join(' ')
}
