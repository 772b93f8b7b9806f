import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

browserTest('sans compte, on trouve et on télécharge les subventions votées', async ({ open }) => {
  const page = await open('/', { as: null })
  await page.getByRole('link', { name: 'données ouvertes' }).click()
  await page.getByRole('heading', { name: 'Subventions 2023' }).waitFor()
  const texte = plain((await page.locator('main').textContent()) ?? '')
  assert.match(texte, /Montant voté ?20 270 000 €/)
  assert.match(texte, /Bénéficiaires ?71/)
  assert.match(texte, /Données de démonstration/)
  assert.match(texte, /70 lignes n’ont pas de SIRET/)
  const attente = page.waitForEvent('download')
  await page.getByRole('link', { name: /Subventions 2023 ?CSV/ }).click()
  const fichier = await attente
  assert.equal(fichier.suggestedFilename(), 'subventions-2023-demonstration.csv')
  const contenu = readFileSync(await fichier.path(), 'utf8')
  assert.equal(contenu.split('\r\n').length, 74, 'l’en-tête, 72 lignes et la fin')
  assert.ok(contenu.startsWith('nomAttribuant,idAttribuant,dateConvention,'))
  await checkEverywhere(page)
})
