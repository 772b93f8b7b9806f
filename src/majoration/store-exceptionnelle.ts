import { sql } from 'kysely'
import type { LigneProposee } from '#majoration/proposition.ts'
import type { Db } from '#platform/db.ts'

/** The lines of the proposition that is frozen on the list of today; undefined when there is none. */
export async function findLignesFigees(
  db: Db,
  campagne: string,
): Promise<readonly LigneProposee[] | undefined> {
  const { rows } = await sql<{ lignes: readonly LigneProposee[] }>`
    select lignes from proposition
    where campagne = ${campagne} and etat = 'figee' and liste = version_des_formations(campagne)
  `.execute(db)
  return rows[0]?.lignes
}
