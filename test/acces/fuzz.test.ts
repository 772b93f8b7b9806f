import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { listOperations, type Operation, openApplication } from './application.ts'
import { watchWrites } from './ecritures.ts'
import { CAMPAGNE_INTERNE, preparer } from './exemples.ts'

// The HTTP surface, driven by our own contract: whatever is sent, never a 500, never a stack, never a write that was
// refused. About 20 s in all; FUZZ=10 multiplies the draws by ten.

const application = await openApplication({ after })
const { app, db, gens } = application
const objets = await preparer(application)
const operations = await listOperations(application)
const factor = Number(process.env.FUZZ ?? 1)

type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  items?: Schema
  $ref?: string
  enum?: unknown[]
}
const { components } = (await (await app.request('/api/openapi.json')).json()) as {
  components: { schemas: Record<string, Schema> }
}

/** What programs and people send that nobody expects. */
const curieux = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\u0000',
      '\ud800',
      '🔥'.repeat(50),
      'é'.normalize('NFD'),
      '%00',
      '../../etc/passwd',
      '%2e%2e%2f',
    ],
    ...["' or 1=1 --", '"; drop table journal; --', '<script>alert(1)</script>', '{{7*7}}', '__proto__'],
    ...[
      'NaN',
      'Infinity',
      '-1',
      '0',
      '1e400',
      '9007199254740993',
      '99999999999999999999',
      '1.5',
      'null',
      'true',
    ],
    ...['2023-02-31', '9999-99-99', 'reglement', '2023', 'x'.repeat(5_000)],
  ),
)
const { budget } = objets
const budgetaires = await Promise.all([
  budget.ligne(),
  budget.affectation(),
  budget.engage(),
  budget.mandat(),
])
const known = fc.constantFrom(
  ...['2023', CAMPAGNE_INTERNE, objets.fixe, objets.lu, 'reglement', gens[0]!.id],
  ...budgetaires,
)
const value: fc.Arbitrary<unknown> = fc.oneof(
  curieux,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, -1, 0.1, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], { __proto__: 1 }),
)

/** A value of a schema, bent here and there. */
function drawOf(schema: Schema = {}, depth = 0): fc.Arbitrary<unknown> {
  const resolved = schema.$ref ? components.schemas[schema.$ref.split('/').at(-1)!]! : schema
  const { type, properties, items } = resolved
  const kind = Array.isArray(type) ? type[0] : type
  const sound: fc.Arbitrary<unknown> = resolved.enum
    ? fc.constantFrom(...resolved.enum)
    : properties && depth < 4
      ? fc.record(
          Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, drawOf(one, depth + 1)])),
          { requiredKeys: [] },
        )
      : kind === 'array' && depth < 4
        ? fc.array(drawOf(items, depth + 1), { maxLength: 3 })
        : kind === 'integer' || kind === 'number'
          ? fc.oneof(fc.integer(), fc.double())
          : kind === 'boolean'
            ? fc.boolean()
            : fc.oneof(known, curieux)
  return fc.oneof({ weight: 5, arbitrary: sound }, { weight: 1, arbitrary: value })
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

type Demande = { readonly adresse: string; readonly init: RequestInit }

function demandeDe({ methode, chemin, contrat }: Operation): fc.Arbitrary<Demande> {
  const parameters = contrat.parameters ?? []
  const paths = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
  const queries = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const [type = '', content] = Object.entries(contrat.requestBody?.content ?? {})[0] ?? []
  const body = !content
    ? fc.constant(undefined)
    : fc.oneof(
        { weight: 4, arbitrary: drawOf(content.schema as Schema).map((one) => write(type, one)) },
        { weight: 1, arbitrary: fc.oneof(curieux, fc.constantFrom('{', '[1,', '{"a":1}'.repeat(3))) },
      )
  return fc
    .record({
      segments: fc.tuple(...paths.map(() => fc.oneof(known, curieux))),
      // Missing, once, several times, and names that nobody declared.
      search: fc.array(fc.tuple(fc.constantFrom(...queries, 'inconnu', 'page[]'), fc.oneof(known, curieux)), {
        maxLength: 5,
      }),
      type: fc.oneof(
        { weight: 5, arbitrary: fc.constant(type) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('', 'text/plain', 'multipart/form-data', 'application/json; charset=x'),
        },
      ),
      body,
    })
    .map(({ segments, search, type, body }) => {
      const path = paths.reduce((text, name, i) => text.replace(`{${name}}`, encode(segments[i]!)), chemin)
      const query = search.map(([name, one]) => `${encode(name)}=${encode(one)}`).join('&')
      const headers: Record<string, string> = type ? { 'content-type': type } : {}
      const init = body === undefined ? {} : { body: body.toWellFormed(), headers }
      return { adresse: query ? `${path}?${query}` : path, init: { ...init, method: methode } }
    })
}

function write(type: string, one: unknown): string {
  if (type !== 'application/x-www-form-urlencoded')
    return type.includes('json') ? JSON.stringify(one) : String(one)
  const entries = Object.entries(one ?? {}).map(
    ([name, text]) => [name, String(text).toWellFormed()] as [string, string],
  )
  return new URLSearchParams(entries).toString()
}

