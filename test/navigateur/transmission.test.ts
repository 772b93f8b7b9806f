import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')

browserTest('Sarah et Marc lisent chacun leur périmètre ; Nadia voit où va chaque euro', async ({ open }) => {
  const sarah = await open('/campagnes/2023', { as: 'sarah-klein' })
  await sarah.getByRole('link', { name: 'Transmission', exact: true }).click()
  await sarah.getByText('Majoration, OPCO AKTO').waitFor()
  assert.match(await main(sarah), /1 118 121 €CP 2023-247, 5 juillet 2023Organismes7Formations54/)
  assert.doesNotMatch(await main(sarah), /ATLAS|Numérique|Où va le montant voté/)
  const attente = sarah.waitForEvent('download')
  await sarah.getByRole('link', { name: /Télécharger cette transmission/ }).click()
  assert.match((await attente).suggestedFilename(), /transmission - OPCO AKTO\.xlsx$/)
  await checkEverywhere(sarah)

  const marc = await open('/campagnes/2023/transmission', { as: 'marc-teixeira' })
  assert.match(await main(marc), /Majoration, OPCO ATLAS1 264 846 €/)
  assert.doesNotMatch(await main(marc), /AKTO|Propreté/)

  const nadia = await open('/campagnes/2023/transmission')
  assert.match(await main(nadia), /Total voté20 270 000 €/)
  await nadia.getByRole('link', { name: 'OPCO ATLAS' }).click()
  await eventually(async () => /Majoration, OPCO ATLAS1 264 846 €/.test(await main(nadia)), true)
  assert.equal(new URL(nadia.url()).searchParams.has('opco'), true)
  await checkEverywhere(nadia)
})
