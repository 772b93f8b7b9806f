import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// What each role finds on the same addresses: its own, what was voted, and never a figure computed from a part.

const campagne = '/campagnes/2023'
const tabs = (page: Page) => page.getByRole('navigation', { name: 'Campagne' }).getByRole('link')
const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')

browserTest('sans se connecter, on lit ce qui a été voté et rien d’autre', async ({ open }) => {
  const page = await open('/', { as: null })
  await page.getByText('Vous n’êtes pas connecté').waitFor()
  assert.doesNotMatch(await main(page), /Formations|Contrats demandés|Partir d’un fichier/)
  await checkEverywhere(page)
  await page.getByRole('link', { name: 'Majoration des coûts-contrats 2023', exact: true }).click()
  await eventually(() => tabs(page).allTextContents(), ['Campagne', 'Montants votés'])
  await checkEverywhere(page)
  await tabs(page).nth(1).click()
  const tableau = page.getByRole('region', { name: /71 organismes/ })
  await tableau.waitFor()
  assert.equal(
    plain((await tableau.locator('tfoot td').allTextContents()).join(' | ')),
    'Total | 30 118 | 20 140 000 € | 777 061 € | 130 000 € | 20 270 000 €',
  )
  await checkEverywhere(page)
})

browserTest('un OF-CFA voit ses formations, et aucune autre', async ({ open }) => {
  const page = await open('/', { as: 'lea-fontaine' })
  assert.match(await main(page), /Mes formations ?21 ?Contrats demandés ?722/)
  assert.doesNotMatch(await main(page), /Partir d’un fichier/)
  await page.getByRole('link', { name: 'Voir ces formations' }).click()
  const lignes = page.getByRole('region', { name: /21 formations/ }).locator('tbody tr')
  await eventually(() => lignes.count(), 21)
  assert.match(await main(page), /Ce que AFORPA a déclaré/)
  await eventually(() => tabs(page).allTextContents(), ['Campagne', 'Mes formations', 'Montants votés'])
  await checkEverywhere(page)

  const other = await open(`${campagne}/formations`, { as: 'julie-moreau' })
  await eventually(async () => /Ce que STELO FORMATION a déclaré/.test(await main(other)), true)
  assert.doesNotMatch(await main(other), /Carrossier/)
})

browserTest('un OF-CFA ne trouve ni classement ni total, quelle que soit l’adresse', async ({ open }) => {
  const page = await open('/', { as: 'omar-diallo' })
  const asked: string[] = []
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
  for (const ecran of ['classement', 'simulation', 'comparaison', 'sensibilite', 'repartition']) {
    await page.goto(`${campagne}/${ecran}`)
    await page.getByText(/Le rôle « OF-CFA, lecteur » ne donne pas accès/).waitFor()
    assert.doesNotMatch(await main(page), /€|contrats/, ecran)
  }
  await checkEverywhere(page)
  await page.goto('/campagnes/nouvelle')
  await page.getByText(/Le rôle « OF-CFA, lecteur » ne donne pas accès/).waitFor()
  await page.goto(campagne)
  await page.locator('main').getByRole('link', { name: 'Mes formations' }).waitFor()
  assert.doesNotMatch(await main(page), /Forfait de base|Contrats retenus/)
  assert.deepEqual(
    asked.filter((path) => /^\/api\/.*(scenarios|imports|\/formations$)/.test(path)),
    [],
    'rien n’est demandé sans en avoir le droit',
  )
})

browserTest('un OPCO voit les formations de ses filières, avec leurs organismes', async ({ open }) => {
  const page = await open(`${campagne}/formations`, { as: 'sarah-klein' })
  await page.getByRole('heading', { level: 1, name: 'Formations de mon périmètre' }).waitFor()
  const region = page.getByRole('region', { name: /formations, telles que déclarées/ })
  await region.waitFor()
  const filieres = await region
    .locator('tbody tr')
    .evaluateAll((lignes) => [...new Set(lignes.map((ligne) => ligne.children[4]!.textContent))].sort())
  assert.deepEqual(filieres, ['Hôtellerie et restauration', 'Propreté, hygiène et environnement'])
  await checkEverywhere(page)
})

browserTest('un lecteur regarde tout et n’enregistre rien', async ({ open }) => {
  const page = await open('/', { as: 'paul-vasseur' })
  assert.equal(await page.getByRole('link', { name: /^Partir d’un fichier/ }).count(), 0)
  await page.goto(`${campagne}/simulation`)
  await page.getByText('Votre rôle permet d’essayer, pas d’enregistrer.').waitFor()
  assert.equal(await page.getByRole('button', { name: /^Enregistrer/ }).count(), 0)
  await page.goto(`${campagne}/repartition`)
  await page.getByRole('link', { name: 'Annexe PDF' }).waitFor()
  await checkEverywhere(page)
})

browserTest('l’administratrice gère les comptes, et ne voit pas les dossiers', async ({ open }) => {
  const page = await open('/', { as: 'ines-carpentier' })
  assert.doesNotMatch(await main(page), /Contrats demandés|Partir d’un fichier/)
  await page.goto(`${campagne}/classement`)
  await page.getByText(/Le rôle « Administrateur » ne donne pas accès/).waitFor()
})

browserTest('« Qui peut faire quoi » dessine le tableau que le serveur applique', async ({ open }) => {
  const page = await open('/droits', { as: 'lea-fontaine' })
  const tableau = page.getByRole('table')
  await tableau.getByRole('columnheader', { name: 'OF-CFA, gestionnaire (votre rôle)' }).waitFor()
  const ligne = (nom: string) => tableau.getByRole('row', { name: nom }).getByRole('cell').allTextContents()
  assert.equal((await ligne('Voir les formations demandées'))[5], 'son organisme')
  assert.equal((await ligne('Créer une campagne')).filter((cellule) => !cellule.includes('non')).length, 1)
  await checkEverywhere(page)
})
