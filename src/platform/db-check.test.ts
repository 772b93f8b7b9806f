import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import type { PoolConfig } from 'pg'
import { openDb } from '#platform/db.ts'
import { checkDatabase } from '#platform/db-check.ts'
import { StartupRefusal } from '#platform/refusal.ts'
import { openEmptyDatabase } from '../../test/harness.ts'

const { db, settings } = await openEmptyDatabase()

async function refusal(t: TestContext, target: string | PoolConfig): Promise<string> {
  const tried = openDb(target)
  t.after(() => tried.destroy())
  const error = await checkDatabase(tried).then(
    () => assert.fail('la base a été acceptée'),
    (cause: unknown) => cause,
  )
  assert.ok(error instanceof StartupRefusal, String(error))
  return error.message
}

test('une base récente, en UTF-8, où l’on peut écrire, convient', () => checkDatabase(db))

test('une base qui ne répond pas est dite en français, avec la cause et le remède', async (t) => {
  const message = await refusal(t, 'postgres://personne:rien@127.0.0.1:1/rien')
  assert.match(message, /DATABASE_URL n’est pas accessible : .*ECONNREFUSED.*\nVérifiez l’adresse/)
  assert.match(await refusal(t, { ...settings, database: 'absente' }), /"absente" does not exist/)
})

test('un serveur trop ancien est refusé avec sa version', async (t) => {
  // What an older server would say of itself.
  await sql`create schema ancien`.execute(db)
  await sql`
    create function ancien.current_setting(nom text) returns text language sql as $$
      select case nom when 'server_version_num' then '140023' when 'server_version' then '14.23'
        else pg_catalog.current_setting(nom) end
    $$
  `.execute(db)
  const message = await refusal(t, { ...settings, options: '-c search_path=ancien,pg_catalog' })
  assert.equal(
    message,
    'Oriflamme demande PostgreSQL 15 ou plus récent ; celui de DATABASE_URL est en version 14.23.',
  )
})

test('une réplique en lecture seule est refusée', async (t) => {
  const message = await refusal(t, { ...settings, options: '-c default_transaction_read_only=on' })
  assert.match(message, /lecture seule.*serveur principal/)
})

test('un compte sans droit de créer est refusé, et le remède est donné', async (t) => {
  const role = `pauvre_${process.pid}`
  await sql`create role ${sql.id(role)} login`.execute(db)
  t.after(() => sql`drop role ${sql.id(role)}`.execute(db))
  const message = await refusal(t, { ...settings, user: role })
  assert.match(message, new RegExp(`compte « ${role} ».*owner to "${role}"`, 's'))
})
