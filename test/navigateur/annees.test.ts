import assert from 'node:assert/strict'
import { createCampagne } from '#campagnes/store-creation.ts'
import { transaction } from '#platform/db.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// A voted campaign held against an invented one of the year before.

browserTest('2023 se compare à 2022, organisme par organisme, et s’exporte', async ({ open, db }) => {
  const seule = await open('/campagnes/2023/annees')
  await seule.getByText('Aucune campagne antérieure.').waitFor()
  // 2022 is invented: 100 000 € a body, one of them absent.
  const publication = campagne2023.publication
    .filter(({ organisme }) => organisme !== 'BTP CFA ILE DE FRANCE')
    .map((ligne) => ({
      ...{ organisme: ligne.organisme, contrats: 100, majoration: 100_000_00, dontBonusVert: 0 },
      ...{ majorationExceptionnelle: 0, majorationTotale: 100_000_00 },
    }))
  await transaction(db, (tx) =>
    createCampagne(
      tx,
      {
        ...campagne2023,
        ...{ id: '2022', exercice: 2022, libelle: 'Majoration 2022 inventée', publication },
      },
      formations2023.slice(0, 10),
    ),
  )
  const page = await open('/campagnes/2023')
  await page.getByRole('link', { name: /^D’une année à l’autre/ }).click()
  const organismes = page.getByRole('region', {
    name: 'Contrats et montants de chaque organisme, 2022 et 2023',
  })
  await organismes.waitFor()
  const total = plain((await organismes.locator('tfoot td').allTextContents()).join(' | '))
  assert.equal(publication.length, 70)
  // 70 × 100 contracts and 70 × 100 000 €; 20 270 000 − 7 000 000 = 13 270 000, that is +189,6 %.
  assert.equal(total, 'Total | 7 000 | 30 118 | 7 000 000 € | 20 270 000 € | +13 270 000 € | +189,6 %')
  await organismes.getByRole('row', { name: /BTP CFA.*entre/ }).waitFor()
  await page.getByRole('radio', { name: 'Département' }).check()
  await page.waitForURL(/par=departement/)
  await page.getByRole('region', { name: 'Contrats demandés par département, 2022 et 2023' }).waitFor()
  await checkEverywhere(page)
  const reponse = await page.request.get('/api/campagnes/2023/annees.csv?avec=2022')
  const lignes = (await reponse.text()).trim().split('\r\n')
  assert.equal(lignes.length, 72)
  assert.match(plain(lignes[0]!), /^\ufeff?Organisme;SIRET;Contrats 2022;Majoration 2022;.*;Écart$/)
})
