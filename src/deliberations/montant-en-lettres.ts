import type { Centimes } from '#socle/montant.ts'

/**
 * Whole numbers and amounts in French words, in the traditional spelling: hyphens below one hundred only, « vingt » and
 * « cent » with an s when multiplied and last, or before the nouns million and milliard; « mille » never changes.
 */

const UNITES =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' ')
const DIZAINES = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante']

/** 71 → « soixante et onze », 80 → « quatre-vingts », 1 999 → « mille neuf cent quatre-vingt-dix-neuf ». */
export function nombreEnLettres(nombre: number): string {
  if (!Number.isSafeInteger(nombre) || nombre < 0) throw new RangeError(`pas un nombre entier : ${nombre}`)
  if (nombre === 0) return UNITES[0]!
  const milliards = Math.floor(nombre / 1e9)
  const millions = Math.floor((nombre % 1e9) / 1e6)
  const milliers = Math.floor((nombre % 1e6) / 1e3)
  return [
    milliards > 0 && `${nombreEnLettres(milliards)} milliard${milliards > 1 ? 's' : ''}`,
    millions > 0 && `${moinsDeMille(millions)} million${millions > 1 ? 's' : ''}`,
    milliers > 0 && (milliers === 1 ? 'mille' : `${invariable(moinsDeMille(milliers))} mille`),
    nombre % 1e3 > 0 && moinsDeMille(nombre % 1e3),
  ]
    .filter((mots) => mots !== false)
    .join(' ')
}

/** An amount: « vingt millions deux cent soixante-dix mille euros », « un million d’euros », « douze euros et un centime ». */
export function montantEnLettres(montant: Centimes): string {
  const [entiers, cents] = [Math.floor(montant / 100), montant % 100]
  const centimes = `${nombreEnLettres(cents)} centime${cents > 1 ? 's' : ''}`
  if (entiers === 0 && cents > 0) return centimes
  const mots = nombreEnLettres(entiers)
  const euros = `${mots} ${/(million|milliard)s?$/.test(mots) ? 'd’' : ''}euro${entiers > 1 ? 's' : ''}`
  return cents > 0 ? `${euros} et ${centimes}` : euros
}

/** Before « mille », an adjective, neither « cent » nor « vingt » takes its s. */
const invariable = (mots: string): string => mots.replace(/(cent|vingt)s$/, '$1')

function moinsDeMille(nombre: number): string {
  const [centaines, reste] = [Math.floor(nombre / 100), nombre % 100]
  if (centaines === 0) return moinsDeCent(reste)
  const cent = centaines === 1 ? 'cent' : `${UNITES[centaines]} cent`
  if (reste > 0) return `${cent} ${moinsDeCent(reste)}`
  return centaines > 1 ? `${cent}s` : cent
}

function moinsDeCent(nombre: number): string {
  if (nombre <= 16) return UNITES[nombre]!
  if (nombre < 20) return `dix-${UNITES[nombre - 10]}`
  if (nombre === 80) return 'quatre-vingts'
  if (nombre > 80) return `quatre-vingt-${moinsDeCent(nombre - 80)}`
  // Seventy counts on from sixty.
  const dizaine = Math.min(Math.floor(nombre / 10), 6)
  const reste = nombre - dizaine * 10
  if (reste === 0) return DIZAINES[dizaine]!
  return reste === 1 || reste === 11
    ? `${DIZAINES[dizaine]} et ${UNITES[reste]}`
    : `${DIZAINES[dizaine]}-${moinsDeCent(reste)}`
}
