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
  const cles = departage.map((cle) => enColonne(formations, lireCle(cle)))
  const identifiants = formations.map((f) => f.formation.identifiant)
  const departager = (i: number, j: number) => {
    for (const cle of cles) {
      const ecart = cle[j]! - cle[i]!
      if (ecart !== 0) return ecart
    }
    return comparerTextes(identifiants[i]!, identifiants[j]!)
  }
  // Columns are read in the order of memory; the loop in the order of the ranking then touches little else.
  const points = enColonne(formations, (f) => f.points)
  const contrats = enColonne(formations, (f) => f.formation.contrats)
  const lignes: LigneClassee[] = []
  let cumulContrats = 0
  for (const i of ordonner(points, departager)) {
    const { formation, detail } = formations[i]!
    cumulContrats += contrats[i]!
    lignes.push({ formation, points: points[i]!, detail, rang: lignes.length + 1, cumulContrats })
  }
  return lignes
}

/** A plain loop: at a million formations, `Float64Array.from` with a function takes ten times longer. */
function enColonne(
  formations: readonly FormationNotee[],
  valeur: (f: FormationNotee) => number,
): Float64Array {
  const colonne = new Float64Array(formations.length)
  for (let i = 0; i < colonne.length; i++) colonne[i] = valeur(formations[i]!)
  return colonne
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
