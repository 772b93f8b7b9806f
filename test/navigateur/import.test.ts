import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { candidatures } from './candidatures.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility } from './verifications.ts'

// From a file to a campaign, as an agent does it; and everything that may go wrong on the way.

const nouvelle = '/campagnes/nouvelle'
const champFichier = (page: Page) => page.locator('input[type=file]')
/** What an element says, with plain spaces. */
const texte = async (element: Locator) => plain((await element.textContent()) ?? '')
/** Says what the page shows under a label of its key figures. */
const chiffre = (page: Page, libelle: string) =>
  texte(page.locator('.chiffre-cle', { hasText: libelle }).locator('.chiffre-cle-valeur'))
const lu = (page: Page) => page.getByText('Lignes lues', { exact: true }).waitFor()

browserTest(
  'un fichier fautif se corrige cellule par cellule, puis devient une campagne',
  async ({ open }) => {
    const page = await open(nouvelle)
    const fautes = {
      4: { contrats: '-12', palier: '9' },
      6: { contrats: 'douze' },
      9: { niveau: 'Bac +2', partFemmes: '0,45' },
    }
    await champFichier(page).setInputFiles(candidatures('candidatures 2023.csv', 130, fautes))
    await lu(page)
    assert.equal(await chiffre(page, 'Lignes lues'), '130')
    assert.equal(await chiffre(page, 'Erreurs'), '4')
    assert.equal(await page.getByRole('button', { name: 'Créer la campagne' }).count(), 0)

    const cellules = page.getByRole('region', { name: 'Cellules. Toutes les causes' }).locator('tbody tr')
    await eventually(() => cellules.count(), 4)
    const premiere = await cellules.first().locator('th, td').allTextContents()
    assert.deepEqual(premiere.map(plain), [
      '4',
      'Contrats',
      '-12',
      'Une valeur négative n’est pas possible ici.',
      'un nombre entier, 0 ou plus',
    ])

    await page.getByRole('button', { name: /^Voir : Niveau/ }).click()
    const duNiveau = page.getByRole('region', { name: /^Cellules. Colonne « Niveau »/ }).locator('tbody tr')
    await eventually(() => duNiveau.count(), 1)
    assert.match(await texte(duNiveau), /Bac \+2/)
    assert.equal(new URL(page.url()).searchParams.get('colonne'), 'Niveau')
    await page.reload()
    await eventually(() => duNiveau.count(), 1)
    await page.goBack()
    await eventually(() => cellules.count(), 4)

    await page.getByRole('radio', { name: 'Avertissements (1)' }).check()
    await page
      .getByRole('region', { name: /^Cellules/ })
      .getByText('0,45', { exact: true })
      .waitFor()

    const [telechargement] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Fichier annoté (XLSX)' }).click(),
    ])
    assert.equal(telechargement.suggestedFilename(), 'à corriger candidatures 2023.xlsx')
    assert.equal((await readFile(await telechargement.path())).subarray(0, 2).toString(), 'PK')

    await champFichier(page).setInputFiles(candidatures('candidatures corrigées.csv', 130))
    await page.getByRole('heading', { name: 'candidatures corrigées.csv' }).waitFor()
    assert.equal(await chiffre(page, 'Erreurs'), '0')
    await page.getByLabel('Nom de la campagne').fill('Campagne d’essai')
    await page.getByRole('button', { name: 'Créer la campagne' }).click()
    await page.getByText('Indiquez l’enveloppe à répartir').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('placeholder')), '20 140 000')
    await page.getByLabel('Enveloppe, en euros').fill('1 500 000 €')
    await page.getByText('Soit 1 500 000 €').waitFor()
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { level: 1, name: 'Campagne d’essai' }).waitFor()
    assert.equal(await chiffre(page, 'Formations'), '130')
    await page.getByText('Réparti : 1 500 000 € sur 1 500 000 € de dotation').waitFor()
    await page.getByRole('link', { name: 'Voir le classement' }).click()
    await page.getByText('130 formations', { exact: true }).first().waitFor()
    await page.getByText('BTS Essai', { exact: false }).first().waitFor()

    await page.goto('/')
    await page.getByRole('link', { name: 'Campagne d’essai', exact: true }).click()
    await page.getByRole('button', { name: 'Supprimer cette campagne…' }).click()
    await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Campagnes' }).waitFor()
    await eventually(() => page.getByText('Campagne d’essai').count(), 0)
  },
)

browserTest('le modèle se télécharge en classeur et en texte', async ({ open }) => {
  const page = await open(nouvelle)
  const classeur = await page.request.get(
    (await page.getByRole('link', { name: /Classeur modèle/ }).getAttribute('href'))!,
  )
  assert.match(classeur.headers()['content-disposition']!, /\.xlsx/)
  const texte = await page.request.get(
    (await page.getByRole('link', { name: /Même modèle/ }).getAttribute('href'))!,
  )
  assert.match(await texte.text(), /Organisme \(OF-CFA\);SIRET;/)
  await page.getByText('Dictionnaire des 25 colonnes').click()
  await page.getByRole('rowheader', { name: 'Palier du périmètre financier' }).waitFor()
})

const refus: readonly (readonly [string, string, Buffer, RegExp])[] = [
  ['un PDF renommé .xlsx', 'faux.xlsx', Buffer.from('%PDF-1.7\n1 0 obj'), /Ce fichier est un PDF/],
  [
    'un texte quelconque',
    'lettre.csv',
    Buffer.from('Madame, Monsieur,\nveuillez trouver ci-joint'),
    /en-tête/,
  ],
  ['un fichier vide', 'vide.csv', Buffer.alloc(0), /Ce fichier est vide/],
]
for (const [quoi, name, buffer, phrase] of refus)
  browserTest(`${quoi} est refusé avec sa raison, et rien n’est gardé`, async ({ open }) => {
    const page = await open(nouvelle, { expected: /4\d\d/ })
    await champFichier(page).setInputFiles({ name, mimeType: '', buffer })
    const message = page.getByRole('alert')
    await message.getByText(`« ${name} » n’a pas été reçu`).waitFor()
    assert.match(await texte(message), phrase)
    const imports = (await (await page.request.get('/api/imports')).json()) as { nom: string }[]
    assert.equal(imports.filter(({ nom }) => nom === name).length, 0)
    await checkAccessibility(page)
  })
