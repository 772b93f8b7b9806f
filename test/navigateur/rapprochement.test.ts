import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { creerSignee, enFichier } from '../rapprochement-atelier.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// Nadia brings the contracts really signed, mends her file, applies it; Léa reads what is hers.

const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')
const fichier = (contenu: string, name = 'signes.csv') => ({
  ...{ name, mimeType: 'text/csv', buffer: Buffer.from(contenu) },
})

browserTest(
  'Nadia corrige son fichier, l’applique, filtre les écarts ; Léa lit les siens',
  async ({ open, db }) => {
    const id = await creerSignee(db)
    const adresse = `/campagnes/${id}/rapprochement`
    const nadia = await open(`/campagnes/${id}/publication`)
    await nadia.getByRole('link', { name: 'Contrats signés' }).click()
    await nadia.getByText('Aucun contrat signé n’est encore connu.').waitFor()
    await checkEverywhere(nadia)
    const attente = nadia.waitForEvent('download')
    await nadia.getByRole('link', { name: /Fichier modèle à compléter/ }).click()
    assert.match((await attente).suggestedFilename(), /contrats signés à compléter\.xlsx$/)

    const choisir = (contenu: string) =>
      nadia.getByLabel('Choisir un fichier').setInputFiles(fichier(contenu))
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
    await checkEverywhere(nadia)

  browserTest('les écarts se filtrent ; Léa lit les siens, un OPCO n’entre pas', async ({ open, db }) => {
  const id = await creerSignee(db)
  const adresse = `/campagnes/${id}/rapprochement`
  const nadia = await open(adresse)
  const lignes = [`${id}-A1;8;Contrats rompus;`, `${id}-S1;4;Autre;Site fermé en mars`]
  await nadia.getByLabel('Choisir un fichier').setInputFiles(fichier(enFichier(...lignes)))
  await nadia.getByRole('button', { name: 'Appliquer ce fichier' }).click()
  await nadia.getByText('Le fichier est appliqué.').waitFor()
  await nadia.getByLabel('Écart', { exact: true }).selectOption({ label: 'À rapprocher' })
    await eventually(() => nadia.getByRole('row', { name: /Formation A2/ }).count(), 1)
    assert.equal(await nadia.getByRole('row', { name: /Formation A1/ }).count(), 0)
    assert.equal(new URL(nadia.url()).searchParams.get('ecart'), 'inconnu')
  await checkEverywhere(nadia)
    await nadia.goto(`${new URL(nadia.url()).origin}${adresse}?motif=autre`)
    await nadia.getByRole('row', { name: /Formation S1.*Autre.*Site fermé en mars/ }).waitFor()
    assert.equal(await nadia.getByRole('row', { name: /Formation A1/ }).count(), 0)

    const lea = await open(adresse, { as: 'lea-fontaine' })
    await lea.getByRole('row', { name: /Formation A1.*−2.*−2.000.€.*Contrats rompus/ }).waitFor()
    assert.doesNotMatch(await main(lea), /STELO|Apporter les contrats|Nadia Benali/)
    await checkEverywhere(lea)

    const sarah = await open(adresse, { as: 'sarah-klein' })
    await sarah.getByText('ne donne pas accès à cet écran').waitFor()
    const avant = await open(`/campagnes/${await creerSignee(db, false)}/rapprochement`, { expected: /422/ })
    await avant.getByText('Rien n’est à rapprocher pour l’instant.').waitFor()
    await checkAccessibility(avant)
  },
)
