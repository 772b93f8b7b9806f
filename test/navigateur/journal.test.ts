import assert from 'node:assert/strict'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// The trace as people read it, and what a person may ask about themselves.

browserTest('le journal se cherche par l’adresse, se déplie, et tient partout', async ({ open }) => {
  const page = await open('/journal')
  await page.getByLabel('Personne', { exact: true }).fill('benali')
  await page.getByLabel('Acte', { exact: true }).selectOption('session.ouverte')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.waitForURL('**/journal?personne=benali&acte=session.ouverte')
  // The program wrote it, in her name.
  const entree = page.locator('.entrees > li', { hasText: 'Nadia Benali a ouvert une session' }).first()
  await entree.locator('summary').click()
  await entree.getByText('Objet', { exact: true }).waitFor()
  await checkEverywhere(page)
  await page.getByLabel('Personne', { exact: true }).fill('personne de ce nom')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('Aucun acte ne correspond').waitFor()
  await page.goBack()
  await entree.waitFor()
})

browserTest('une campagne raconte son histoire', async ({ open }) => {
  const page = await open('/campagnes/2023')
  const histoire = page.getByRole('region', { name: 'Histoire' })
  await histoire.getByText('Oriflamme a créé la campagne').waitFor()
  await checkAccessibility(page)
})

browserTest(
  'l’administratrice trouve une personne et l’efface ; une autre ne lit que le registre',
  async (session) => {
    const registre = await session.open('/donnees-personnelles')
    await registre.getByRole('heading', { name: 'Journal des actes' }).waitFor()
    assert.equal(await registre.getByRole('heading', { name: 'Répondre à une demande' }).count(), 0)

    const page = await session.open('/donnees-personnelles', { as: 'ines-carpentier' })
    await page.getByLabel('Nom ou adresse de la personne').fill('teixeira')
    await page.getByRole('button', { name: 'Chercher' }).click()
    await page.getByRole('button', { name: 'Effacer Marc Teixeira' }).click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByLabel('Motif').fill('Demande écrite du 2 mars')
    await checkAccessibility(page)
    await dialogue.getByRole('button', { name: 'Effacer', exact: true }).click()
    await page.getByText('Le compte de Marc Teixeira est effacé').waitFor()
    await page.getByText('Aucun compte ne porte').waitFor()
    await checkEverywhere(page)
  },
)
