import type { Diction } from '#journal/actes.ts'
import type { Entree } from '#journal/entree.ts'
import { lire } from '#journal/lire.ts'
import { compter, deNom, ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'

const citer = (texte: string | undefined): string => `«${INSECABLE}${texte ?? '?'}${INSECABLE}»`
const centre = ({ apres }: Entree): string => deNom(lire(apres, 'etablissement') ?? 'un établissement')

/** « 972 € »; an entry without its amount is told without it. */
function montant(acte: unknown, champ = 'montant'): string {
  const valeur = Number(lire(acte, champ) ?? Number.NaN)
  return Number.isSafeInteger(valeur) ? ecrireMontant(valeur) : 'un montant inconnu'
}
function titre(acte: unknown): string {
  return `le titre n°${INSECABLE}${lire(acte, 'numero') ?? '?'} de ${lire(acte, 'exercice') ?? '?'}`
}
const jour = (acte: unknown): string => {
  const date = lire(acte, 'date')
  return date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? `, le ${ecrireDate(date)}` : ''
}

/** The acts on the balances of aids paid in advance. */
export const ACTES_SOLDES: Readonly<Record<string, Diction>> = {
  'solde.ouvert': {
    libelle: 'Solde ouvert',
    dire: (e) => `a ouvert le solde ${centre(e)}, ${montant(e.apres, 'estime')} estimés`,
  },
  'solde.corrige': { libelle: 'Solde corrigé', dire: (e) => `a corrigé le solde ${centre(e)}` },
  'solde.liste': {
    libelle: 'Liste nominative apportée',
    dire: (e) =>
      `a apporté la liste nominative ${centre(e)}, d’après ${citer(lire(e.apres, 'nom'))} : ${compter(Number(lire(e.apres, 'apprentis') ?? 0), 'apprenti')}, ${montant(e.apres)}`,
  },
  'solde.constate': {
    libelle: 'Solde constaté',
    dire: (e) => `a constaté le solde ${centre(e)}, ${montant(e.apres)}`,
  },
  'solde.repris': { libelle: 'Solde rouvert', dire: (e) => `a rouvert le solde ${centre(e)}` },
  'solde.vote': {
    libelle: 'Solde voté',
    dire: (e) =>
      `a inscrit le vote du solde ${centre(e)}, ${montant(e.apres)} (${lire(e.apres, 'deliberation') ?? '?'})`,
  },
  'solde.abandonne': {
    libelle: 'Reversement non poursuivi',
    dire: (e) => `a renoncé à poursuivre le reversement ${centre(e)}, ${montant(e.apres)}`,
  },
  'seuil.fixe': {
    libelle: 'Seuil de poursuite fixé',
    dire: (e) =>
      `a fixé à ${montant(e.apres)} le seuil sous lequel un reversement peut ne pas être poursuivi, auparavant ${montant(e.avant)}`,
  },
}

const dossier = ({ apres, avant }: Entree): string => {
  const source = apres ?? avant
  return `${montant(source)} en ${compter(Number(lire(source, 'nombre') ?? 0), 'titre')}`
}

/** The acts on titres that cannot be collected. */
export const ACTES_NON_VALEURS: Readonly<Record<string, Diction>> = {
  'diligence.notee': {
    libelle: 'Diligence notée',
    dire: (e) =>
      `a noté une diligence sur ${titre(e.apres)}${jour(e.apres)} : ${lire(e.apres, 'resultat') ?? '?'}`,
  },
  'titre.encaisse': {
    libelle: 'Encaissement noté sur un titre',
    dire: (e) =>
      `a noté ${montant(e.apres)} reçus sur ${titre(e.apres)}${jour(e.apres)}, reste ${ecrireMontant(Number(lire(e.apres, 'reste') ?? 0))}`,
  },
  'admission.ouverte': {
    libelle: 'Dossier de non-valeur ouvert',
    dire: (e) => `a ouvert le dossier de non-valeur ${citer(lire(e.apres, 'objet'))}`,
  },
  'admission.completee': {
    libelle: 'Titre ajouté à un dossier de non-valeur',
    dire: (e) => `a ajouté ${titre(e.apres)} à un dossier de non-valeur, ${montant(e.apres)}`,
  },
  'admission.allegee': {
    libelle: 'Titre retiré d’un dossier de non-valeur',
    dire: (e) => `a retiré ${titre(e.avant)} d’un dossier de non-valeur`,
  },
  'admission.importee': {
    libelle: 'Fichier de titres ajouté à un dossier de non-valeur',
    dire: (e) =>
      `a ajouté à un dossier de non-valeur ${compter(Number(lire(e.apres, 'nombre') ?? 0), 'titre')}, d’après ${citer(lire(e.apres, 'nom'))}`,
  },
  'admission.proposee': {
    libelle: 'Admission en non-valeur proposée',
    dire: (e) => `a proposé une admission en non-valeur, ${dossier(e)}`,
  },
  'admission.retiree': {
    libelle: 'Dossier de non-valeur retiré',
    dire: (e) => `a retiré un dossier de non-valeur, ${dossier(e)}`,
  },
  'admission.avisee': {
    libelle: 'Avis inscrit sur une non-valeur',
    dire: (e) =>
      `a inscrit l’avis ${lire(e.apres, 'sens') === 'favorable' ? 'favorable' : 'défavorable'} de la commission sur une non-valeur${jour(e.apres)}, ${dossier(e)}`,
  },
  'admission.votee': {
    libelle: 'Délibération inscrite sur une non-valeur',
    dire: (e) =>
      `a inscrit la délibération ${lire(e.apres, 'deliberation') ?? '?'} sur une non-valeur, ${dossier(e)}`,
  },
  'admission.faite': {
    libelle: 'Titres admis en non-valeur',
    dire: (e) => `a admis en non-valeur et mandaté ${dossier(e)}`,
  },
}
