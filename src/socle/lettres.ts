import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

// Amounts in words, as a bordereau or a délibération states them. Spelling of 1990: hyphens join the numerals;
// « million » and « milliard » are nouns, left apart.

const UNITES = [
  ...['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
  ...['treize', 'quatorze', 'quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf'],
]
const DIZAINES = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante']

/** 1 to 99; `fin` when nothing numeral follows: « quatre-vingts », but « quatre-vingt-mille ». */
function direDizaines(n: number, fin: boolean): string {
  if (n < 20) return UNITES[n]!
  if (n === 80) return fin ? 'quatre-vingts' : 'quatre-vingt'
  if (n > 80) return `quatre-vingt-${UNITES[n - 80]}`
  const dizaine = Math.floor(n / 10)
  const reste = dizaine === 7 ? n - 60 : n % 10
  const mot = DIZAINES[dizaine]!
  if (reste === 0) return mot
  return reste === 1 || reste === 11 ? `${mot}-et-${UNITES[reste]}` : `${mot}-${UNITES[reste]}`
}

/** 1 to 999. */
function direCentaines(n: number, fin: boolean): string {
  const centaines = Math.floor(n / 100)
  const reste = n % 100
  const debut = centaines === 0 ? '' : centaines === 1 ? 'cent' : `${UNITES[centaines]}-cent`
  if (reste === 0) return centaines > 1 && fin ? `${debut}s` : debut
  return [debut, direDizaines(reste, fin)].filter(Boolean).join('-')
}

/** 1 to 999 999. */
function direMilliers(n: number): string {
  const milliers = Math.floor(n / 1000)
  const reste = n % 1000
  const debut = milliers === 0 ? '' : milliers === 1 ? 'mille' : `${direCentaines(milliers, false)}-mille`
  return [debut, reste > 0 && direCentaines(reste, true)].filter(Boolean).join('-')
}

/**
 * A whole number in words.
 * @param n from 0 to 999 999 999 999
 */
export function direNombre(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n >= 1e12) throw new RangeError(`nombre hors limites : ${n}`)
  if (n === 0) return UNITES[0]!
  const parts: string[] = []
  const nommer = (combien: number, nom: string) =>
    combien > 0 && parts.push(`${direCentaines(combien, true)} ${nom}${combien > 1 ? 's' : ''}`)
  nommer(Math.floor(n / 1e9), 'milliard')
  nommer(Math.floor(n / 1e6) % 1000, 'million')
  if (n % 1e6 > 0) parts.push(direMilliers(n % 1e6))
  return parts.join(' ')
}

/** Cents in words: 2 027 000 000 → « vingt millions deux-cent-soixante-dix-mille euros ». */
export function direMontant(montant: Centimes): string {
  if (montant < 0) return `moins ${direMontant(-montant)}`
  const entiers = Math.floor(montant / 100)
  const reste = montant % 100
  const euro = entiers > 1 ? 'euros' : 'euro'
  // After a noun of number, « de »: « un million d’euros ».
  const liaison = entiers >= 1e6 && entiers % 1e6 === 0 ? ' d’' : INSECABLE
  const debut = `${direNombre(entiers)}${liaison}${euro}`
  if (reste === 0) return debut
  const fin = `${direNombre(reste)}${INSECABLE}${reste > 1 ? 'centimes' : 'centime'}`
  return entiers === 0 ? fin : `${debut} et ${fin}`
}
