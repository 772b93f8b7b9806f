import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Adds one piece of the file of an import, in its order from 1. */
export async function insertMorceau(db: Db, id: string, rang: number, octets: Buffer): Promise<void> {
  await sql`insert into import_morceau (import, rang, octets) values (${id}, ${rang}, ${octets})`.execute(db)
}

/** One piece of the file; undefined after the last one. */
export async function findMorceau(db: Db, id: string, rang: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from import_morceau where import = ${id} and rang = ${rang}
  `.execute(db)
  return rows[0]?.octets
}

export async function removeMorceaux(db: Db, id: string): Promise<void> {
  await sql`delete from import_morceau where import = ${id}`.execute(db)
}
