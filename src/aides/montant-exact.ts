import { type Centimes, centimes } from '#socle/montant.ts'

/**
 * Publicodes computes in floating point, the Région pays in cents. A result is an amount when it stands so close to a whole
 * number of cents that only the error of the computation separates them; any other is refused, never rounded.
 *
 * Up to ten million euros, each operation errs by at most 2^-53 of its result, that is 1.2e-7 cent: forty of them stay under
 * the tolerance. Cents times a number of four decimals, a rate or an answer, miss a whole cent by 1e-4 at least: such
 * a fraction is always seen. Two such numbers multiplied may miss it by less, and then by less than five millionths of a cent.
 */
const TOLERANCE = 5e-6
export const MONTANT_MAXIMUM = 10_000_000

/**
 * The cents of an amount in euros computed in floating point.
 *
 * @returns undefined when the amount does not fall on a cent, or is beyond what the tolerance was proven for
 */
export function enCentimesExacts(euros: number): Centimes | undefined {
  if (!Number.isFinite(euros) || Math.abs(euros) > MONTANT_MAXIMUM) return undefined
  const proches = Math.round(euros * 100)
  // `+ 0` turns -0, which `Math.round` gives just below zero, into 0.
  return Math.abs(euros * 100 - proches) <= TOLERANCE ? centimes(proches + 0) : undefined
}
