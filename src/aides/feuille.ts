import { lireEuros } from '#budget/rules/saisie.ts'
import {
  type Cellule,
  ecrireCellule,
  ecrireEntiere,
  estVide,
  nettoyer,
} from '#campagnes/importation/cellule.ts'
import { type Lecture, lu, erreur as refuser } from '#campagnes/importation/lecture.ts'
import { lireEntier } from '#campagnes/importation/nombres.ts'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { type Centimes, centimes, euros } from '#socle/montant.ts'

// A small file brought by a partner, cell by cell: every fault is told where it is, nothing is guessed.

/** A line under the header, its known columns as they are. */
export type LigneFeuille<C extends string> = {
  /** As a spreadsheet numbers it. */
  readonly numero: number
  readonly cellules: Readonly<Record<C, Cellule>>
}

/** What prevents a line from being kept, in one of its cells. */
export type AnomalieFeuille<C extends string = string> = {
  readonly ligne: number
  readonly colonne: C
  /** What the cell holds, as text. */
  readonly valeur: string
  readonly code: string
  readonly message: string
}

export const anomalie = <C extends string>(
  { numero, cellules }: LigneFeuille<C>,
  colonne: C,
  code: string,
  message: string,
): AnomalieFeuille<C> => ({
  ...{ ligne: numero, colonne, code, message },
  valeur: ecrireCellule(cellules[colonne]),
})

const TEXTE_MAXIMUM = 200
const MONTANT_MAXIMUM = euros(10_000_000)
const vide = <T>(): Lecture<T> => refuser<T>('valeur-manquante', 'La cellule est vide.')
const texteDe = (cellule: Cellule): string => nettoyer(ecrireEntiere(cellule))

/** A text, one line of 200 characters at most. */
export function lireTexte(cellule: Cellule): Lecture<string> {
  const texte = texteDe(cellule)
  if (texte === '') return vide()
  if (texte.length > TEXTE_MAXIMUM)
    return refuser(
      'texte-trop-long',
      `Ce texte compte ${ecrireNombre(texte.length)} caractères ; le maximum est ${TEXTE_MAXIMUM}.`,
    )
  return lu(texte)
}

/** An amount over zero, to the cent: « 340 », « 113,44 € », or the number of a workbook. */
export function lireMontant(cellule: Cellule): Lecture<Centimes> {
  if (estVide(cellule)) return vide()
  const montant =
    typeof cellule === 'number'
      ? lireNombre(cellule)
      : typeof cellule === 'string'
        ? lireEuros(nettoyer(cellule))
        : undefined
  if (montant === undefined)
    return refuser(
      'montant-illisible',
      `Ce n’est pas un montant en euros, au centime au plus${INSECABLE}: 340 ou 113,44.`,
    )
  if (montant <= 0) return refuser('montant-nul', 'Le montant doit être supérieur à zéro.')
  if (montant > MONTANT_MAXIMUM) return refuser('montant-trop-grand', 'Ce montant dépasse dix millions.')
  return lu(montant)
}

/** A workbook computes with doubles: what stands within a millionth of a cent is that cent, anything else is not one. */
function lireNombre(nombre: number): Centimes | undefined {
  const proches = Math.round(nombre * 100)
  return Math.abs(nombre * 100 - proches) < 1e-6 ? centimes(proches) : undefined
}

/** A day: « 2003-02-14 », « 14/02/2003 », or the date of a workbook. */
export function lireJour(cellule: Cellule): Lecture<string> {
  if (estVide(cellule)) return vide()
  const texte = texteDe(cellule)
  const francais = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texte)
  const [annee, mois, jour] = francais
    ? [francais[3]!, francais[2]!.padStart(2, '0'), francais[1]!.padStart(2, '0')]
    : texte.split('-')
  const iso = `${annee}-${mois}-${jour}`
  return existe(iso)
    ? lu(iso)
    : refuser('date-illisible', `Ce n’est pas un jour du calendrier${INSECABLE}: JJ/MM/AAAA.`)
}

/** Whether the calendar has this AAAA-MM-JJ, between 1900 and 2100. */
function existe(iso: string): boolean {
  const [, annee, mois, jour] = (/^(19\d\d|20\d\d|2100)-(\d\d)-(\d\d)$/.exec(iso) ?? []).map(Number)
  if (!annee || !mois || !jour || mois > 12) return false
  const bissextile = (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
  const jours = [31, bissextile ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return jour <= jours[mois - 1]!
}

/** A whole number of 1 or more. */
export function lireNumero(cellule: Cellule, maximum: number): Lecture<number> {
  if (estVide(cellule)) return vide()
  const lue = lireEntier(cellule, maximum)
  return lue.valeur === 0 ? refuser('numero-nul', 'Le premier numéro est 1.') : lue
}

type Lectures<C extends string> = Readonly<Partial<Record<C, (cellule: Cellule) => Lecture<unknown>>>>
type Lues<L> = {
  readonly [K in keyof L]: L[K] extends (cellule: Cellule) => Lecture<infer V> ? V | null : never
}

/** What the cells of a line say, and every fault of theirs. */
export function lireLigne<C extends string, L extends Lectures<C>>(
  ligne: LigneFeuille<C>,
  lectures: L,
): { readonly valeurs: Lues<L>; readonly anomalies: AnomalieFeuille<C>[] } {
  const anomalies: AnomalieFeuille<C>[] = []
  const valeurs: Record<string, unknown> = {}
  for (const [colonne, lire] of Object.entries(lectures) as [C, (cellule: Cellule) => Lecture<unknown>][]) {
    const { valeur, constat } = lire(ligne.cellules[colonne])
    valeurs[colonne] = valeur
    if (constat) anomalies.push(anomalie(ligne, colonne, constat.code, constat.message))
  }
  return { valeurs: valeurs as Lues<L>, anomalies }
}
