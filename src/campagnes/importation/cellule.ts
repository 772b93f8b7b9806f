import { FINE } from '#socle/francais.ts'
import { estFormule } from '#socle/tableur.ts'

/**
 * What a reader found in a cell. A CSV only gives texts; a workbook also tells a number shown as a percentage
 * (0.455 shown « 45,5 % »), a date, and the error of a formula (#N/A).
 */
export type Cellule =
  | string
  | number
  | boolean
  | null
  | { readonly pourcentage: number }
  | { readonly date: string }
  | { readonly erreur: string }

/** A line of the file, numbered from 1 as a spreadsheet does. */
export type LigneLue = { readonly numero: number; readonly cellules: readonly Cellule[] }

const LONGUEUR_MONTREE = 200

/** The cell as a person reads it in the file, cut so that a message stays a message. */
export function ecrireCellule(cellule: Cellule | undefined): string {
  const texte = ecrireEntiere(cellule).replace(COMMANDES, ' ')
  const montre = texte.length > LONGUEUR_MONTREE ? `${texte.slice(0, LONGUEUR_MONTREE)}…` : texte
  return montre.toWellFormed()
}

/** The whole cell as text. */
export function ecrireEntiere(cellule: Cellule | undefined): string {
  if (cellule === null || cellule === undefined) return ''
  if (typeof cellule === 'string') return cellule
  if (typeof cellule === 'number') return ecrireDecimalSimple(cellule)
  if (typeof cellule === 'boolean') return cellule ? 'VRAI' : 'FAUX'
  if ('pourcentage' in cellule) return `${ecrireDecimalSimple(cellule.pourcentage * 100)}${FINE}%`
  return 'date' in cellule ? cellule.date : cellule.erreur
}

/** A cell without content: nothing, or only blanks. */
export const estVide = (cellule: Cellule | undefined): boolean =>
  cellule === null || cellule === undefined || (typeof cellule === 'string' && cellule.trim() === '')

/** Whole numbers in full (no exponent below 1e21), others with a comma and without binary dust (45.50000000001). */
function ecrireDecimalSimple(nombre: number): string {
  if (Number.isInteger(nombre)) return String(nombre)
  return String(Number(nombre.toPrecision(12))).replace('.', ',')
}

/**
 * A text as it will be kept: one form for each accent, single spaces, nothing invisible. The apostrophe with which an
 * export neutralises « =… » is taken away, so that a corrected file gives back the original text.
 */
export function nettoyer(texte: string): string {
  if (SIMPLE.test(texte)) return texte
  const propre = texte
    .toWellFormed()
    .normalize('NFC')
    .replace(BLANCS, ' ')
    .replace(INVISIBLES, '')
    .replace(/ +/g, ' ')
    .trim()
  return propre.startsWith("'") && estFormule(propre.slice(1)) ? propre.slice(1).trimStart() : propre
}

/** Most cells of a large file: words and figures between single spaces, that need no cleaning. */
const SIMPLE = /^[A-Za-z0-9À-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ°%,.()’/-]*(?: [A-Za-z0-9À-ÖØ-öø-ÿ°%,.()’/-]+)*$/
// Control characters and what is not a character are blanks; zero-width spaces and direction marks are nothing.
const COMMANDES = /\p{Cc}/gu
const BLANCS = /[\s\p{Cc}\ufffe\uffff]+/gu
const INVISIBLES = /\p{Cf}/gu
