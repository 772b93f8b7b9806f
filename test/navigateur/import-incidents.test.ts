import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { candidatures } from './candidatures.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere, waitUntilDrawn } from './verifications.ts'

// What happens around an import: two tabs, a lost connection, a change of mind, a keyboard, a file too large.

const nouvelle = '/campagnes/nouvelle'
const champFichier = (page: Page) => page.locator('input[type=file]')
const lu = (page: Page) => page.getByText('Lignes lues', { exact: true }).waitFor()
const sansTitre = (page: Page) => page.getByText('Cet import n’existe pas, ou n’existe plus.')
/** What the browser does when the person comes back to a tab. */
const revenir = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

browserTest('le même fichier envoyé deux fois est le même import', async ({ open }) => {
  const page = await open(nouvelle)
  const fichier = candidatures('deux fois.csv', 21)
  await champFichier(page).setInputFiles(fichier)
  await lu(page)
  const adresse = page.url()
  const autre = await open(nouvelle)
  await champFichier(autre).setInputFiles({ ...fichier, name: 'sous un autre nom.csv' })
  await autre.getByText('Ce même fichier avait déjà été envoyé').waitFor()
  assert.equal(autre.url(), adresse)
})

browserTest('deux onglets : celui qui revient voit ce que l’autre a fait', async ({ open }) => {
  const page = await open(nouvelle, { expected: /404/ })
  await champFichier(page).setInputFiles(candidatures('deux onglets.csv', 22))
  await lu(page)
  const autre = await open(new URL(page.url()).pathname + new URL(page.url()).search)
  await lu(autre)
  await autre.getByLabel('Enveloppe, en euros').fill('100000')
  await autre.getByRole('button', { name: 'Créer la campagne' }).click()
  await autre.getByRole('heading', { level: 1, name: 'Majoration des coûts-contrats 2023' }).waitFor()

  await page.getByLabel('Nom de la campagne').fill('Un autre nom')
  await page.getByLabel('Enveloppe, en euros').fill('200000')
  await page.getByRole('button', { name: 'Créer la campagne' }).click()
  await page.getByText('« deux onglets.csv » est devenu une campagne').waitFor()
  await page.getByText('un fichier ne fait qu’une campagne').waitFor()
  await page.getByRole('link', { name: 'Ouvrir la campagne' }).click()
  await page.getByText('sur 100 000 € de dotation').waitFor()

  const { length } = await (await page.request.get('/api/campagnes')).json()
  assert.equal(length, 2)
})

browserTest('un import abandonné ailleurs le dit, et propose de recommencer', async ({ open }) => {
  const page = await open(nouvelle, { expected: /404/ })
  await champFichier(page).setInputFiles(candidatures('abandon.csv', 23))
  await lu(page)
  const autre = await open(nouvelle)
  await autre.getByRole('link', { name: 'abandon.csv' }).waitFor()
  await autre.getByRole('button', { name: 'Abandonner « abandon.csv »' }).click()
  await autre.getByRole('button', { name: 'Abandonner l’import' }).click()
  await eventually(() => autre.getByRole('link', { name: 'abandon.csv' }).count(), 0)

  await revenir(page)
  await sansTitre(page).waitFor()
  await page.getByRole('button', { name: 'Envoyer un fichier' }).click()
  await champFichier(page).waitFor({ state: 'attached' })
})

browserTest('un envoi coupé garde le fichier, et se reprend', async ({ open }) => {
  const page = await open(nouvelle, { expected: /ERR_INTERNET_DISCONNECTED/ })
  await page.context().setOffline(true)
  await champFichier(page).setInputFiles(candidatures('coupure.csv', 24))
  const message = page.getByRole('alert')
  await message.getByText('Le fichier n’est pas arrivé entier').waitFor()
  await page.context().setOffline(false)
  await message.getByRole('button', { name: 'Réessayer l’envoi' }).click()
  await lu(page)
})

