import type { Formation } from '#campagnes/formation.ts'
import type { ParametresRepartition } from '#campagnes/reglement.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import type { Parametres, Simulation } from '#majoration/simulation.ts'
import { divise, entier, type Fraction, fois, fraction, lireFraction, plus, ZERO } from '#socle/fraction.ts'
import { arrondirAuPlusFortReste, type Centimes, euros } from '#socle/montant.ts'

/** What one retained formation brings to its body, to be shown, and later passed on to its OPCO. */
export type PartFormation = {
  readonly formation: Formation
  /** Exact value in euros before the body's ceiling and rounding. */
  readonly exacte: Fraction
  /** Whole euros; over the formations of a body they sum to its majoration. */
  readonly majoration: Centimes
}

/**
 * Splits a body's majoration among its retained formations in proportion to what each brings, whole euros by
 * largest remainder. At the ceiling every formation is reduced in the same proportion.
 *
 * @param formations the retained formations of this body, all of them
 */
export function ventiler(
  repartition: Repartition,
  part: Part,
  formations: readonly Formation[],
  parametres: ParametresRepartition,
): PartFormation[] {
  const exactes = formations.map((formation) => valeurExacte(formation, repartition, parametres))
  const total = exactes.reduce(plus, ZERO)
  if (total.n === 0n) return formations.map((formation) => ({ formation, exacte: ZERO, majoration: 0 }))
  const reduites = exactes.map((exacte) => fois(divise(exacte, total), fraction(part.majoration, 100)))
  const denominateur = reduites.reduce((commun, { d }) => ppcm(commun, d), 1n)
  const entieres = arrondirAuPlusFortReste(
    reduites.map(({ n, d }, i) => ({ cle: formations[i]!.identifiant, numerateur: n * (denominateur / d) })),
    denominateur,
    BigInt(part.majoration) / 100n,
  )
  return formations.map((formation, i) => ({
    formation,
    exacte: exactes[i]!,
    majoration: euros(entieres[i]!.entiere),
  }))
}

/** A répartition that was granted, with what it was computed from. */
export type Calculee = {
  readonly parametres: Pick<Parametres, 'repartition'>
  readonly simulation: Simulation
  readonly repartition: Repartition
}

/** Every retained formation with its part of its body's majoration, so that each theme sums to the same total. */
export function ventilerTout({ parametres, simulation, repartition }: Calculee): PartFormation[] {
  const parOrganisme = new Map<string, Formation[]>()
  for (const { formation } of simulation.lignes.slice(0, simulation.retenues)) {
    const formations = parOrganisme.get(formation.organisme)
    if (formations) formations.push(formation)
    else parOrganisme.set(formation.organisme, [formation])
  }
  return repartition.parts.flatMap((part) =>
    ventiler(repartition, part, parOrganisme.get(part.identifiant) ?? [], parametres.repartition),
  )
}

/** Contracts × (forfait de base + the rates of the formation × montant moyen), in euros. */
function valeurExacte(
  formation: Formation,
  repartition: Repartition,
  parametres: ParametresRepartition,
): Fraction {
  const taux = [
    ...(formation.palier === 1 ? [parametres.tauxPalier1] : []),
    ...(formation.palier === 2 ? [parametres.tauxPalier2] : []),
    ...(formation.environnementale ? [parametres.tauxBonusVert] : []),
  ].reduce((somme, t) => plus(somme, lireFraction(t)!), ZERO)
  const parContrat = plus(
    repartition.tours.at(-1)!.forfait,
    fois(divise(taux, entier(100)), repartition.montantMoyen),
  )
  return fois(parContrat, entier(formation.contrats))
}

function ppcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
