import { type Fraction, fraction } from '#socle/fraction.ts'

/** One pass of the ceilings: the forfait in euros that it was solved with, and the positions of those it caps. */
export type Passe = { readonly forfait: Fraction; readonly plafonnes: readonly number[] }

/** The equation to solve, in whole numbers: `contrats` and `complements` have one entry a body. */
export type Equation = {
  /** In euros. */
  readonly dotation: bigint
  /** In euros, null for none. */
  readonly plafond: bigint | null
  readonly contrats: readonly bigint[]
  /** Bonus vert and complements of each body, in euros over `base`. */
  readonly complements: readonly bigint[]
  readonly base: bigint
}

export type Solution = {
  /** In euros for each contract; null when every body is at the ceiling with some of the envelope left: nothing solves it. */
  readonly forfait: Fraction | null
  /** Forfait × contracts + complements of each body, in euros over `denominateur`, before the ceiling. */
  readonly exactes: readonly bigint[]
  readonly denominateur: bigint
  readonly plafonne: readonly boolean[]
  /** Whole euros that the bodies below the ceiling share, to the last one. */
  readonly aPartager: bigint
  readonly passes: readonly Passe[]
}

/**
 * Solves `Σ min(plafond, b × contrats + complements) = dotation` for the forfait de base b, without floating point.
 *
 * Each pass solves it for the bodies still below the ceiling, then caps those that reach it with that b. What they
 * give up can only raise b, so who is capped stays capped, and there are at most as many passes as bodies.
 *
 * @param equation with at least one contract, and `Σ min(plafond, complements) ≤ dotation`, so that b is not negative
 */
export function resoudreForfait({ dotation, plafond, contrats, complements, base }: Equation): Solution {
  const plafonne = contrats.map(() => false)
  const passes: Passe[] = []
  let libres = contrats.map((_, i) => i)
  let aPartager = dotation
  // b is numerateur / (base × diviseur), diviseur being the contracts of the bodies below the ceiling.
  let diviseur = 1n
  let numerateur = 0n
  for (let reste = sommer(contrats, libres); reste > 0n; reste = sommer(contrats, libres)) {
    diviseur = reste
    numerateur = aPartager * base - sommer(complements, libres)
    // While bodies whose complements alone exceed the ceiling are not capped yet, it may come out negative.
    if (numerateur < 0n) numerateur = 0n
    const seuil = plafond === null ? null : plafond * base * diviseur
    const plafonnes = libres.filter(
      (i) => seuil !== null && numerateur * contrats[i]! + complements[i]! * diviseur >= seuil,
    )
    passes.push({ forfait: fraction(numerateur, base * diviseur), plafonnes })
    if (plafonnes.length === 0) break
    for (const i of plafonnes) plafonne[i] = true
    libres = libres.filter((i) => !plafonne[i])
    aPartager -= BigInt(plafonnes.length) * plafond!
  }
  const tousPlafonnes = sommer(contrats, libres) === 0n
  const denominateur = base * diviseur
  return {
    forfait: tousPlafonnes && aPartager > 0n ? null : fraction(numerateur, denominateur),
    exactes: contrats.map((k, i) => numerateur * k + complements[i]! * diviseur),
    denominateur,
    plafonne,
    aPartager: tousPlafonnes ? 0n : aPartager,
    passes,
  }
}

const sommer = (valeurs: readonly bigint[], positions: readonly number[]) =>
  positions.reduce((somme, i) => somme + valeurs[i]!, 0n)
