import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Handed over whole by the dossier. */
const REMISES = ['attribution', 'delegation', 'session', 'invitation']

export type Designation = { readonly table: string; readonly colonne: string; readonly lignes: number }

/**
 * Where else a person is named, and how many times: the columns of the whole database that point to an account. What these
 * rows say belongs to others; what the person did with them is in the journal.
 */
export async function listDesignations(db: Db, personne: string): Promise<Designation[]> {
  const colonnes = await listColonnes(db)
  const comptes = colonnes.map(
    ({ table, colonne }) => sql`
      select ${table}::text as "table", ${colonne}::text as colonne, count(*)::int as lignes
      from ${sql.table(table)} where ${sql.ref(colonne)} = ${personne}`,
  )
  if (comptes.length === 0) return []
  const { rows } = await sql<Designation>`${sql.join(comptes, sql` union all `)}`.execute(db)
  return rows.filter(({ lignes }) => lignes > 0)
}

async function listColonnes(db: Db): Promise<Omit<Designation, 'lignes'>[]> {
  const { rows } = await sql<Omit<Designation, 'lignes'>>`
    select r.relname as "table", a.attname as colonne
    from pg_constraint c join pg_class r on r.oid = c.conrelid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'personne'::regclass and r.relname <> all (${REMISES})
    order by 1, 2
  `.execute(db)
  return rows
}
