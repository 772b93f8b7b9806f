import type { LigneClassee } from '#majoration/classement.ts'
import type { Sort } from '#majoration/sensibilite.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What the fates of its formations say of a body. */
export type SortOrganisme = {
  readonly organisme: string
  /** Whether it keeps at least one retained formation: `toujours` and `jamais` are proved, `depend` is witnessed. */
  readonly sort: Sort
  /** How many of its formations have each fate. */
  readonly formations: Readonly<Record<Sort, number>>
  /** Contracts retained for every combination of weights, and those that no combination exceeds: both proved. */
  readonly contratsMinimum: number
  readonly contratsMaximum: number
}

/**
 * Gathers formations by body, in code-point order of identifiers.
 *
 * @param retenues how many lines are retained with the weights as they are
 */
export function regrouperSorts(
  lignes: readonly LigneClassee[],
  retenues: number,
  sorts: readonly Sort[],
): SortOrganisme[] {
  type Cumul = { present: boolean; formations: Record<Sort, number>; bornes: [number, number] }
  const parOrganisme = new Map<string, Cumul>()
  for (const [f, { formation }] of lignes.entries()) {
    let cumul = parOrganisme.get(formation.organisme)
    if (!cumul) {
      const formations = { toujours: 0, depend: 0, indetermine: 0, jamais: 0 }
      cumul = { present: false, formations, bornes: [0, 0] }
      parOrganisme.set(formation.organisme, cumul)
    }
    const sort = sorts[f]!
    cumul.formations[sort]++
    if (f < retenues) cumul.present = true
    if (sort === 'toujours') cumul.bornes[0] += formation.contrats
    if (sort !== 'jamais') cumul.bornes[1] += formation.contrats
  }
  return [...parOrganisme]
    .sort(([a], [b]) => comparerTextes(a, b))
    .map(([organisme, { present, formations, bornes }]) => ({
      organisme,
      sort: sortDe(present, formations),
      formations,
      contratsMinimum: bornes[0],
      contratsMaximum: bornes[1],
    }))
}

/**
 * One formation always retained is enough to stay. A body now absent depends as soon as an example lets one of its
 * formations in. A body now present may lose each of its formations without ever losing them together: it depends
 * for sure only when it hangs on a single one.
 */
function sortDe(present: boolean, { toujours, depend, indetermine }: Readonly<Record<Sort, number>>): Sort {
  if (toujours > 0) return 'toujours'
  if (depend + indetermine === 0) return 'jamais'
  const etabli = present ? depend === 1 && indetermine === 0 : depend > 0
  return etabli ? 'depend' : 'indetermine'
}
