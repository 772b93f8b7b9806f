import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { creerSignee, enFichier } from '../rapprochement-atelier.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// Nadia brings the contracts really signed, mends her file, applies it.

const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')
const fichier = (contenu: string, name = 'signes.csv') => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(contenu) },
})

browserTest('Nadia corrige son fichier, puis l’applique', async ({ open, db }) => {
  const id = await creerSignee(db)
  const nadia = await open(`/campagnes/${id}/publication`)
  await nadia.getByRole('link', { name: 'Contrats signés' }).click()
  await nadia.getByText('Aucun contrat signé n’est encore connu.').waitFor()
  await checkAccessibility(nadia)
  const attente = nadia.waitForEvent('download')
  await nadia.getByRole('link', { name: /Fichier modèle à compléter/ }).click()
  assert.match((await attente).suggestedFilename(), /contrats signés à compléter\.xlsx$/)

  const choisir = (contenu: string) => nadia.getByLabel('Choisir un fichier').setInputFiles(fichier(contenu))
  await choisir(enFichier(`${id}-A1;8;;`, `${id}-A2;vingt;;`))
  await nadia.getByText('signes.csv a 2 erreurs', { exact: false }).waitFor()
  await nadia.getByRole('row', { name: /^2 Motif .* appelle un motif de la liste/ }).waitFor()
  await nadia.getByRole('row', { name: /^3 Contrats signés vingt/ }).waitFor()
  assert.equal(await nadia.getByRole('button', { name: 'Appliquer ce fichier' }).count(), 0)
  await checkEverywhere(nadia)

  await choisir(enFichier(`${id}-A1;8;Contrats rompus;`, `${id}-S1;4;Autre;Site fermé en mars`))
  await nadia.getByText('signes.csv se lit sans erreur, rien n’est encore écrit.').waitFor()
  await nadia.getByText('1 formation votée reste à rapprocher', { exact: false }).waitFor()
  await checkAccessibility(nadia)
  await nadia.getByRole('button', { name: 'Appliquer ce fichier' }).click()
  await nadia.getByText('Le fichier est appliqué.').waitFor()
  assert.match(await main(nadia), /Écart, en contrats−5.*Montant de l’écart indicatif−6 285,71 €/)
  await checkAccessibility(nadia)
})
