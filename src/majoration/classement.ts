import type { Formation } from '#campagnes/formation.ts'
import type { CleDepartage } from '#campagnes/reglement.ts'
import type { FormationNotee } from '#majoration/notation.ts'
import { comparerTextes } from '#socle/ordre.ts'

export type LigneClassee = FormationNotee & {
  /** 1 for the first; a total order has no equals. */
  readonly rang: number
  /** Contracts of this line and of all lines above it. */
  readonly cumulContrats: number
}

/**
 * Ranks formations: points descending, then the secondary keys declared by the règlement, then the identifier in
 * code-point order. The order is total, so shuffling the input changes nothing.
 */
export function classer(
  formations: readonly FormationNotee[],
  departage: readonly CleDepartage[],
): LigneClassee[] {
  const cles = departage.map(lireCle)
  const departager = (i: number, j: number) => {
    const a = formations[i]!
    const b = formations[j]!
    for (const cle of cles) {
      const ecart = cle(b) - cle(a)
      if (ecart !== 0) return ecart
    }
    return comparerTextes(a.formation.identifiant, b.formation.identifiant)
  }
  const points = Float64Array.from(formations, (f) => f.points)
  let cumulContrats = 0
  return Array.from(ordonner(points, departager), (i, position) => {
    const notee = formations[i]!
    cumulContrats += notee.formation.contrats
    return { ...notee, rang: position + 1, cumulContrats }
  })
}

function lireCle(cle: CleDepartage): (f: FormationNotee) => number {
  if (cle === 'contrats') return (f) => f.formation.contrats
  const critere = cle.slice('points:'.length)
  return (f) => f.detail.reduce((somme, d) => (d.critere === critere ? somme + d.points : somme), 0)
}

/**
 * Positions 0…n-1 in ranking order: `points` descending (whole numbers), ties by `departager`.
 *
 * Whole points and the position fit together in one exact double, so the machine's own numeric sort does nearly
 * all the work and the comparator only runs inside groups of equal points: a million lines in well under a second.
 */
export function ordonner(points: Float64Array, departager: (i: number, j: number) => number): Uint32Array {
  const n = points.length
  const ordre = new Uint32Array(n)
  let minimum = Infinity
  let maximum = -Infinity
  for (const p of points) {
    if (p < minimum) minimum = p
    if (p > maximum) maximum = p
  }
  if (n > 0 && (maximum - minimum + 1) * n > Number.MAX_SAFE_INTEGER) {
    return ordre.map((_, i) => i).sort((i, j) => points[j]! - points[i]! || departager(i, j))
  }
  const cles = new Float64Array(n)
  for (let i = 0; i < n; i++) cles[i] = (maximum - points[i]!) * n + i
  cles.sort()
  for (let i = 0; i < n; i++) ordre[i] = cles[i]! % n
  for (let debut = 0; debut < n; ) {
    let fin = debut + 1
    while (fin < n && points[ordre[fin]!] === points[ordre[debut]!]) fin++
    if (fin - debut > 1) ordre.subarray(debut, fin).sort(departager)
    debut = fin
  }
  return ordre
}

/** The identifiers, in code-point order, of formations that appear more than once: a ranking needs them unique. */
export function doublons(formations: readonly Formation[]): string[] {
  const vus = new Set<string>()
  const deuxFois = new Set<string>()
  for (const { identifiant } of formations) (vus.has(identifiant) ? deuxFois : vus).add(identifiant)
  return [...deuxFois].sort(comparerTextes)
}
