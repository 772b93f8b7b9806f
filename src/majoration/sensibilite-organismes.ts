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

/** Gathers formations by body, in code-point order of identifiers. */
export function regrouperSorts(lignes: readonly LigneClassee[], sorts: readonly Sort[]): SortOrganisme[] {
  type Cumul = { formations: Record<Sort, number>; contratsMinimum: number; contratsMaximum: number }
  const parOrganisme = new Map<string, Cumul>()
  for (const [f, { formation }] of lignes.entries()) {
    let cumul = parOrganisme.get(formation.organisme)
    if (!cumul) {
      cumul = { formations: compterAucun(), contratsMinimum: 0, contratsMaximum: 0 }
      parOrganisme.set(formation.organisme, cumul)
    }
    const sort = sorts[f]!
    cumul.formations[sort]++
    if (sort === 'toujours') cumul.contratsMinimum += formation.contrats
    if (sort !== 'jamais') cumul.contratsMaximum += formation.contrats
  }
  return [...parOrganisme]
    .sort(([a], [b]) => comparerTextes(a, b))
    .map(([organisme, cumul]) => ({ organisme, sort: sortDe(cumul.formations), ...cumul }))
}

/**
 * One formation always retained is enough to stay. When several may fall they might never fall together, so a body
 * depends for sure only when it hangs on a single formation that does.
 */
function sortDe({ toujours, depend, indetermine }: Record<Sort, number>): Sort {
  if (toujours > 0) return 'toujours'
  if (depend + indetermine === 0) return 'jamais'
  return depend === 1 && indetermine === 0 ? 'depend' : 'indetermine'
}

const compterAucun = (): Record<Sort, number> => ({ toujours: 0, depend: 0, indetermine: 0, jamais: 0 })
