import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { createCoffre } from '#platform/coffre.ts'
import { creerDossiersAccordes } from '../aides-asp-atelier.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

browserTest(
  'Hugo prépare les paiements : ce qui bloque se lit par correcteur, et mène aux dossiers',
  async ({ open, db }) => {
    const { session } = await creerDossiersAccordes(db, createCoffre(Buffer.alloc(32, 1)), [375_50, 115_00])
    // The key of this server is its own: these dossiers have no account that it could open.
    await sql`delete from aide_coordonnees c using aide_dossier d where d.id = c.dossier and d.session = ${session}`.execute(
      db,
    )
    const page = await open(`/paiements-aides?session=${session}`, { as: 'hugo-lemaire' })
    await page.getByRole('button', { name: 'Préparer' }).click()
    const blocage = page.getByRole('region', { name: 'L’organisme de formation' })
    await blocage.getByText('Aucun compte bancaire n’est connu pour ce dossier.').waitFor()
    await blocage.getByRole('button', { name: /^Voir les dossiers/ }).click()
    await page.waitForURL(/raison=compte-absent/)
    assert.equal(await page.getByRole('link', { name: /Delœuvre/ }).count(), 2)
    await page.getByText('Rien ne part tout seul vers l’ASP.').waitFor()
    await page.getByRole('button', { name: /^Incomplète\s: 2$/ }).waitFor()
    await checkEverywhere(page)
  },
)
