import assert from 'node:assert/strict'
import { numeriser, rasteriser } from '../scan-atelier.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'
import { voter } from './vote-page.ts'

// Signed letters back from the scanner, in a real browser.

browserTest(
  'Nadia envoie un scan mêlé : deux lettres jointes, une page reconnue à l’œil, une autre écartée',
  async ({ open, address, db }) => {
    const nadia = await open('/')
    const { campagne, demandes } = await voter(nadia, address, db, 1)
    await nadia.goto(`/campagnes/${campagne}/notifications`)
    await nadia.getByRole('button', { name: 'Générer 3 lettres' }).click()
    await nadia.getByText('3 lettres faites').waitFor()
    const images = async (demande: string) =>
      rasteriser(await (await nadia.request.get(`/api/demandes/${demande}/lettre`)).body(), 150)
    const [a, s, u] = await Promise.all(demandes.map(images))
    assert.deepEqual([a!.length, s!.length, u!.length], [2, 1, 2])
    const scan = await numeriser([
      ...[{ image: u![1]! }, { image: a![1]!, tourne: 180 as const }, null, { image: s![0]! }],
      ...[{ image: a![0]! }, { image: u![0]!, masquee: true }, { image: s![0]!, masquee: true }],
    ])

    await nadia.getByRole('button', { name: 'Rattacher un lot signé' }).click()
    const dialogue = nadia.getByRole('dialog')
    await dialogue.getByRole('textbox', { name: 'Signataire' }).fill('Claire Martin, directrice')
    await dialogue.getByLabel('Date de signature').fill('2026-07-06')
    await dialogue
      .getByLabel('Fichiers numérisés')
      .setInputFiles({ name: 'lettres signées.pdf', mimeType: 'application/pdf', buffer: Buffer.from(scan) })
    await checkAccessibility(nadia)
    await dialogue.getByRole('button', { name: 'Envoyer' }).click()
    await nadia.getByText('2 lettres rattachées, 3 pages à voir, 1 page blanche').waitFor({ timeout: 60_000 })
    await nadia.getByText('Il manque la page 1 de la lettre').waitFor()
    await nadia.getByRole('img', { name: 'Page 6 de lettres signées.pdf' }).scrollIntoViewIfNeeded()
    await checkEverywhere(nadia)

    await nadia.getByRole('button', { name: 'Rattacher à la main : page 6 de lettres signées.pdf' }).click()
    await dialogue.getByLabel('Page').selectOption('1 sur 2')
    await dialogue.getByRole('button', { name: 'Rattacher' }).click()
    await nadia.getByText('3 lettres rattachées, 1 page à voir, 1 page blanche').waitFor()
    await nadia.getByRole('button', { name: 'Écarter : page 7 de lettres signées.pdf' }).click()
    await dialogue.getByLabel('Motif').fill('Copie de la page 4')
    await dialogue.getByRole('button', { name: 'Écarter' }).click()
    await nadia.getByText('3 lettres rattachées, 0 page à voir, 1 page blanche, 1 page écartée').waitFor()
    await nadia.getByRole('button', { name: 'Notifier 3 lettres' }).waitFor()
  },
)
