import { candidatures } from './candidatures.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// The steps of the import, each at every width, in both colours, zoomed; the reading is in `import-incidents`.

const nouvelle = '/campagnes/nouvelle'

browserTest(
  'la première étape et son dictionnaire sont accessibles à toutes les largeurs',
  async ({ open }) => {
    const page = await open(nouvelle)
    await page.getByText('Dictionnaire des 25 colonnes').click()
    await checkEverywhere(page)
  },
)

browserTest('un fichier fautif et ses cellules sont accessibles à toutes les largeurs', async ({ open }) => {
  const page = await open(nouvelle)
  const fautes = { 3: { contrats: '-1' }, 5: { partFemmes: '0,3' } }
  await page.locator('input[type=file]').setInputFiles(candidatures('acces.csv', 12, fautes))
  await page.getByText('Comment les colonnes ont été lues').click()
  await page.getByRole('button', { name: /^Voir : Contrats/ }).click()
  await page.getByRole('region', { name: /^Cellules. Colonne « Contrats »/ }).waitFor()
  await checkEverywhere(page)
})

browserTest('le formulaire refusé est accessible à toutes les largeurs', async ({ open }) => {
  const page = await open(nouvelle)
  await page.locator('input[type=file]').setInputFiles(candidatures('acces corrigé.csv', 12))
  await page.getByRole('button', { name: 'Créer la campagne' }).click()
  await page.getByText('Indiquez l’enveloppe').waitFor()
  await checkEverywhere(page)
})
