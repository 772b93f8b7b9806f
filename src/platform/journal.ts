import type { Tx } from '#platform/db.ts'

/** One act, as the journal keeps it: never changed, never removed. */
export type Acte = {
  /** What was done: capability and verb, `campagne.creee`. */
  readonly acte: string
  /** On what: kind and identifier, `campagne:2023`. */
  readonly objet: string
  readonly avant?: unknown
  readonly apres?: unknown
  /** Who, by identifier, never by name. */
  readonly auteur: string
}

type Tables = {
  journal: { acte: string; objet: string; avant: string | null; apres: string | null; auteur: string }
}

/** Traces an act in the transaction that does it, so that an act without its trace cannot exist. */
export async function insertJournal(tx: Tx, { acte, objet, avant, apres, auteur }: Acte): Promise<void> {
  const row = { acte, objet, avant: toJson(avant), apres: toJson(apres), auteur }
  await tx.withTables<Tables>().insertInto('journal').values(row).execute()
}

const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
