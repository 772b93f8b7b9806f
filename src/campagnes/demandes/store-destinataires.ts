import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Addresses of the people who may submit for the body of an application, as far as the actor may know them. */
export async function listDestinataires(db: Db, demande: string): Promise<string[]> {
  const { rows } = await sql<{ courriel: string }>`
    select courriel from courriels_de_la_demande(${demande}) as courriel
  `.execute(db)
  return rows.map(({ courriel }) => courriel)
}
