import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { isMigrated, migrate } from '#platform/migrate.ts'
import { openEmptyDatabase } from '../../test/harness.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriflamme-sql-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const first = { '0001_fruits.sql': "create table fruits (nom text); insert into fruits values ('pomme');" }
const second = { '0002_poire.sql': "insert into fruits values ('poire');" }

async function fruits(db: Db): Promise<string[]> {
  const { rows } = await sql<{ nom: string }>`select nom from fruits order by nom`.execute(db)
  return rows.map(({ nom }) => nom)
}

test('les migrations s’appliquent dans l’ordre, une seule fois', async (t) => {
  const { db } = await openEmptyDatabase(t)
  assert.equal(await isMigrated(db, folderOf(first)), false)
  // Written in the other order on disk: only the numbers count.
  const folder = folderOf({ ...second, ...first })
  assert.deepEqual(await migrate(db, folder), ['0001_fruits.sql', '0002_poire.sql'])
  assert.deepEqual(await migrate(db, folder), [])
  assert.deepEqual(await fruits(db), ['poire', 'pomme'])
  assert.equal(await isMigrated(db, folder), true)
})

test('une migration nouvelle complète une base déjà migrée', async (t) => {
  const { db } = await openEmptyDatabase(t)
  await migrate(db, folderOf(first))
  assert.deepEqual(await migrate(db, folderOf({ ...first, ...second })), ['0002_poire.sql'])
})

test('deux serveurs qui démarrent ensemble ne migrent qu’une fois', async (t) => {
  const { db } = await openEmptyDatabase(t)
  const folder = folderOf({ ...first, ...second })
  const applied = await Promise.all([1, 2, 3].map(() => migrate(db, folder)))
  assert.equal(applied.flat().length, 2)
  assert.deepEqual(await fruits(db), ['poire', 'pomme'])
})

test('une migration en échec n’a rien changé, et dit sa ligne', async (t) => {
  const { db } = await openEmptyDatabase(t)
  const broken = { '0002_panne.sql': "insert into fruits values ('figue');\nselect 1;\nselect absent;" }
  await assert.rejects(
    migrate(db, folderOf({ ...first, ...broken })),
    /0002_panne\.sql.*n’a rien changé : ligne 3/,
  )
  assert.deepEqual(await fruits(db), ['pomme'])
  assert.deepEqual(await migrate(db, folderOf({ ...first, ...second })), ['0002_poire.sql'])
})

test('une migration modifiée après coup est refusée, pas ses fins de ligne', async (t) => {
  const { db } = await openEmptyDatabase(t)
  await migrate(db, folderOf({ '0001_fruits.sql': 'create table fruits\n (nom text);' }))
  assert.deepEqual(
    await migrate(db, folderOf({ '0001_fruits.sql': 'create table fruits\r\n (nom text);' })),
    [],
  )
  await assert.rejects(
    migrate(db, folderOf({ '0001_fruits.sql': 'create table fruits (n text);' })),
    /a été modifiée/,
  )
})

test('une base plus récente que le programme est refusée', async (t) => {
  const { db } = await openEmptyDatabase(t)
  await migrate(db, folderOf({ ...first, ...second }))
  await assert.rejects(migrate(db, folderOf(first)), /version plus récente/)
})

test('un numéro en retard, en double ou mal écrit est refusé', async (t) => {
  const { db } = await openEmptyDatabase(t)
  await migrate(db, folderOf({ '0002_fruits.sql': 'create table fruits (nom text);' }))
  const late = folderOf({
    '0002_fruits.sql': 'create table fruits (nom text);',
    '0001_retard.sql': 'select 1',
  })
  await assert.rejects(migrate(db, late), /numéro plus grand/)
  await assert.rejects(migrate(db, folderOf({ '0001_a.sql': '', '0001_b.sql': '' })), /même numéro/)
  await assert.rejects(migrate(db, folderOf({ 'fruits.sql': '' })), /0001_objet\.sql/)
})