/** Rows written in every table; refusals and refused tokens leave their own trace, and nothing else. */
const photographier = await watchWrites(db)

const heavy = /\.(pdf|xlsx)$|\/export$/

/** Somebody who has this right. */
const roleDe = (droit: string): string =>
  /personne|cle|donnees/.test(droit)
    ? 'administrateur'
    : /budget|mandat/.test(droit)
      ? 'gestionnaireBudgetaire'
      : droit === 'paiement.constater'
        ? 'comptable'
        : 'responsable'

for (const operation of operations) {
  const { methode, chemin, droit, contrat } = operation
  // Some readings are acts (a list taken away): their contract says that they leave a trace, and they write nothing else.
  const traced = /laisse une trace/.test(contrat.summary ?? '')
  // Without its right: somebody who may not must change nothing, whatever is sent. With it: never an error of ours.
  const qui = gens.find(({ role }) => role === roleDe(droit))!
  const intrus = gens.find(({ role }) => role === 'ofcfaLecteur')!
  test(`${methode} ${chemin} : rien de ce qui est envoyé ne fait d’erreur interne`, async () => {
    let avant = await photographier()
    await fc.assert(
      fc.asyncProperty(demandeDe(operation), fc.boolean(), async ({ adresse, init }, permis) => {
        const sender =
          permis && !(chemin.includes('sortie') || (methode === 'DELETE' && chemin.includes('sessions')))
            ? qui
            : intrus
        if (sender === intrus && /sortie|sessions/.test(chemin)) return
        const reponse = await sender.request(adresse, init)
        const texte = reponse.ok ? '' : await reponse.text()
        await reponse.body?.cancel().catch(() => {})
        assert.ok(reponse.status < 500, `${reponse.status} ${texte}`)
        assert.doesNotMatch(texte, /\bat .+:\d+:\d+|node_modules|node:internal|select |violates|kysely/i)
        if (texte) {
          const { code, message } = JSON.parse(texte) as { code: string; message: string }
          assert.match(code, /^[a-z_-]+$/)
          assert.ok(message.length > 0)
        }
        const [before, after] = [avant, await photographier()]
        avant = after
        if (!reponse.ok && reponse.status !== 302)
          assert.deepEqual(after, before, `écrit malgré ${reponse.status}`)
        if (methode === 'GET') assert.equal(after.donnees, before.donnees, 'une lecture a écrit')
        if (methode === 'GET' && !traced)
          assert.equal(after.actes, before.actes, 'une lecture a laissé un acte')
      }),
      { numRuns: (heavy.test(chemin) ? 4 : 12) * factor, interruptAfterTimeLimit: 15_000 * factor },
    )
  })
}

test('aucune écriture n’échappe à la surveillance, et celles que l’on annule n’en sont pas', async () => {
  const { rows: tables } = await sql<{ nom: string }>`
    select tablename as nom from pg_tables where schemaname = 'public' and tablename not in ('maillon', 'migrations', 'session')
  `.execute(db)
  const changement = async (ecrire: () => Promise<unknown>) => {
    const avant = await photographier()
    await ecrire()
    const apres = await photographier()
    return [apres.donnees - avant.donnees, apres.actes - avant.actes]
  }
  const surveillees = await sql<{ nom: string }>`
    select distinct tgrelid::regclass::text as nom from pg_trigger where tgname in ('zz_ecriture', 'zz_acte')`.execute(
    db,
  )
  assert.deepEqual(surveillees.rows.map(({ nom }) => nom).sort(), tables.map(({ nom }) => nom).sort())
  const plante = (id: string) =>
    sql`insert into message (id, destinataire, sujet, corps) values (${id}, 'a@b.fr', 's', 'c')`
  assert.deepEqual(await changement(() => plante('plante').execute(db)), [1, 0])
  // Written as it was: the content is the same, the write is there.
  assert.deepEqual(
    await changement(() => sql`update message set sujet = sujet where id = 'plante'`.execute(db)),
    [1, 0],
  )
  assert.deepEqual(await changement(() => sql`delete from message where id = 'plante'`.execute(db)), [1, 0])
  assert.deepEqual(await changement(() => sql`truncate opco_filiere`.execute(db)), [1, 0])
  const annuler = () =>
    db.transaction().execute(async (tx) => {
      await plante('annule').execute(tx)
      throw new Error('renoncement')
    })
  assert.deepEqual(await changement(() => annuler().catch(() => {})), [0, 0])
  const tracer = (acte: string) => transaction(db, (tx) => insertJournal(tx, { acte, objet: 'essai' }))
  assert.deepEqual(await changement(() => tracer('campagne.creee')), [0, 1])
  assert.deepEqual(await changement(() => tracer('acces.refuse')), [0, 0])
})

test('un caractère nul dans une adresse est une demande invalide, partout', async () => {
  const qui = gens.find(({ role }) => role === 'responsable')!
  for (const { methode, chemin } of operations)
    if (methode === 'GET' && chemin.includes('{')) {
      const { status } = await qui.request(chemin.replaceAll(/\{\w+\}/g, '%00'))
      assert.ok(status >= 400 && status < 500, `${chemin} : ${status}`)
    }
})
