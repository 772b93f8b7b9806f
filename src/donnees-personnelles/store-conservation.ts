import { sql } from 'kysely'
import { CONSERVATION, type Perime } from '#donnees-personnelles/conservation.ts'
import type { Db, Tx } from '#platform/db.ts'

const jours = (nombre: number) => sql`make_interval(days => ${nombre})`

/** What has outlived its time, oldest first in each kind. @param maintenant UTC instant */
export async function listPerimes(db: Db, maintenant: string): Promise<Perime[]> {
  const { sessions, invitationsServies, messagesEnvoyes, messagesNonEnvoyes } = CONSERVATION
  const { rows } = await sql<Perime>`
    select * from (
      select 'session' as nature, id, least(fermee_le, expire_le) as depuis from session
        where least(fermee_le, expire_le) < ${maintenant}::timestamptz - ${jours(sessions)}
      union all
      select 'invitation', id, expire_le from invitation
        where expire_le < ${maintenant}::timestamptz
          - case when acceptee_le is null and retiree_le is null then interval '0' else ${jours(invitationsServies)} end
      union all
      select 'message', id, coalesce(envoye_le, cree_le) from message
        where coalesce(envoye_le, cree_le) < ${maintenant}::timestamptz
          - case when etat = 'envoye' then ${jours(messagesEnvoyes)} else ${jours(messagesNonEnvoyes)} end
    ) perimes order by nature, depuis, id
  `.execute(db)
  return rows
}

export async function removeSessions(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from session where id = any (${ids})`.execute(tx)
}

export async function removeInvitations(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from invitation where id = any (${ids})`.execute(tx)
}

export async function removeMessagesById(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from message where id = any (${ids})`.execute(tx)
}
