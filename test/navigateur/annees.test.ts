import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { creerVenueDunFichier } from '../reprise-atelier.ts'
import { campagne2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// A voted campaign held against an invented one of the year before.

browserTest('2023 se compare à 2022, organisme par organisme, et s’exporte', async ({ open, db }) => {
  const seule = await open('/campagnes/2023/annees')
  await seule.getByText('Aucune campagne antérieure.').waitFor()
  // 2022 is invented: 100 000 € a body, one of them absent. Its votes come by the file, as a Région brings them.
  await creerVenueDunFichier(db, '2022', 2022)
  const presents = campagne2023.organismes.filter(({ nom }) => nom !== 'BTP CFA ILE DE FRANCE')
  await reprendre(
    await open('/campagnes/2022/vote'),
    presents.map(({ nom }) => `${nom};100;100 000`),
  )
  const page = await open('/campagnes/2023')
  await page.getByRole('link', { name: /^D’une année à l’autre/ }).click()
  const organismes = page.getByRole('region', {
    name: 'Contrats et montants de chaque organisme, 2022 et 2023',
  })
  await organismes.waitFor()
  const total = plain((await organismes.locator('tfoot td').allTextContents()).join(' | '))
  assert.equal(presents.length, 70)
  // 70 × 100 contracts and 70 × 100 000 €; 20 270 000 − 7 000 000 = 13 270 000, that is +189,6 %.
  assert.equal(total, 'Total | 7 000 | 30 118 | 7 000 000 € | 20 270 000 € | +13 270 000 € | +189,6 %')
  await page.getByText('2022 : les montants votés, repris de CP 2022-100.').waitFor()
  await organismes.getByRole('row', { name: /BTP CFA.*entre/ }).waitFor()
  await page.getByRole('radio', { name: 'Département' }).check()
  await page.waitForURL(/par=departement/)
  await page.getByRole('region', { name: 'Contrats demandés par département, 2022 et 2023' }).waitFor()
  await checkEverywhere(page)
  const reponse = await page.request.get('/api/campagnes/2023/annees.csv?avec=2022')
  const lignes = (await reponse.text()).trim().split('\r\n')
  assert.equal(lignes.length, 72)
  assert.match(plain(lignes[0]!), /^\ufeff?Organisme;SIRET;Contrats 2022;Majoration 2022;.*;Écart$/)
  await retirer(await open('/campagnes/2022/vote'))
})

/** Nothing rests on it yet: the vote that the file brought is taken back, with its reason, and may be brought again. */
async function retirer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Retirer ce vote repris…' }).click()
  const fenetre = page.getByRole('dialog', { name: 'Retirer le vote repris' })
  await fenetre.getByLabel('Motif').fill('Mauvais fichier')
  await checkEverywhere(page)
  await fenetre.getByRole('button', { name: 'Retirer', exact: true }).click()
  await page.getByText('Le vote repris est retiré : la campagne est de nouveau en instruction.').waitFor()
  await page.getByRole('link', { name: 'Reprendre un vote antérieur' }).waitFor()
}

/** From the screen of the vote: the file is looked at, corrected, then becomes the vote. */
async function reprendre(page: Page, lignes: readonly string[]): Promise<void> {
  const choisir = (contenu: readonly string[]) =>
    page.getByLabel(/^Choisir un/).setInputFiles({
      ...{ name: 'votes-2022.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['Organisme;Contrats;Majoration (€)', ...contenu].join('\n')),
    })
  await page.getByRole('link', { name: 'Reprendre un vote antérieur' }).click()
  await choisir([...lignes, 'CFA INCONNU;1;1'])
  await page.getByRole('cell', { name: /^Aucun organisme de cette campagne/ }).waitFor()
  await choisir(lignes)
  await page.getByText('votes-2022.csv se lit sans erreur').waitFor()
  await checkEverywhere(page)
  await page.getByLabel('Délibération').fill('CP 2022-100')
  await page.getByLabel('Jour du vote').fill('2022-07-06')
  await page.getByRole('button', { name: 'Reprendre ce vote' }).click()
  await page.getByRole('heading', { name: 'Montants repris de CP 2022-100' }).waitFor()
}
