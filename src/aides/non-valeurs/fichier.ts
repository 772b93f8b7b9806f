import {
  type AnomalieFeuille,
  anomalie,
  type LigneFeuille,
  lireJour,
  lireLigne,
  lireMontant,
  lireNumero,
  lireTexte,
} from '#aides/feuille.ts'
import { CODES_MOTIF, MOTIFS_ADMISSION, type MotifAdmission } from '#aides/non-valeurs/admission.ts'
import {
  CODES_DILIGENCE,
  type Diligence,
  GENRES_DILIGENCE,
  type GenreDiligence,
  type TitreSuivi,
} from '#aides/non-valeurs/diligence.ts'
import { type Cellule, ecrireEntiere, estVide, nettoyer } from '#campagnes/importation/cellule.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { enMots } from '#socle/texte.ts'

/** The columns of a file of titres to write off: a line a diligence, the titre repeated. */
export type ColonneTitres =
  | 'exercice'
  | 'numero'
  | 'montant'
  | 'motif'
  | 'precision'
  | 'acte'
  | 'date'
  | 'resultat'

export const COLONNES_TITRES: Readonly<Record<ColonneTitres, string>> = {
  exercice: 'Année',
  numero: 'N° de titre',
  montant: 'Montant (€)',
  motif: 'Motif',
  precision: 'Précision',
  acte: 'Diligence',
  date: 'Date de la diligence',
  resultat: 'Résultat',
}

/** What a file says of a titre: why it is given up, and what was done that was not noted yet. */
export type TitreLu = {
  readonly titre: TitreSuivi
  readonly motif: MotifAdmission
  readonly precision: string | null
  readonly diligences: readonly Diligence[]
}

type Anomalie = AnomalieFeuille<ColonneTitres>
type Ligne = LigneFeuille<ColonneTitres>
const texteDe = (cellule: Cellule) => nettoyer(ecrireEntiere(cellule))
const trouver = <C extends string>(codes: readonly C[], libelle: (code: C) => string, texte: string) =>
  codes.find((code) => [code, libelle(code)].some((un) => enMots(un) === enMots(texte)))
const citer = (textes: readonly string[]) => textes.map((un) => `«${INSECABLE}${un}${INSECABLE}»`).join(', ')

/** Reads a file of titres against those that the Région knows: every fault of every line at once. */
export function lireTitres(
  lignes: readonly Ligne[],
  titres: readonly TitreSuivi[],
): { readonly lus: TitreLu[]; readonly anomalies: Anomalie[] } {
  const connus = new Map(titres.map((titre) => [`${titre.exercice} ${titre.numero}`, titre]))
  const lus = new Map<string, TitreLu & { diligences: Diligence[] }>()
  const anomalies: Anomalie[] = []
  for (const ligne of lignes) {
    const { valeurs, anomalies: fautes } = lireLigne(ligne, {
      exercice: (cellule) => lireNumero(cellule, 2100),
      numero: (cellule) => lireNumero(cellule, 2_000_000_000),
      montant: lireMontant,
      motif: lireTexte,
    })
    const titre = connus.get(`${valeurs.exercice} ${valeurs.numero}`)
    const motif = trouver(CODES_MOTIF, (un) => MOTIFS_ADMISSION[un].libelle, valeurs.motif ?? '')
    const precision = texteDe(ligne.cellules.precision) || null
    const deja = titre && lus.get(titre.id)
    fautes.push(...controler(ligne, { ...valeurs, titre, motif, precision, deja }))
    const diligence = lireDiligence(ligne, fautes)
    anomalies.push(...fautes)
    if (fautes.length > 0 || !titre || !motif) continue
    const lu = deja ?? { titre, motif, precision, diligences: [] }
    if (diligence && ![...titre.diligences, ...lu.diligences].some((une) => egales(une, diligence)))
      lu.diligences.push(diligence)
    lus.set(titre.id, lu)
  }
  return { lus: [...lus.values()], anomalies }
}

const egales = (a: Diligence, b: Diligence) =>
  a.genre === b.genre && a.date === b.date && a.resultat === b.resultat

type Dit = {
  readonly exercice: number | null
  readonly numero: number | null
  readonly montant: number | null
  readonly titre: TitreSuivi | undefined
  readonly motif: MotifAdmission | undefined
  readonly precision: string | null
  readonly deja: TitreLu | undefined
}

function* controler(ligne: Ligne, dit: Dit): Generator<Anomalie> {
  const { titre, motif, precision, deja } = dit
  if (dit.exercice !== null && dit.numero !== null && !titre)
    yield anomalie(
      ligne,
      'numero',
      'titre-inconnu',
      `Aucun titre n°${INSECABLE}${dit.numero} n’est inscrit en ${dit.exercice} : le gestionnaire budgétaire l’inscrit d’abord.`,
    )
  if (titre && dit.montant !== null && dit.montant !== titre.reste)
    yield anomalie(
      ligne,
      'montant',
      'montant-different',
      `${titre.encaisse > 0 ? `Il reste ${ecrireMontant(titre.reste)} à recouvrer sur ce titre` : `Ce titre est de ${ecrireMontant(titre.montant)}`}, le fichier dit ${ecrireMontant(dit.montant)}.`,
    )
  if (!motif && !estVide(ligne.cellules.motif))
    yield anomalie(
      ligne,
      'motif',
      'motif-inconnu',
      `Ce motif n’est pas de la liste : ${citer(CODES_MOTIF.map((un) => MOTIFS_ADMISSION[un].libelle))}.`,
    )
  if (motif === 'autre' && !precision)
    yield anomalie(ligne, 'precision', 'precision-manquante', 'Le motif « Autre motif » se précise.')
  if (deja && motif && (deja.motif !== motif || (precision !== null && precision !== deja.precision)))
    yield anomalie(
      ligne,
      'motif',
      'motif-different',
      'Une ligne plus haut donne à ce titre un autre motif, ou une autre précision.',
    )
}

/** The diligence of a line, undefined when it tells none; its faults are added to those of the line. */
function lireDiligence(ligne: Ligne, fautes: Anomalie[]): Diligence | undefined {
  const { acte, date, resultat } = ligne.cellules
  if ([acte, date, resultat].every(estVide)) return undefined
  const lue = lireLigne(ligne, { acte: lireTexte, date: lireJour, resultat: lireTexte })
  fautes.push(...lue.anomalies)
  const genre: GenreDiligence | undefined = trouver(
    CODES_DILIGENCE,
    (un) => GENRES_DILIGENCE[un],
    lue.valeurs.acte ?? '',
  )
  if (!genre && lue.valeurs.acte !== null)
    fautes.push(
      anomalie(
        ligne,
        'acte',
        'diligence-inconnue',
        `Cet acte n’est pas de la liste : ${citer(Object.values(GENRES_DILIGENCE))}.`,
      ),
    )
  return genre && lue.valeurs.date !== null && lue.valeurs.resultat !== null
    ? { genre, date: lue.valeurs.date, resultat: lue.valeurs.resultat }
    : undefined
}
