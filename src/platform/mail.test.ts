import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { openActors } from '#platform/actors.ts'
import { transaction } from '#platform/db.ts'
import { openJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/logs.ts'
import { openMail } from '#platform/mail.ts'
import { readMail } from '#platform/mail-config.ts'
import { openTestDatabase } from '../../test/harness.ts'

// A mail server of thirty lines on this machine: it speaks SMTP, refuses the addresses that it is told to.

type Recu = { readonly de: string; readonly a: string[]; readonly texte: string }

async function startSmtp(t: TestContext, answerTo: (address: string) => string = () => '250 OK') {
  const recus: Recu[] = []
  const server = createServer((socket: Socket) => {
    let envelope = { de: '', a: [] as string[] }
    let data: string[] | undefined
    let pending = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string): unknown => {
      if (data) {
        if (line !== '.') return data.push(line)
        recus.push({ ...envelope, texte: data.join('\n') })
        data = undefined
        return say('250 Reçu')
      }
      const [, address = ''] = /<([^>]*)>/.exec(line) ?? []
      if (/^EHLO/i.test(line)) return say('250 essai')
      if (/^MAIL/i.test(line)) envelope = { de: address, a: [] }
      if (/^RCPT/i.test(line)) {
        const answer = answerTo(address)
        if (answer.startsWith('250')) envelope.a.push(address)
        return say(answer)
      }
      if (/^DATA/i.test(line)) {
        data = []
        return say('354 Allez-y')
      }
      return say(/^QUIT/i.test(line) ? '221 Au revoir' : '250 OK')
    }
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const lines = (pending + bytes).split('\r\n')
      pending = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
    say('220 essai')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { recus, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function openOutbox(t: TestContext, url: string | undefined) {
  const { db, settings } = await openTestDatabase(t)
  const actors = openActors({ ...settings, max: 3 })
  t.after(() => actors.close())
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  const jobs = openJobs(settings, log)
  t.after(() => jobs.stop())
  const env = { ORIFLAMME_SMTP: url, ORIFLAMME_EXPEDITEUR: 'oriflamme@region.exemple.fr' }
  const systeme = actors.of({ acteur: 'systeme' })
  const mail = openMail(readMail(env), { systeme, jobs, log })
  await jobs.start()
  const etats = async () => {
    const { rows } = await sql<{
      destinataire: string
      etat: string
      erreur: string | null
      envoye: boolean
    }>`
      select destinataire, etat, erreur, envoye_le is not null as envoye from message order by destinataire`.execute(
      db,
    )
    return rows
  }
  const write = (destinataire: string, sujet = 'Invitation') =>
    transaction(systeme, (tx) => mail.insert(tx, { destinataire, sujet, corps: 'Bonjour,\nà bientôt.' }))
  /** Waits until no message is in the state that it leaves. */
  const settled = async (condition: (rows: Awaited<ReturnType<typeof etats>>) => boolean) => {
    for (let tour = 0; tour < 200; tour++) {
      if (condition(await etats())) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.fail(`états : ${JSON.stringify(await etats())}\n${lines.join('')}`)
  }
  return { systeme, mail, etats, write, settled, lines }
}

test('un message écrit dans une transaction part après elle, à une seule adresse', {
  timeout: 60_000,
}, async (t) => {
  const { recus, url } = await startSmtp(t)
  const { mail, systeme, etats, write, settled } = await openOutbox(t, url)
  assert.equal(mail.partent, true)
  const abandon = transaction(systeme, async (tx) => {
    await mail.insert(tx, { destinataire: 'jamais@exemple.fr', sujet: 'Jamais', corps: '' })
    throw new Error('renoncement')
  })
  await assert.rejects(abandon, /renoncement/)
  await write('lea.fontaine@exemple.fr', 'Invitation à Oriflamme\r\nBcc: espion@exemple.fr')
  await mail.send()
  await settled((rows) => rows.every(({ etat }) => etat === 'envoye'))
  assert.deepEqual(await etats(), [
    { destinataire: 'lea.fontaine@exemple.fr', etat: 'envoye', erreur: null, envoye: true },
  ])
  assert.equal(recus.length, 1)
  assert.equal(recus[0]!.de, 'oriflamme@region.exemple.fr')
  assert.deepEqual(recus[0]!.a, ['lea.fontaine@exemple.fr'])
  assert.match(recus[0]!.texte, /^Auto-Submitted: auto-generated$/m)
  // A line break in a subject stays in the subject.
  assert.doesNotMatch(recus[0]!.texte, /^Bcc:/m)
})

test('un refus du serveur se lit, une panne se retente, et le journal technique ne nomme personne', {
  timeout: 60_000,
}, async (t) => {
  let pannes = 1
  const { recus, url } = await startSmtp(t, (address) => {
    if (address.startsWith('inconnue')) return `550 5.1.1 <${address}> inconnue ici`
    if (address.startsWith('pleine') && pannes-- > 0) return `451 4.2.2 <${address}> plus tard`
    return '250 OK'
  })
  const { mail, etats, write, settled, lines } = await openOutbox(t, url)
  for (const adresse of ['bonne@exemple.fr', 'inconnue@exemple.fr', 'pleine@exemple.fr']) await write(adresse)
  await mail.send()
  await settled((rows) => rows.every(({ etat }) => etat !== 'a_envoyer'))
  const [bonne, inconnue, pleine] = await etats()
  assert.deepEqual([bonne!.etat, inconnue!.etat, pleine!.etat], ['envoye', 'echec', 'envoye'])
  assert.match(inconnue!.erreur ?? '', /550 5\.1\.1/)
  assert.equal(pleine!.erreur, null)
  assert.equal(recus.length, 2)
  assert.match(lines.join(''), /message non envoyé/)
  assert.doesNotMatch(lines.join(''), /exemple\.fr/)
})

test('sans travaux en arrière-plan, comme dans une commande, un message part avant la fin', {
  timeout: 60_000,
}, async (t) => {
  const { recus, url } = await startSmtp(t)
  const { settings, db } = await openTestDatabase(t)
  const actors = openActors({ ...settings, max: 2 })
  t.after(() => actors.close())
  const systeme = actors.of({ acteur: 'systeme' })
  const reglages = readMail({ ORIFLAMME_SMTP: url, ORIFLAMME_EXPEDITEUR: 'oriflamme@region.exemple.fr' })
  const mail = openMail(reglages, { systeme, log: silentLog() })
  const message = { destinataire: 'ines@exemple.fr', sujet: 'Invitation', corps: 'Bonjour' }
  await transaction(systeme, (tx) => mail.insert(tx, message))
  assert.equal(recus.length, 0)
  await mail.send()
  assert.deepEqual(recus[0]?.a, ['ines@exemple.fr'])
  const { rows } = await sql<{ etat: string }>`select etat from message`.execute(db)
  assert.deepEqual(rows, [{ etat: 'envoye' }])
})

test('sans serveur de messages, ils attendent d’être lus', { timeout: 60_000 }, async (t) => {
  const { mail, etats, write } = await openOutbox(t, undefined)
  await write('lea.fontaine@exemple.fr')
  await mail.send()
  assert.equal(mail.partent, false)
  assert.deepEqual(
    (await etats()).map(({ etat }) => etat),
    ['a_lire'],
  )
})

test('l’adresse du serveur de messages se lit, et se corrige sans dire le mot de passe', () => {
  const ORIFLAMME_EXPEDITEUR = 'oriflamme@region.fr'
  assert.equal(readMail({ ORIFLAMME_EXPEDITEUR }), undefined)
  assert.deepEqual(
    readMail({ ORIFLAMME_SMTP: 'smtps://compte:s%40same@mx.region.fr', ORIFLAMME_EXPEDITEUR }),
    {
      host: 'mx.region.fr',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'compte', pass: 's@same' },
      expediteur: ORIFLAMME_EXPEDITEUR,
    },
  )
  const clair = readMail({ ORIFLAMME_SMTP: 'smtp://mx.region.fr', ORIFLAMME_EXPEDITEUR })
  assert.deepEqual([clair?.port, clair?.requireTLS, clair?.auth], [587, true, undefined])
  for (const ORIFLAMME_SMTP of ['https://a:sesame@mx.region.fr', 'mx.region.fr:sesame'])
    assert.throws(
      () => readMail({ ORIFLAMME_SMTP, ORIFLAMME_EXPEDITEUR }),
      (error: Error) => error.name === 'StartupRefusal' && !error.message.includes('sesame'),
    )
  for (const expediteur of ['', 'Oriflamme', 'a@b\nBcc: c@d'])
    assert.throws(
      () => readMail({ ORIFLAMME_SMTP: 'smtp://mx.region.fr', ORIFLAMME_EXPEDITEUR: expediteur }),
      {
        name: 'StartupRefusal',
        message: /ORIFLAMME_EXPEDITEUR/,
      },
    )
})
