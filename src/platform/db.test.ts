import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isUnreachable, openDb, transaction } from '#platform/db.ts'
import { openEmptyDatabase } from '../../test/harness.ts'

const { db, settings } = await openEmptyDatabase()

test('montants, dates et instants arrivent dans nos formes', async () => {
  const { rows } = await sql`
    select 9007199254740991::bigint as grand, -1::bigint as negatif, null::bigint as nul,
      date '2023-06-21' as jour, timestamptz '2023-06-21 02:30:00+02' as instant,
      12.340::numeric as decimal, array[1, null, 3]::bigint[] as liste, count(*) as nombre,
      array[date '2023-01-01'] as jours, '{"a":1}'::jsonb as objet
  `.execute(db)
  assert.deepEqual(rows, [
    {
      ...{
        grand: 9007199254740991,
        negatif: -1,
        nul: null,
        jour: '2023-06-21',
        instant: '2023-06-21T00:30:00.000Z',
      },
      ...{ decimal: '12.340', liste: [1, null, 3], nombre: 1, jours: ['2023-01-01'], objet: { a: 1 } },
    },
  ])
})

test('un entier qu’un nombre ne porte pas exactement est refusé', async () => {
  await assert.rejects(sql`select 9007199254740993::bigint as n`.execute(db), /hors limites/)
})

test('une transaction dans une transaction n’en fait qu’une', async () => {
  type Tables = { fruits: { nom: string } }
  await sql`create table fruits (nom text)`.execute(db)
  const outer = transaction(db, async (tx) => {
    await transaction(tx, (inner) =>
      inner.withTables<Tables>().insertInto('fruits').values({ nom: 'a' }).execute(),
    )
    throw new Error('renoncement')
  })
  await assert.rejects(outer, /renoncement/)
  assert.deepEqual(await db.withTables<Tables>().selectFrom('fruits').selectAll().execute(), [])
})

test('une base injoignable se distingue d’une base qui refuse', async () => {
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => assert.fail('aucune erreur'),
      (error: unknown) => error,
    )
  const absent = openDb('postgres://personne:rien@127.0.0.1:1/rien')
  assert.ok(isUnreachable(await failure(sql`select 1`.execute(absent))))
  await absent.destroy()

  const cut = openDb({ ...settings, max: 1 })
  assert.ok(
    isUnreachable(await failure(sql`select pg_terminate_backend(pg_backend_pid())`.execute(cut))),
    'session fermée par le serveur',
  )
  await cut.destroy()
  assert.equal(isUnreachable(await failure(sql`select 1 / 0`.execute(db))), false)
})
