import {
  type Cellule,
  ecrireCellule,
  ecrireEntiere,
  estVide,
  nettoyer,
} from '#campagnes/importation/cellule.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import { lireCellule } from '#campagnes/importation/valeurs.ts'
import { lireMotif, MOTIFS_ECART, type MotifEcart } from '#diffusion/rapprochement-motifs.ts'
import { ecrireEcart, INSECABLE } from '#socle/francais.ts'

/** A line of the file of signed contracts, its four cells as they are. */
export type LigneConstats = {
  /** As a spreadsheet numbers it. */
  readonly numero: number
  readonly identifiant: Cellule
  readonly signes: Cellule
  readonly motif: Cellule
  readonly precision: Cellule
}

/** What a file says of a voted formation. */
export type Constat = {
  readonly formation: string
  readonly signes: number
  readonly motif: MotifEcart | null
  readonly precision: string | null
}

export type ColonneConstats = 'identifiant' | 'signes' | 'motif' | 'precision'

/** What prevents a line from being kept, in one of its cells. */
export type AnomalieConstat = {
  readonly ligne: number
  readonly colonne: ColonneConstats
  /** What the cell holds, as text. */
  readonly valeur: string
  readonly code: string
  readonly message: string
}

/** Of a precision that is kept. */
export const PRECISION_MAXIMUM = 300

const CONTRATS = COLONNES_PAR_CODE.get('contrats')!
const citer = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`
const texteDe = (cellule: Cellule) => nettoyer(ecrireEntiere(cellule))

/**
 * Reads the lines of a file against the vote: every fault of every line at once. A line that says neither a number nor
 * a reason says nothing yet of its formation, and is left out.
 *
 * @param votes contracts voted, by identifier of the formations that were voted
 */
export function lireConstats(
  lignes: readonly LigneConstats[],
  votes: ReadonlyMap<string, number>,
): { readonly constats: Constat[]; readonly anomalies: AnomalieConstat[] } {
  const constats: Constat[] = []
  const anomalies: AnomalieConstat[] = []
  const dites = new Map<string, number>()
  for (const ligne of lignes) {
    if ([ligne.signes, ligne.motif, ligne.precision].every(estVide)) continue
    const formation = texteDe(ligne.identifiant)
    const fautes = [...controlerFormation(ligne, formation, votes, dites)]
    if (!dites.has(formation)) dites.set(formation, ligne.numero)
    const signes = lireCellule(ligne.signes, CONTRATS)
    if (signes.constat?.gravite === 'erreur')
      fautes.push(anomalie(ligne, 'signes', signes.constat.code, signes.constat.message))
    const [motif, precision] = [lireMotif(texteDe(ligne.motif)) ?? null, texteDe(ligne.precision) || null]
    const ecart = typeof signes.valeur === 'number' ? signes.valeur - (votes.get(formation) ?? 0) : undefined
    fautes.push(
      ...controlerMotif(ligne, { motif, precision, ecart: votes.has(formation) ? ecart : undefined }),
    )
    anomalies.push(...fautes)
    if (fautes.length === 0) constats.push({ formation, signes: Number(signes.valeur), motif, precision })
  }
  return { constats, anomalies }
}

const anomalie = (
  ligne: LigneConstats,
  colonne: ColonneConstats,
  code: string,
  message: string,
): AnomalieConstat => ({
  ...{ ligne: ligne.numero, colonne, code, message },
  valeur: ecrireCellule(ligne[colonne]),
})

function* controlerFormation(
  ligne: LigneConstats,
  formation: string,
  votes: ReadonlyMap<string, number>,
  dites: ReadonlyMap<string, number>,
): Generator<AnomalieConstat> {
  const deja = dites.get(formation)
  if (formation === '')
    yield anomalie(
      ligne,
      'identifiant',
      'identifiant-absent',
      'La cellule est vide : reprenez l’identifiant que donne le fichier modèle.',
    )
  else if (!votes.has(formation))
    yield anomalie(
      ligne,
      'identifiant',
      'formation-non-votee',
      'Aucune formation votée de cette campagne ne porte cet identifiant : reprenez celui du fichier modèle.',
    )
  else if (deja !== undefined)
    yield anomalie(
      ligne,
      'identifiant',
      'formation-en-double',
      `Cette formation est déjà ligne${INSECABLE}${deja} : gardez une seule des deux lignes.`,
    )
}

type Dit = {
  readonly motif: MotifEcart | null
  readonly precision: string | null
  /** Undefined when it cannot be known. */
  readonly ecart: number | undefined
}

function* controlerMotif(ligne: LigneConstats, { motif, precision, ecart }: Dit): Generator<AnomalieConstat> {
  const ecrit = texteDe(ligne.motif)
  if (ecrit !== '' && motif === null)
    yield anomalie(
      ligne,
      'motif',
      'motif-inconnu',
      `Ce motif n’est pas de la liste : ${Object.values(MOTIFS_ECART).map(citer).join(', ')}.`,
    )
  else if (ecrit === '' && ecart)
    yield anomalie(
      ligne,
      'motif',
      'motif-manquant',
      `Un écart de ${ecrireEcart(ecart)} appelle un motif de la liste.`,
    )
  else if (motif !== null && ecart === 0)
    yield anomalie(
      ligne,
      'motif',
      'motif-sans-ecart',
      'Autant de contrats signés que votés : il n’y a pas d’écart, laissez le motif vide.',
    )
  if (motif === 'autre' && precision === null)
    yield anomalie(
      ligne,
      'precision',
      'precision-manquante',
      `Le motif ${citer(MOTIFS_ECART.autre)} se précise : écrivez-le en quelques mots.`,
    )
  if (precision !== null && ecrit === '')
    yield anomalie(
      ligne,
      'precision',
      'precision-sans-motif',
      'Une précision complète un motif : choisissez-le.',
    )
  if (precision !== null && precision.length > PRECISION_MAXIMUM)
    yield anomalie(
      ligne,
      'precision',
      'precision-trop-longue',
      `Ce texte dépasse ${PRECISION_MAXIMUM} caractères : abrégez-le.`,
    )
}
