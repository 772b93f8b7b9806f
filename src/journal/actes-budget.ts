import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'

const citer = (texte: string | undefined): string =>
  texte === undefined ? '' : ` «${INSECABLE}${texte}${INSECABLE}»`
const texte = (entree: Entree, champ: string): string => lire(entree.apres, champ) ?? ''

/** « 3 000 000 € »; an entry without its amount is told without it. */
function montant(entree: Entree, champ = 'montant'): string {
  const valeur = Number(lire(entree.apres, champ) ?? Number.NaN)
  return Number.isSafeInteger(valeur) ? ecrireMontant(valeur) : 'un montant'
}

const credits = (entree: Entree): string =>
  `${montant(entree, 'autorisationEngagement')} en autorisations d’engagement et ${montant(entree, 'creditsDePaiement')} en crédits de paiement`

const ETATS: Readonly<Record<string, string>> = {
  recouvre: 'recouvré',
  annule: 'annulé',
  admis_en_non_valeur: 'admis en non-valeur',
}

/** The acts of the budget. */
export const ACTES_BUDGET: Readonly<Record<string, Diction>> = {
  'ligne.ouverte': {
    libelle: 'Ligne budgétaire ouverte',
    dire: (e) =>
      `a ouvert la ligne budgétaire${citer(lire(e.apres, 'libelle'))} ${texte(e, 'exercice')}`.trim(),
  },
  'credits.votes': {
    libelle: 'Crédits votés',
    dire: (e) => `a inscrit ${credits(e)}${citer(lire(e.apres, 'reference'))}`,
  },
  'credits.deplaces': {
    libelle: 'Crédits déplacés',
    dire: (e) => `a déplacé ${credits(e)}${citer(lire(e.apres, 'reference'))}`,
  },
  'affectation.faite': {
    libelle: 'Affectation',
    dire: (e) =>
      `a affecté ${montant(e)} à l’opération${citer(lire(e.apres, 'operation'))} (${texte(e, 'deliberation')})`,
  },
  'engagement.fait': {
    libelle: 'Engagement',
    dire: (e) => `a engagé ${montant(e)} pour ${texte(e, 'beneficiaire')} (${texte(e, 'objet')})`,
  },
  'engagement.reduit': {
    libelle: 'Désengagement',
    dire: (e) => `a désengagé ${montant(e)} de ${texte(e, 'beneficiaire')} (${texte(e, 'objet')})`,
  },
  'mandat.emis': {
    libelle: 'Mandat émis',
    dire: (e) =>
      `a mandaté ${montant(e)} pour ${texte(e, 'beneficiaire')}, référence${citer(lire(e.apres, 'reference'))}, bordereau ${texte(e, 'bordereau')}`,
  },
  'mandat.paye': {
    libelle: 'Mandat payé',
    dire: (e) => `a constaté le paiement de ${montant(e)}, référence${citer(lire(e.apres, 'reference'))}`,
  },
  'mandat.rejete': {
    libelle: 'Mandat rejeté',
    dire: (e) => `a rejeté le mandat de ${montant(e)}, référence${citer(lire(e.apres, 'reference'))}`,
  },
  'bordereau.emis': {
    libelle: 'Bordereau émis',
    dire: (e) =>
      `a émis le bordereau n°${INSECABLE}${texte(e, 'bordereau')} de ${texte(e, 'exercice')}, ${montant(e)}`,
  },
  'paiement.retour': {
    libelle: 'Retour du comptable',
    dire: (e) =>
      `a fait entrer le retour${citer(lire(e.apres, 'nom'))} : lignes appliquées ${texte(e, 'applique')}, déjà connues ${texte(e, 'deja')}, à vérifier ${texte(e, 'attente')}`,
  },
  'ligne.suspendue': {
    libelle: 'Ligne suspendue',
    dire: (e) => `a suspendu la ligne budgétaire jusqu’au ${texte(e, 'au')}`,
  },
  'ligne.reprise': {
    libelle: 'Suspension levée',
    dire: () => 'a levé la suspension de la ligne budgétaire',
  },
  'titre.emis': {
    libelle: 'Titre de recettes émis',
    dire: (e) =>
      `a émis le titre de recettes n°${INSECABLE}${texte(e, 'numero')} de ${texte(e, 'exercice')}, ${montant(e)}`,
  },
  'titre.fini': {
    libelle: 'Titre de recettes clos',
    dire: (e) =>
      `a inscrit le titre n°${INSECABLE}${texte(e, 'numero')} de ${texte(e, 'exercice')} comme ${ETATS[texte(e, 'etat')] ?? 'clos'}`,
  },
}
