import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import type { Jobs } from '#platform/jobs.ts'
import type { Log } from '#platform/logs.ts'
import type { MailSettings } from '#platform/mail-config.ts'

export type Message = {
  readonly destinataire: string
  readonly sujet: string
  readonly corps: string
  /** The same, for readers that show HTML; what it quotes is escaped. */
  readonly html?: string | null
}

/** Messages to people: written with what they announce, sent afterwards, so that neither exists without the other. */
export type Mail = {
  /** Whether messages leave; otherwise they are read in the administration screen. */
  readonly partent: boolean
  /** Writes a message in the transaction that it tells of. @returns its identifier */
  insert(tx: Tx, message: Message): Promise<string>
  /** Sends what waits, soon and in the background: to be called once the transaction is done. */
  send(): Promise<void>
}

const job = 'messages'

/**
 * Opens the outbox. What a stopped server left in it leaves at the next `send`, which the server asks at start.
 *
 * @param jobs who sends in the background; a command, which has nobody, sends by itself and waits
 */
export function openMail(
  settings: MailSettings | undefined,
  { systeme, jobs, log }: { systeme: Db; jobs?: Jobs; log: Log },
): Mail {
  const deliver = settings && openTransport(settings)
  const sendAll = async () => deliver && sendWaiting(systeme, deliver, log)
  if (settings) jobs?.define(job, sendAll)
  return {
    partent: settings !== undefined,
    insert: (tx, message) => insertMessage(tx, message, settings ? 'a_envoyer' : 'a_lire'),
    async send() {
      if (!jobs) await sendAll()
      else if (settings) await jobs.enqueue(job, {})
    },
  }
}

type Deliver = (message: Message) => Promise<unknown>

function openTransport({ expediteur, auth, ...server }: MailSettings): Deliver {
  const safe = {
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 20_000,
    socketTimeout: 60_000,
  }
  const transport = createTransport({ ...server, ...(auth && { auth }), ...safe })
  return ({ destinataire, sujet, corps, html }) =>
    transport.sendMail({
      from: { name: 'Oriflamme', address: expediteur },
      // As an object, an address that holds a comma cannot become two.
      to: { name: '', address: destinataire },
      subject: sujet,
      text: corps,
      ...(html && { html }),
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
}

/**
 * Sends every message that waits, each in a transaction of its own: two servers share them, and a message is at worst
 * sent twice when the program stops between the two.
 *
 * @throws when some must be tried again, so that the job is
 */
async function sendWaiting(db: Db, deliver: Deliver, log: Log): Promise<void> {
  const tried: string[] = []
  let delayed = 0
  for (;;) {
    const outcome = await transaction(db, async (tx) => {
      const message = await lockWaiting(tx, tried)
      if (!message) return undefined
      tried.push(message.id)
      const failure = await deliver(message).then(
        () => undefined,
        (error: Failure) => error,
      )
      const refused = (failure?.responseCode ?? 0) >= 500
      await updateMessage(tx, message.id, failure ? (refused ? 'echec' : 'a_envoyer') : 'envoye', failure)
      // What a mail server answers often quotes the address: it is for the administrator, not for the log.
      if (failure)
        log.warn(
          { message: message.id, code: failure.code, reponse: failure.responseCode },
          'message non envoyé',
        )
      return failure && !refused ? 'delayed' : 'done'
    })
    if (!outcome) break
    if (outcome === 'delayed') delayed++
  }
  if (delayed > 0) throw new Error(`${delayed} message(s) à envoyer de nouveau`)
}

type Failure = Error & { readonly code?: string; readonly responseCode?: number }

async function insertMessage(
  tx: Tx,
  { destinataire, sujet, corps, html = null }: Message,
  etat: string,
): Promise<string> {
  // Named here: whoever announces an act may not read back what was written.
  const id = randomUUID()
  await sql`
    insert into message (id, destinataire, sujet, corps, html, etat)
    values (${id}, ${destinataire}, ${sujet}, ${corps}, ${html}, ${etat})
  `.execute(tx)
  return id
}

async function lockWaiting(
  tx: Tx,
  tried: readonly string[],
): Promise<(Message & { id: string }) | undefined> {
  const { rows } = await sql<Message & { id: string }>`
    select id, destinataire, sujet, corps, html from message
    where etat = 'a_envoyer' and id <> all (${tried}::text[]) order by cree_le, id limit 1 for update skip locked
  `.execute(tx)
  return rows[0]
}

async function updateMessage(tx: Tx, id: string, etat: string, failure: Failure | undefined): Promise<void> {
  await sql`
    update message set etat = ${etat}, erreur = ${failure?.message.slice(0, 1_000) ?? null},
      envoye_le = case when ${etat} = 'envoye' then now() end
    where id = ${id}
  `.execute(tx)
}
