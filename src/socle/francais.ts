import { ecrireDecimal, type Fraction, fraction } from '#socle/fraction.ts'
import type { Centimes } from '#socle/montant.ts'

/**
 * How figures are written in French, the same on screen, in documents and in messages.
 * Written by hand rather than with `Intl` so that exact fractions need no detour through floating point.
 */

/** Narrow no-break space: between thousands and before units and double signs. */
export const FINE = '\u202f'
/** No-break space: inside « » and before a colon. */
export const INSECABLE = '\u00a0'
const MOINS = '\u2212'

/** 20140000 → « 20 140 000 »; negative numbers take a real minus sign. */
export function ecrireNombre(n: number | bigint): string {
  const chiffres = (n < 0 ? -n : n).toString()
  return (n < 0 ? MOINS : '') + grouper(chiffres)
}

/** A fraction with a decimal comma, halves up: « 638,11 ». */
export function ecrireDecimale(valeur: Fraction, decimales = 2): string {
  const texte = ecrireDecimal(valeur, decimales)
  const [entiers = '', apres] = texte.replace('-', '').split('.')
  return (texte.startsWith('-') ? MOINS : '') + grouper(entiers) + (apres ? `,${apres}` : '')
}

/** An amount in cents: « 20 140 000 € », with its cents only when it has some. */
export const ecrireMontant = (montant: Centimes): string =>
  `${ecrireDecimale(fraction(montant, 100), montant % 100 === 0 ? 0 : 2)}${FINE}€`

/** An exact amount in euros, to the cent by default: « 638,11 € ». For display: nothing is decided from it. */
export const ecrireMontantExact = (montant: Fraction, decimales = 2): string =>
  `${ecrireDecimale(montant, decimales)}${FINE}€`

/** Hundredths of a point: 6325 → « 63,25 ». */
export const ecrirePoints = (centiemes: number): string => ecrireDecimale(fraction(centiemes, 100), 2)

/** Hundredths of a percent: 4550 → « 45,5 % ». */
export const ecrirePourcentage = (centiemes: number): string =>
  `${ecrireDecimale(fraction(centiemes, 100), 2).replace(/,?0+$/, '')}${FINE}%`

/** The share num/den in %, with one decimal unless it is whole: « 75,8 % ». */
export function ecrirePart(num: number, den: number): string {
  if (den === 0) return '—'
  const texte = ecrireDecimale(fraction(BigInt(num) * 100n, den), 1)
  return `${texte.replace(/,0$/, '')}${FINE}%`
}

/** How far a quantity moved, signed: « +16,2 % », « −3 % », « 0 % »; « — » when it started from nothing. */
export function ecrireEvolution(avant: number, apres: number): string {
  if (avant === 0) return '—'
  const part = ecrirePart(Math.abs(apres - avant), avant)
  return apres === avant ? part : `${apres > avant ? '+' : MOINS}${part}`
}

/** A rate written as an exact decimal in data (`"12.5"`) in French: « 12,5 % ». */
export const ecrireTaux = (taux: string): string => `${taux.replace('.', ',')}${FINE}%`

/** A signed difference: « +3 », « −1 », « 0 ». */
export const ecrireEcart = (n: number): string => (n > 0 ? `+${ecrireNombre(n)}` : ecrireNombre(n))
export const ecrireEcartMontant = (montant: Centimes): string =>
  (montant > 0 ? '+' : '') + ecrireMontant(montant)

/** « 1 formation », « 886 formations »: French counts 0 and 1 as singular. */
export const compter = (n: number, singulier: string, pluriel = `${singulier}s`): string =>
  `${ecrireNombre(n)}${INSECABLE}${Math.abs(n) < 2 ? singulier : pluriel}`

/** The same sentence with a capital, or a small letter, first. */
export const majuscule = (phrase: string): string =>
  phrase.charAt(0).toLocaleUpperCase('fr') + phrase.slice(1)
export const minuscule = (phrase: string): string =>
  phrase.charAt(0).toLocaleLowerCase('fr') + phrase.slice(1)

/**
 * « de » before a name, elided before a vowel or a mute h: « d’AFORPA », « de STELO », « d’Horticulture », « de
 * Hauts-de-Seine ». Says it as one reads the name as a word: nothing tells that an acronym is spelled out.
 */
export const deNom = (nom: string): string => (commenceParVoyelle(nom) ? `d’${nom}` : `de ${nom}`)

function commenceParVoyelle(nom: string): boolean {
  const debut = nom
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  const mot = /^\p{L}*/u.exec(debut)![0].toLocaleLowerCase('fr')
  if (mot.startsWith('h')) return !H_ASPIRE.test(mot)
  return /^(?:[aeiouœæ]|y(?![aeiou]))/.test(mot) && !/^(?:onz|oui$|ouistiti|uhlan)/.test(mot)
}

/** Beginnings of words whose h is aspirated, without accents: nearly all in « ha », a few elsewhere. */
const H_ASPIRE = new RegExp(
  [
    '^h(?:a(?!bi|gio|lei|lo[gp]|llu|lter|mec|rmo|rusp)',
    'e(?:aume|nn|raut|riss|rni|rons?$|ros$|rse|tre|urt)|i(?:bou|deu|erarch|pp[iy]e?s?$|ss|t$)',
    'o(?:b|ch|ck|ld|ll|mard|n[fgt]|que|rs|tte|u)|u(?:b|ch|e|g|it(?!r)|l|n|pp|r|ss|tt))',
  ].join('|'),
)

const MOIS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** « 2023-07-05 » → « 5 juillet 2023 », the first of a month as « 1er ». */
export function ecrireDate(date: string): string {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number]
  return `${jour === 1 ? '1er' : jour}${INSECABLE}${MOIS[mois - 1]}${INSECABLE}${annee}`
}

const grouper = (chiffres: string) => chiffres.replace(/\B(?=(\d{3})+$)/g, FINE)
