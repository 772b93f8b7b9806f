import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** A complement that is still expected; `echeance` is a date. */
export type ComplementAttendu = {
  readonly id: string
  readonly demande: string
  readonly texte: string
  readonly echeance: string
}

/**
 * What bodies have not answered yet and must before long, that they were asked before today and not reminded of, and
 * for which there is somebody to write to; the most pressing first.
 *
 * @param jours how many days before the due date
 */
export async function listARappeler(
  db: Db,
  aujourdhui: string,
  jours: number,
): Promise<Pick<ComplementAttendu, 'id' | 'demande'>[]> {
  const { rows } = await sql<Pick<ComplementAttendu, 'id' | 'demande'>>`
    select c.id, c.demande from demande_complement c join demande d on d.id = c.demande
    where d.etat = 'a_completer' and c.repondu_le is null and c.rappele_le is null
      and c.echeance between ${aujourdhui}::date and ${aujourdhui}::date + ${jours}::int
      and (c.demande_le at time zone 'Europe/Paris')::date < ${aujourdhui}::date
      and exists (select from courriels_de_la_demande(d.id))
    order by c.echeance, c.id
  `.execute(db)
  return rows
}

/** Marks a complement as reminded; its application is held. @returns nothing when there is no need any more */
export async function updateRappele(tx: Tx, id: string, le: string): Promise<ComplementAttendu | undefined> {
  const { rows } = await sql<ComplementAttendu>`
    update demande_complement c set rappele_le = ${le} from demande d
    where c.id = ${id} and d.id = c.demande and d.etat = 'a_completer'
      and c.repondu_le is null and c.rappele_le is null
    returning c.id, c.demande, c.texte, c.echeance
  `.execute(tx)
  return rows[0]
}
