import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { applicationRole, openActors } from '#platform/actors.ts'
import { transaction } from '#platform/db.ts'
import { PUBLIC } from '#socle/acces.ts'
import { openTestDatabase } from '../../test/harness.ts'

const { settings } = await openTestDatabase()
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
