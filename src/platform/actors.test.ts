import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { applicationRole, openActors } from '#platform/actors.ts'
import { transaction } from '#platform/db.ts'
import { PUBLIC } from '#socle/acces.ts'
import { openTestDatabase } from '../../test/harness.ts'

const { db, settings } = await openTestDatabase()
const actors = openActors({ ...settings, max: 2 })

test('chaque requête dit qui agit, dans une transaction ou non, et n’en laisse rien à la suivante', async (t) => {
  t.after(() => actors.close())
  const instructeur = {
    role: 'instructeur',
    identifiant: 'p1',
    organisation: { identifiant: 'o1', nature: 'region' },
    pour: 'p2',
  } as const
  const qui = async (db: ReturnType<typeof actors.of>) =>
    (
      await sql<{ compte: string; role: string; identifiant: string; pour: string }>`
        select current_user as compte, current_setting('oriflamme.role') as role,
          current_setting('oriflamme.identifiant') as identifiant, current_setting('oriflamme.pour') as pour`.execute(
        db,
      )
    ).rows[0]
  const sien = actors.of({ acteur: instructeur })
  const attendu = { compte: applicationRole, role: 'instructeur', identifiant: 'p1', pour: 'p2' }
  assert.deepEqual(await qui(sien), attendu)
  assert.deepEqual(await transaction(sien, qui), attendu)
  const visiteur = { compte: applicationRole, role: 'public', identifiant: '', pour: '' }
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) =>
      assert.deepEqual(await qui(i % 2 ? sien : actors.of({ acteur: PUBLIC })), i % 2 ? attendu : visiteur),
    ),
  )
})

test('une lecture souvent demandée garde son plan, et chacun n’y voit toujours que ce qui est à lui', async (t) => {
  const seule = openActors({ ...settings, max: 1 })
  t.after(() => seule.close())
  await sql`insert into organisation (id, nature, nom, siret, etat) values ('o-plan', 'of-cfa', 'CFA du plan', '11000001500013', 'active')`.execute(
    db,
  )
  const lire = async (qui: ReturnType<typeof actors.of>) =>
    (await sql<{ nom: string }>`select nom from organisation where id = ${'o-plan'}`.execute(qui)).rows.length
  const systeme = seule.of({ acteur: 'systeme' })
  const visiteur = seule.of({ acteur: PUBLIC })
  for (let tour = 0; tour < 20; tour++) {
    assert.equal(await lire(systeme), 1)
    assert.equal(await lire(visiteur), 0)
  }
  const { rows } = await sql<{ gardees: number }>`
    select count(*)::int as gardees from pg_prepared_statements where statement like '%nom from organisation%'
  `.execute(systeme)
  assert.equal(rows[0]!.gardees, 1)
})
