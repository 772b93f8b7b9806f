import type { Tx } from '#platform/db.ts'

/** One act, as the journal keeps it: never changed, never removed. Who acted is not said here: the connection knows. */
export type Acte = {
  /** What was done: capability and verb, `campagne.creee`. */
  readonly acte: string
  /** On what: kind and identifier, `campagne:2023`. */
  readonly objet: string
  readonly avant?: unknown
  readonly apres?: unknown
  /** Code of the règlement applied. */
  readonly reglement?: string
  /** The reason that the person gave. */
  readonly motif?: string
}

type Tables = {
  journal: Pick<Acte, 'acte' | 'objet' | 'reglement' | 'motif'> & {
    avant: string | null
    apres: string | null
  }
}

/** Traces an act in the transaction that does it, so that an act without its trace cannot exist. */
export async function insertJournal(tx: Tx, { avant, apres, ...acte }: Acte): Promise<void> {
  const row = { ...acte, avant: toJson(avant), apres: toJson(apres) }
  await tx.withTables<Tables>().insertInto('journal').values(row).execute()
}

const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