browserTest('la lecture montre son avancement, et s’annule', async ({ open }) => {
  const page = await open(nouvelle, { expected: /404/ })
  // The reading of so small a file cannot be seen: the server is made to say that it is half-way.
  await page.route(/\/api\/imports\/[^/?]+$/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue()
    const reponse = await route.fetch()
    const json = await reponse.json()
    await route.fulfill({
      response: reponse,
      json: { ...json, etat: 'en_lecture', progression: 500, lignesLues: 12 },
    })
  })
  await champFichier(page).setInputFiles(candidatures('avancement.csv', 25))
  const barre = page.getByRole('progressbar', { name: 'Lecture' })
  await eventually(() => barre.getAttribute('value'), '500')
  await page.getByText('12 lignes lues').waitFor()
  await eventually(async () => plain((await page.locator('.annonces').textContent()) ?? ''), 'Lecture : 50 %')
  await checkEverywhere(page)

  await page.getByRole('button', { name: 'Annuler la lecture' }).click()
  await page.getByRole('button', { name: 'Abandonner l’import' }).click()
  await champFichier(page).waitFor({ state: 'attached' })
  const imports = (await (await page.request.get('/api/imports')).json()) as { nom: string }[]
  assert.equal(imports.filter(({ nom }) => nom === 'avancement.csv').length, 0)
})

browserTest(
  'le serveur muet pendant la lecture le dit, puis la suite s’affiche d’elle-même',
  async ({ open }) => {
    const page = await open(nouvelle, { expected: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ })
    let muet = true
    await page.route(/\/api\/imports\/[^/?]+$/, async (route) => {
      const reponse = await route.fetch()
      const json = await reponse.json()
      await route.fulfill({
        response: reponse,
        json: muet ? { ...json, etat: 'en_lecture', progression: 250 } : json,
      })
    })
    await champFichier(page).setInputFiles(candidatures('muet.csv', 26))
    await page.getByRole('progressbar', { name: 'Lecture' }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('Le serveur ne répond plus').waitFor()
    muet = false
    await page.context().setOffline(false)
    await lu(page)
    assert.equal(await page.getByText('Le serveur ne répond plus').count(), 0)
  },
)

browserTest('un fichier trop gros n’est pas envoyé', async ({ open }) => {
  const page = await open(nouvelle)
  const envois: string[] = []
  page.on('request', (requete) => requete.method() === 'POST' && envois.push(requete.url()))
  await champFichier(page).evaluate((champ: HTMLInputElement) => {
    const depot = new DataTransfer()
    depot.items.add(new File([new Uint8Array(101 * 1_048_576)], 'enorme.csv'))
    champ.files = depot.files
    champ.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.getByText('Ce fichier dépasse 100 Mo').waitFor()
  assert.deepEqual(envois, [])
})

browserTest('un fichier se dépose, plusieurs se refusent', async ({ open }) => {
  const page = await open(nouvelle)
  const deposer = (noms: string[], texte: string) =>
    page.locator('.import-depot').evaluate(
      (zone, [fichiers, contenu]) => {
        const dataTransfer = new DataTransfer()
        for (const nom of fichiers) dataTransfer.items.add(new File([contenu], nom))
        for (const type of ['dragover', 'drop'])
          zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      },
      [noms, texte] as const,
    )
  await deposer(['un.csv', 'deux.csv'], 'rien')
  await page.getByText('Un seul fichier à la fois').waitFor()
  await deposer(['depose.csv'], candidatures('', 27).buffer.toString())
  await page.getByRole('heading', { name: 'depose.csv' }).waitFor()
})

browserTest('au clavier : le champ du fichier se trouve, et le focus suit les étapes', async ({ open }) => {
  const page = await open(nouvelle)
  const actif = () => page.evaluate(() => (document.activeElement as HTMLInputElement).type ?? '')
  for (let i = 0; i < 12 && (await actif()) !== 'file'; i++) await page.keyboard.press('Tab')
  assert.equal(await actif(), 'file')
  await champFichier(page).setInputFiles(candidatures('clavier.csv', 28))
  await lu(page)
  await waitUntilDrawn(page)
  assert.equal(
    await page.evaluate(() => document.querySelector('main')!.contains(document.activeElement)),
    true,
  )
  // The first stop after the title of the file is what can be done about it.
  await page.keyboard.press('Tab')
  assert.match(await page.evaluate(() => document.activeElement!.textContent ?? ''), /Abandonner/)
})
