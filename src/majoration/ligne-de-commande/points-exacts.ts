/**
 * Points as people write them: decimals of any length, compared without losing a digit.
 *
 * A decimal in canonical form is `-12.5`: a point, no useless zero, no sign on zero. Two equal values are
 * written alike, so the texts can be keys.
 */
export type DecimalCanonique = string

/** Reads `12`, `-0,760`, `+3.5`; undefined for anything else (no exponent, no space, no bare comma). */
export function lireDecimal(texte: string): DecimalCanonique | undefined {
  const lu = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(texte)
  if (!lu) return undefined
  const entiers = lu[2]!.replace(/^0+(?=\d)/, '')
  const decimales = sansZerosFinaux(lu[3] ?? '')
  const valeur = decimales ? `${entiers}.${decimales}` : entiers
  return lu[1] === '-' && valeur !== '0' ? `-${valeur}` : valeur
}

/** Negative, zero or positive as a is below, equal to or above b, digit by digit. */
export function comparerDecimaux(a: DecimalCanonique, b: DecimalCanonique): number {
  if (a === b) return 0
  const negatifA = a.startsWith('-')
  const negatifB = b.startsWith('-')
  if (negatifA !== negatifB) return negatifA ? -1 : 1
  return negatifA ? comparerPositifs(b.slice(1), a.slice(1)) : comparerPositifs(a, b)
}

function comparerPositifs(a: string, b: string): number {
  const [entiersA = '', decimalesA = ''] = a.split('.')
  const [entiersB = '', decimalesB = ''] = b.split('.')
  if (entiersA.length !== entiersB.length) return entiersA.length - entiersB.length
  if (entiersA !== entiersB) return entiersA < entiersB ? -1 : 1
  if (decimalesA === decimalesB) return 0
  return decimalesA < decimalesB ? -1 : 1 // as texts: 0.4 < 0.45 < 0.5
}

/** Written without `/0+$/`, whose time grows with the square of a long run of zeros. */
function sansZerosFinaux(chiffres: string): string {
  let fin = chiffres.length
  while (fin > 0 && chiffres[fin - 1] === '0') fin--
  return chiffres.slice(0, fin)
}

/**
 * A column of points. The usual ones are a whole `mantisse` (at most 15 digits) over 10^`decimales`; the few that
 * are longer stand in `longs`, by their position, with a zero in the two arrays.
 */
export type ColonneDePoints = {
  readonly mantisses: Float64Array
  readonly decimales: Uint8Array
  readonly longs: ReadonlyMap<number, DecimalCanonique>
}

/**
 * Whole numbers in the same order as the points, equal where the points are equal: the points over their common
 * denominator when that is exact in a double, else their rank among the distinct values.
 */
export function enEntiers(points: ColonneDePoints): Float64Array {
  return mettreALEchelle(points) ?? rangsDesValeurs(points)
}

function mettreALEchelle({ mantisses, decimales, longs }: ColonneDePoints): Float64Array | undefined {
  if (longs.size > 0) return undefined
  let maximum = 0
  for (const d of decimales) if (d > maximum) maximum = d
  const entiers = new Float64Array(mantisses.length)
  for (let i = 0; i < entiers.length; i++) {
    // Powers of ten up to 10^15 and safe products are exact: no digit is lost.
    const entier = mantisses[i]! * 10 ** (maximum - decimales[i]!)
    if (!Number.isSafeInteger(entier)) return undefined
    entiers[i] = entier
  }
  return entiers
}

function rangsDesValeurs({ mantisses, decimales, longs }: ColonneDePoints): Float64Array {
  const textes = Array.from(mantisses, (mantisse, i) => longs.get(i) ?? ecrireCourt(mantisse, decimales[i]!))
  const distincts = [...new Set(textes)].sort(comparerDecimaux)
  const rang = new Map(distincts.map((texte, i) => [texte, i]))
  return Float64Array.from(textes, (texte) => rang.get(texte)!)
}

/** A minimum that points are compared with one by one. */
export class Seuil {
  readonly #minimum: DecimalCanonique
  /** The minimum as a whole number over 10^decimales, NaN when it is too long for that. */
  readonly #mantisse: number
  readonly #decimales: number

  constructor(minimum: DecimalCanonique) {
    this.#minimum = minimum
    this.#decimales = minimum.includes('.') ? minimum.length - minimum.indexOf('.') - 1 : 0
    const mantisse = Number(minimum.replace('.', ''))
    this.#mantisse = Number.isSafeInteger(mantisse) ? mantisse : Number.NaN
  }

  /** Whether the points, given as in `ColonneDePoints`, are at least the minimum. */
  estAtteint(mantisse: number, decimales: number, longs: DecimalCanonique | undefined): boolean {
    if (longs === undefined) {
      const points = mantisse * 10 ** Math.max(0, this.#decimales - decimales)
      const minimum = this.#mantisse * 10 ** Math.max(0, decimales - this.#decimales)
      if (Number.isSafeInteger(points) && Number.isSafeInteger(minimum)) return points >= minimum
    }
    return comparerDecimaux(longs ?? ecrireCourt(mantisse, decimales), this.#minimum) >= 0
  }
}

function ecrireCourt(mantisse: number, decimales: number): DecimalCanonique {
  const chiffres = String(Math.abs(mantisse)).padStart(decimales + 1, '0')
  const coupe = chiffres.length - decimales
  const positif = decimales > 0 ? `${chiffres.slice(0, coupe)}.${chiffres.slice(coupe)}` : chiffres
  return lireDecimal(mantisse < 0 ? `-${positif}` : positif)!
}
