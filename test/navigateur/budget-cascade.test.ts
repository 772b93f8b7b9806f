import assert from 'node:assert/strict'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// From what was promised to what is paid, and the acts that it suggests.

const ARA = 'Accompagnement de la politique d’apprentissage'

browserTest('la cascade de 2023 se lit, et qui ne tient pas le budget n’y écrit rien', async ({ open }) => {
  const page = await open('/budget?exercice=2023&ans=2')
  const cascade = page.getByRole('region', { name: 'Engagé et mandaté, par exercice d’engagement, en euros' })
  // 3 000 000 € engagés, 2 100 000 € mandatés ; 2 400 000 € étaient prévus en 2023.
  const total = (await cascade.locator('tfoot td').allTextContents()).map(plain)
  assert.deepEqual(total, ['Total', '3 000 000 €', '2 100 000 €', '0 €', '900 000 €', '300 000 €'])
  const desengagements = page.getByRole('region', { name: 'Engagements dont un désengagement est suggéré' })
  await desengagements.getByRole('row', { name: /Payeur de l’aide.*20 juin 2023.*900/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: /Reporter|Désengager/ }).count(), 0)
  await checkEverywhere(page)
  await page.getByLabel('Sans mouvement depuis').selectOption('10')
  await page.waitForURL(/ans=10/)
  await page.getByText('Aucun engagement n’est sans mouvement depuis 10 ans.').waitFor()
})

browserTest('le gestionnaire reporte et désengage depuis les suggestions', async ({ open }) => {
  const page = await open('/budget?exercice=2023&ans=2', { as: 'hugo-lemaire' })
  const dialogue = page.getByRole('dialog')
  await page.getByRole('button', { name: `Reporter sur 2024, ${ARA}` }).click()
  assert.equal(plain(await dialogue.getByLabel('Crédits de paiement').inputValue()), '300 000')
  await dialogue.getByLabel('Référence de l’acte').fill('CR 2024-001')
  await dialogue.getByLabel('Motif').fill('Fin de la première session')
  await checkAccessibility(page)
  await dialogue.getByRole('button', { name: 'Reporter sur 2024' }).click()
  await dialogue.waitFor({ state: 'detached' })
  const desengager = page.getByRole('button', { name: /^Désengager, Payeur de l’aide/ })
  await desengager.click()
  assert.match(plain((await dialogue.textContent())!), /Au plus 900 000 €/)
  await dialogue.getByLabel('Montant').fill('900 000')
  await dialogue.getByLabel('Motif').fill('Session close')
  await dialogue.getByRole('button', { name: 'Désengager', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  // Both suggestions are gone: what was awaited is given back.
  await desengager.waitFor({ state: 'detached' })
  await page.getByText('Aucun engagement n’est sans mouvement depuis 2 ans.').waitFor()
})
