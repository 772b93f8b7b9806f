/** The communes that are, and the codes that others have had: what the official geography tells of one code. */
export type Communes = {
  /** Whether a commune bears this code, or bore it: somebody was born there before it was merged, or changed its code. */
  connue(code: string): boolean
  /** The commune of today that took the place of a merged one, or of a code no longer used; undefined for those of today. */
  actuelle(code: string): string | undefined
}

/** What is read of each entry of the official geography: a commune of today, one within another, or an arrondissement. */
export type EntreeCommune = {
  readonly code: string
  readonly type: string
  /** Of a delegated or associated commune: the one that it is now a part of. */
  readonly chefLieu?: string
  readonly anciensCodes?: readonly string[]
}

/** Codes of Guadeloupe that both islands had until 2007, absent from the official list of former codes. */
const AVANT_2007: readonly (readonly [string, string])[] = [
  ['97123', '97701'],
  ['97127', '97801'],
]

/** Keeps of the official geography its codes alone. A code used today is one of today, whatever else it was before. */
export function indexerCommunes(entrees: readonly EntreeCommune[]): Communes {
  const actuelles = new Set<string>()
  const remplacees = new Map<string, string>(AVANT_2007)
  for (const { code, type, chefLieu, anciensCodes = [] } of entrees) {
    if (chefLieu === undefined || type === 'commune-actuelle') actuelles.add(code)
    else remplacees.set(code, chefLieu)
    for (const ancien of anciensCodes) remplacees.set(ancien, code)
  }
  for (const code of actuelles) remplacees.delete(code)
  return {
    connue: (code) => actuelles.has(code) || remplacees.has(code),
    actuelle: (code) => remplacees.get(code),
  }
}
