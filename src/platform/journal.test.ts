import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { openTestDb } from '../../test/harness.ts'

const db = await openTestDb()

test('un acte est écrit avec son avant et son après', async () => {
  const acte = {
    acte: 'campagne.modifiee',
    objet: 'campagne:1',
    avant: { a: 1 },
    apres: { a: 2 },
  }
  await transaction(db, (tx) => insertJournal(tx, acte))
  const { rows } =
    await sql`select acte, objet, avant, apres, personne from journal where objet = 'campagne:1'`.execute(db)
  assert.deepEqual(rows, [{ ...acte, personne: 'oriflamme' }])
})

test('un acte annulé ne laisse pas de trace', async () => {
  const attempt = transaction(db, async (tx) => {
    await insertJournal(tx, { acte: 'campagne.creee', objet: 'campagne:2' })
    throw new Error('renoncement')
  })
  await assert.rejects(attempt, /renoncement/)
  const { rows } = await sql`select 1 from journal where objet = 'campagne:2'`.execute(db)
  assert.equal(rows.length, 0)
})

for (const modification of [
  "update journal set personne = 'autre'",
  'delete from journal',
  'truncate journal',
])
  test(`le journal refuse « ${modification} »`, async () => {
    await transaction(db, (tx) => insertJournal(tx, { acte: 'a.b', objet: 'objet:1' }))
    await assert.rejects(sql.raw(modification).execute(db), /le journal ne se modifie pas|cannot truncate/)
  })
