import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { creerAppel } from '../demandes-validees.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// The campaign of 2023 replayed under the rules of a call that is being prepared.

browserTest(
  '2023 se rejoue sous l’enveloppe de l’appel que l’on prépare, et s’exporte',
  async ({ open, db }) => {
    const id = await creerAppel(db, 'preparation', 2_200_000_000)
    const page = await open(`/campagnes/${id}`)
    await page.getByRole('link', { name: 'Rejouer une campagne passée sous ce règlement' }).click()
    const tableau = page.getByRole('region', { name: 'Majoration de chaque organisme, avant et rejouée' })
    await tableau.waitFor()
    const total = plain((await tableau.locator('tfoot td').allTextContents()).join(' | '))
    assert.equal(total, 'Total | 30 118 | 30 118 | 20 140 000 € | 22 000 000 € | +1 860 000 €')
    await page.getByText('À gauche, ce que l’assemblée a voté').waitFor()
    await checkEverywhere(page)
    const reponse = await page.request.get(`/api/campagnes/${id}/rejeu.csv?de=2023`)
    assert.equal(reponse.status(), 200)
    const lignes = (await reponse.text()).trim().split('\r\n')
    assert.equal(lignes.length, 72)
    assert.equal(
      plain(lignes[0]!),
      'Identifiant;Organisme;Sens;Contrats (voté);Majoration (voté);Contrats (rejoué);Majoration (rejoué);Écart',
    )
    const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from journal where objet = ${`campagne:${id}`} and acte <> 'campagne.creee'`.execute(
      db,
    )
    assert.deepEqual(rows, [{ n: 0 }])
  },
)
