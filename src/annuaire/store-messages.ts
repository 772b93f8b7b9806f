import { sql } from 'kysely'
import type { EtatMessage } from '#annuaire/message.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A message to a person, as it is or was sent. Instants are UTC. */
export type MessageEcrit = {
  readonly id: string
  readonly destinataire: string
  readonly sujet: string
  readonly corps: string
  readonly etat: EtatMessage
  /** What the mail server answered, when it refused or could not be reached. */
  readonly erreur: string | null
  readonly creeLe: string
  readonly envoyeLe: string | null
}

const columns = sql`
  id, destinataire, sujet, corps, etat, erreur, cree_le as "creeLe", envoye_le as "envoyeLe"
`

export type RechercheMessages = {
  /** Part of the address or of the subject. */
  readonly q?: string | undefined
  readonly etat?: EtatMessage | undefined
}

/** Messages that answer a search, the latest first, and how many there are. */
export async function listMessages(
  db: Db,
  { q, etat }: RechercheMessages,
  { decalage, limite }: { decalage: number; limite: number },
): Promise<{ messages: MessageEcrit[]; total: number }> {
  const { rows } = await sql<MessageEcrit & { total: number }>`
    select ${columns}, count(*) over () as total from message
    where true
      ${etat ? sql`and etat = ${etat}` : sql``}
      ${q ? sql`and position(lower(${q}) in lower(destinataire || ' ' || sujet)) > 0` : sql``}
    order by cree_le desc, id offset ${decalage} limit ${limite}
  `.execute(db)
  return { messages: rows.map(({ total, ...un }) => un), total: rows[0]?.total ?? 0 }
}

/** A message, held until the end of the transaction: nobody sends it meanwhile. */
export async function lockMessage(tx: Tx, id: string): Promise<MessageEcrit | undefined> {
  const { rows } = await sql<MessageEcrit>`
    select ${columns} from message where id = ${id} for update
  `.execute(tx)
  return rows[0]
}

export async function updateEtatMessage(tx: Tx, id: string, etat: EtatMessage): Promise<void> {
  await sql`update message set etat = ${etat}, erreur = null where id = ${id}`.execute(tx)
}
