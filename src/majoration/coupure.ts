import type { Coupure } from '#campagnes/reglement.ts'
import { type Fraction, lireFraction } from '#socle/fraction.ts'

/**
 * How many formations of a ranking are retained.
 *
 * @param points whole points of each line, in ranking order (descending)
 * @param contrats contracts of each line, in ranking order
 * @param coupure where the règlement or the scenario stops
 * @returns the length of the retained prefix, 0 to n
 */
export function couper(points: ArrayLike<number>, contrats: ArrayLike<number>, coupure: Coupure): number {
  const n = points.length
  switch (coupure.mode) {
    case 'aucune':
      return n
    case 'points':
      return compterTantQue(n, (i) => points[i]! >= coupure.minimum)
    case 'partFormations': {
      const part = lirePart(coupure.part)
      return Number((part.n * BigInt(n)) / part.d)
    }
    case 'partContrats': {
      const part = lirePart(coupure.part)
      let total = 0
      for (let i = 0; i < n; i++) total += contrats[i]!
      const maximum = Number((part.n * BigInt(total)) / part.d)
      let cumul = 0
      return compterTantQue(n, (i) => {
        cumul += contrats[i]!
        return cumul <= maximum
      })
    }
  }
}

/** A share between 0 and 1, exact decimal or fraction. Callers check what people type with `partValide` first. */
export function lirePart(texte: string): Fraction {
  const part = lireFraction(texte)
  if (!part || !partValide(texte)) throw new RangeError(`part hors de l’intervalle de 0 à 1 : ${texte}`)
  return part
}

export function partValide(texte: string): boolean {
  const part = lireFraction(texte)
  return part !== undefined && part.n >= 0n && part.n <= part.d
}

function compterTantQue(n: number, retenue: (i: number) => boolean): number {
  let i = 0
  while (i < n && retenue(i)) i++
  return i
}
