import { sql } from 'kysely'
import { compterPerimes, type Perime } from '#donnees-personnelles/conservation.ts'
import {
  listPerimes,
  removeInvitations,
  removeMessagesById,
  removeSessions,
} from '#donnees-personnelles/store-conservation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/**
 * Removes what has outlived its time, with its trace; nothing to remove leaves none. The night and the command may meet:
 * the second waits, and counts only what is left.
 * @param maintenant UTC instant
 * @returns what was removed
 */
export async function removePerimes(db: Db, maintenant: string): Promise<Perime[]> {
  return transaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(7403112008)`.execute(tx)
    const perimes = await listPerimes(tx, maintenant)
    if (perimes.length === 0) return perimes
    const ids = (nature: Perime['nature']) =>
      perimes.filter((perime) => perime.nature === nature).map(({ id }) => id)
    await removeSessions(tx, ids('session'))
    await removeInvitations(tx, ids('invitation'))
    await removeMessagesById(tx, ids('message'))
    await insertJournal(tx, {
      acte: 'donnees.purgees',
      objet: 'donnees:conservation',
      apres: compterPerimes(perimes),
    })
    return perimes
  })
}
