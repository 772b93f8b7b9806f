import { sql } from 'kysely'
import type { Encaissement } from '#budget/rules/titres.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What was received on titres, the oldest first; on all of them when none is named. */
export async function listEncaissements(
  db: Db,
  titre: string | null = null,
): Promise<(Encaissement & { readonly titre: string })[]> {
  const { rows } = await sql<Encaissement & { titre: string }>`
    select titre, date, montant, reference from encaissement
    where ${titre}::text is null or titre = ${titre} order by date, rang
  `.execute(db)
  return rows
}

export async function insertEncaissement(
  tx: Tx,
  titre: string,
  { date, montant, reference }: Encaissement,
): Promise<void> {
  await sql`
    insert into encaissement (titre, date, montant, reference) values (${titre}, ${date}, ${montant}, ${reference})
  `.execute(tx)
}
