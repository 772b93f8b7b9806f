import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere, checkNoSidewaysScroll } from './verifications.ts'

// Without an account: the rule of an aid, and the simulator that asks only what is missing.

/** Answers the question in sight by the keyboard alone, from where the focus was left. */
async function choisir(page: Page, question: string, reponse: string): Promise<void> {
  const groupe = page.getByRole('group', { name: question })
  await groupe.getByRole('radio', { name: reponse }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await groupe.waitFor({ state: 'detached' })
}
const lire = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')

browserTest(
  'sans compte, au clavier, on simule une aide et l’on voit d’où vient le montant',
  async ({ open }) => {
    const page = await open('/aides', { as: null, width: 390, expected: /422/ })
    await page.getByRole('link', { name: 'Aide régionale à l’apprentissage 2025' }).click()
    await page.getByRole('heading', { name: 'Simuler' }).waitFor()
    await choisir(page, 'Quel niveau de formation', 'Niveau 5')
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'aide-suite')
    await choisir(page, 'centre situé en Île-de-France', 'Oui')
    await choisir(page, 'première année de son contrat', 'Oui')
    await choisir(page, 'contrat en cours', 'Oui')
    await choisir(page, 'déjà reçu cette aide', 'Non')
    const absences = page.getByRole('textbox', { name: 'Quelle part de ses heures' })
    await absences.fill('120')
    await absences.press('Enter')
    await page.getByText('un nombre de 0 à 100').filter({ hasText: 'Absences injustifiées' }).waitFor()
    await absences.fill('3,5')
    await absences.press('Enter')
    await page.getByText('Montant : 115 €').waitFor()
    assert.match(await lire(page), /Forfait du niveau 5.*Réponse donnée.*n’est pas une décision/)
    await checkEverywhere(page)
    // Another answer changes the verdict, and every reason is told.
    await page.getByRole('button', { name: 'Modifier : Absences injustifiées' }).click()
    await page.getByRole('button', { name: 'Modifier : Première année de contrat' }).click()
    await choisir(page, 'première année de son contrat', 'Non')
    await page.getByText('L’aide n’est pas due dans ce cas').waitFor()
    assert.match(await lire(page), /n’est pas en première année.*Sans avoir vérifié : L’assiduité/)
  },
)

browserTest('une aide sans montant publié le dit, et ne laisse aucun cas sans réponse', async ({ open }) => {
  const page = await open('/aides/ara-2023', { as: null })
  assert.match(await lire(page), /Ce que les sources ne disent pas.*CP 2022-426/)
  await choisir(page, 'Est-ce le premier contrat', 'Oui')
  await choisir(page, 'contrat en cours', 'Oui')
  await choisir(page, 'Quel niveau de formation', 'Niveau 3')
  await page.getByText('le montant n’est pas calculable').waitFor()
  await page.locator('summary', { hasText: 'Lire le fichier' }).click()
  await checkAccessibility(page)
  await checkNoSidewaysScroll(page)
})

browserTest('la liste des aides tient dans l’écran, et une adresse inconnue le dit', async ({ open }) => {
  const liste = await open('/aides', { as: null, width: 390 })
  await checkAccessibility(liste)
  await checkNoSidewaysScroll(liste)
  const page = await open('/aides/ara-1999', { as: null, expected: /404/ })
  await page.getByText('L’aide « ara-1999 » n’existe pas.').waitFor()
})
