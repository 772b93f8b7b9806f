import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { REGISTRE } from '#donnees-personnelles/registre.ts'
import { openTestDb } from '../../test/harness.ts'

const db = await openTestDb()

for (const table of ['personne', 'session', 'invitation', 'message', 'journal'])
  test(`le registre couvre chaque colonne de « ${table} », une fois`, async () => {
    const { rows } = await sql<{ nom: string }>`
      select column_name as nom from information_schema.columns
      where table_schema = 'public' and table_name = ${table}
    `.execute(db)
    const couvertes = REGISTRE.flatMap(({ donnees }) => donnees)
      .filter((donnee) => donnee.table === table)
      .flatMap(({ colonnes }) => colonnes)
    assert.deepEqual(couvertes.toSorted(), rows.map(({ nom }) => nom).sort())
  })

test('chaque traitement dit pourquoi, sur quelle base, pour qui et combien de temps', () => {
  for (const { titre, pourquoi, base, destinataires, duree } of REGISTRE)
    for (const texte of [pourquoi, base, destinataires, duree]) assert.ok(texte.length > 10, titre)
})
