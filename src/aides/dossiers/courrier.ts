import type { Motif } from '#socle/decision.ts'

/** An act that tells the people of a session what was decided: where it is, what it did. */
export type Courrier = {
  readonly id: string
  readonly etat: 'en_cours' | 'fini' | 'arrete'
  readonly total: number
  readonly faits: number
  /** Those who were also written to at their address. */
  readonly courriels: number
  readonly motif: Motif | null
  readonly par: string
  readonly creeLe: string
  readonly finiLe: string | null
}

/** Every act on letters of a session, and how many people are still to be told. */
export type Courriers = { readonly aDire: number; readonly courriers: readonly Courrier[] }
