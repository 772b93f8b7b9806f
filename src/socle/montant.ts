import { type Fraction, fraction } from '#socle/fraction.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** An amount of money in whole cents, always a safe integer. Exact fractions live inside computations only. */
export type Centimes = number

/** Checks that a number is a possible amount: whole, and exactly representable. */
export function centimes(valeur: number | bigint): Centimes {
  const nombre = Number(valeur)
  if (!Number.isSafeInteger(nombre)) throw new RangeError(`montant hors limites : ${valeur}`)
  return nombre
}

/** Cents of a whole number of euros. */
export const euros = (montant: number | bigint): Centimes => centimes(BigInt(montant) * 100n)

/** The exact value in euros of an amount in cents. */
export const enEuros = (montant: Centimes): Fraction => fraction(montant, 100)

export type PartExacte = {
  /** Decides ties: the smaller key in code-point order is served first. */
  readonly cle: string
  /** The exact part is numerateur / denominateur, the denominator being common to all parts. */
  readonly numerateur: bigint
}
export type PartEntiere = { readonly entiere: bigint; readonly arrondiAuSuperieur: boolean }

/**
 * Largest remainder (Hamilton): each exact part is floored, then the units still missing to reach `total` go to
 * the largest remainders, ties to the smaller key. The parts sum to `total` exactly: that is the point.
 *
 * @param parts non-negative exact parts over one common denominator, in the unit being apportioned
 * @param total what the exact parts sum to, a whole number of units
 * @returns the whole parts, in the order of `parts`
 */
export function arrondirAuPlusFortReste(
  parts: readonly PartExacte[],
  denominateur: bigint,
  total: bigint,
): PartEntiere[] {
  const planchers = parts.map((part) => part.numerateur / denominateur)
  const restes = parts.map((part) => part.numerateur % denominateur)
  const manquantes = total - planchers.reduce((somme, plancher) => somme + plancher, 0n)
  if (manquantes < 0n || manquantes > BigInt(parts.length)) {
    throw new RangeError('les parts exactes ne totalisent pas le montant à répartir')
  }
  const parResteDecroissant = parts
    .map((_, i) => i)
    .sort((i, j) =>
      restes[i] === restes[j]
        ? comparerTextes(parts[i]!.cle, parts[j]!.cle)
        : restes[i]! > restes[j]!
          ? -1
          : 1,
    )
  const servies = new Set(parResteDecroissant.slice(0, Number(manquantes)))
  return planchers.map((plancher, i) => ({
    entiere: servies.has(i) ? plancher + 1n : plancher,
    arrondiAuSuperieur: servies.has(i),
  }))
}
