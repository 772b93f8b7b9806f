/**
 * Exact rational numbers: what a computation of amounts is made of, before any rounding.
 * A fraction is always in lowest terms with a positive denominator, so two equal values are written alike.
 */
export type Fraction = { readonly n: bigint; readonly d: bigint }

/** Builds n/d in lowest terms. A zero denominator is a programming error, never a business case. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  let haut = BigInt(n)
  let bas = BigInt(d)
  if (bas === 0n) throw new RangeError('fraction: zero denominator')
  if (bas < 0n) {
    haut = -haut
    bas = -bas
  }
  const commun = pgcd(haut < 0n ? -haut : haut, bas)
  return commun === 1n ? { n: haut, d: bas } : { n: haut / commun, d: bas / commun }
}

export const ZERO: Fraction = { n: 0n, d: 1n }

/** A whole number as a fraction. */
export const entier = (n: number | bigint): Fraction => ({ n: BigInt(n), d: 1n })

export const plus = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const moins = (a: Fraction, b: Fraction) => fraction(a.n * b.d - b.n * a.d, a.d * b.d)
export const fois = (a: Fraction, b: Fraction) => fraction(a.n * b.n, a.d * b.d)
export const divise = (a: Fraction, b: Fraction) => fraction(a.n * b.d, a.d * b.n)

/** Negative, zero or positive as a is below, equal to or above b. */
export function comparer(a: Fraction, b: Fraction): number {
  const ecart = a.n * b.d - b.n * a.d
  return ecart < 0n ? -1 : ecart > 0n ? 1 : 0
}

/** The greatest whole number not above the fraction (also for negative values). */
export function plancher(a: Fraction): bigint {
  const quotient = a.n / a.d
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient
}

/** Rounds to the nearest whole number, halves up (towards +∞). */
export const arrondir = (a: Fraction): bigint => plancher(fraction(2n * a.n + a.d, 2n * a.d))

/** `numerator/denominator`, in lowest terms: the form exchanged with other programs. */
export const ecrireFraction = (a: Fraction): string => `${a.n}/${a.d}`

/**
 * Reads an exact decimal (`12`, `-0,76`, `3.5`) or a fraction (`900/1167`); undefined for anything else.
 * No exponent, no spaces, at most a thousand digits: what people type, nothing a parser would guess.
 */
export function lireFraction(texte: string): Fraction | undefined {
  const quotient = /^(\d{1,500})\/(\d{1,500})$/.exec(texte)
  if (quotient)
    return BigInt(quotient[2]!) === 0n ? undefined : fraction(BigInt(quotient[1]!), BigInt(quotient[2]!))
  const decimal = /^([+-]?)(\d{1,500})(?:[.,](\d{1,500}))?$/.exec(texte)
  if (!decimal) return undefined
  const [, signe, entiers = '', decimales = ''] = decimal
  const valeur = BigInt(entiers + decimales)
  return fraction(signe === '-' ? -valeur : valeur, 10n ** BigInt(decimales.length))
}

/**
 * A decimal writing of a fraction with `decimales` digits, halves up, comma-free: `638.11`.
 * For display only: nothing is decided from it.
 */
export function ecrireDecimal(a: Fraction, decimales: number): string {
  const echelle = 10n ** BigInt(decimales)
  const arrondi = arrondir(fraction(a.n * echelle, a.d))
  const chiffres = (arrondi < 0n ? -arrondi : arrondi).toString().padStart(decimales + 1, '0')
  const coupe = chiffres.length - decimales
  return `${arrondi < 0n ? '-' : ''}${chiffres.slice(0, coupe)}${decimales ? `.${chiffres.slice(coupe)}` : ''}`
}

function pgcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
