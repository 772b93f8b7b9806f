import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Reglement } from '#campagnes/reglement.ts'
import { eprouver, type Sort } from '#majoration/sensibilite.ts'
import { lignes, plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

const path = '/campagnes/2023/sensibilite'
const reglement = JSON.parse(
  readFileSync(new URL('../../reglements/majoration-2023.json', import.meta.url), 'utf8'),
) as Reglement

/** How many formations have each fate, in the order of the screen, as the screen says it. */
async function counts(page: Page): Promise<string[]> {
  const figures = page.locator('.chiffre-cle-valeur')
  return (await figures.allTextContents()).map((text) => plain(text).trim())
}

/** The same, computed here. */
function expectedCounts(amplitudes: Readonly<Record<string, number>>): string[] {
  const { sorts } = eprouver(lignes, reglement.grille, reglement.coupure, amplitudes)
  const order: Sort[] = ['toujours', 'depend', 'indetermine', 'jamais']
  return order.map((sort) => String(sorts.filter((s) => s === sort).length))
}

const partout = (amplitude: number) =>
  Object.fromEntries(reglement.grille.criteres.map(({ code }) => [code, amplitude]))

browserTest('sans amplitude, la ligne du règlement : 886 toujours retenues, 281 jamais', async ({ open }) => {
  const page = await open(`${path}?amplitude=0`)
  await eventually(() => counts(page), ['886', '0', '0', '281'])
})

browserTest(
  'les amplitudes commune et propres sont éprouvées et gardées dans l’adresse',
  async ({ open }) => {
    const page = await open(path)
    await eventually(() => counts(page), expectedCounts(partout(0.2)))
    await page.getByRole('textbox', { name: 'Amplitude commune, valeur exacte' }).fill('10')
    await eventually(() => counts(page), expectedCounts(partout(0.1)))
    const innovation = page.getByRole('textbox', { name: 'Caractère innovant' })
    await innovation.fill('50')
    // 10 points, plus ou moins la moitié.
    await page.getByText('de 5,00 à 15,00 points').waitFor()
    await eventually(() => counts(page), expectedCounts({ ...partout(0.1), innovation: 0.5 }))
    await innovation.fill('150')
    await page.getByText('Indiquez un pourcentage entier, de 0 à 100.').waitFor()
    await page.reload()
    await eventually(() => counts(page), expectedCounts({ ...partout(0.1), innovation: 0.5 }))
    assert.equal(new URL(page.url()).search, '?amplitude=10&amplitude.innovation=50')
  },
)

browserTest(
  'un exemple fait vraiment changer la formation de côté, dans la simulation aussi',
  async ({ open }) => {
    const page = await open(`${path}?sort=depend`)
    await page
      .getByRole('button', { name: /^Avec quels poids/ })
      .first()
      .click()
    const dialogue = page.getByRole('dialog')
    const [avant, apres] = (await dialogue
      .locator('.sensibilite-avant-apres .etiquette')
      .allTextContents()) as [string, string]
    assert.deepEqual([avant, apres].sort(), ['retenue', 'écartée'].sort())
    const nom = (await dialogue.getByRole('heading').textContent())!
    await checkAccessibility(page)
    await dialogue.getByRole('link', { name: 'Essayer dans la simulation' }).click()
    await page.getByRole('heading', { level: 1, name: 'Simulation' }).waitFor()
    const cote = page.locator(
      `.franchissement-cote[data-sens=${avant === 'retenue' ? 'sortent' : 'entrent'}]`,
    )
    await cote.getByText(/formations? nommées?$/).click()
    await cote.getByRole('listitem').filter({ hasText: nom }).first().waitFor()
    await page.goBack()
    await dialogue.waitFor()
    await page.keyboard.press('Escape')
    await dialogue.waitFor({ state: 'detached' })
  },
)

browserTest('les organismes se lisent par leur sort, et mènent à leurs formations', async ({ open }) => {
  const page = await open(path)
  await page.getByRole('radio', { name: 'Par organisme' }).check()
  const region = page.getByRole('region', { name: 'Sort de chaque organisme' })
  await region.waitFor()
  assert.equal(await region.getByRole('row').count(), 1 + 109)
  const aftral = region.getByRole('row').filter({ hasText: 'AFTRAL' })
  // Its five formations and 188 contracts are always retained.
  assert.match(plain((await aftral.textContent()) ?? ''), /^AFTRALToujours bénéficiaire50001880$/)
  await region.getByRole('button', { name: 'AFTRAL' }).click()
  await page.getByText(/^5\sformations, 188\scontrats\.$/).waitFor()
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await page.getByText(/^1\s167\sformations, 39\s723\scontrats/).waitFor()
  await page.goBack()
  await page.getByText(/^5\sformations, 188\scontrats\.$/).waitFor()
})

browserTest('la sensibilité est accessible et tient dans l’écran à toutes les largeurs', async ({ open }) => {
  const page = await open(path)
  await eventually(async () => (await counts(page)).length, 4)
  await checkEverywhere(page)
  await page.getByRole('radio', { name: 'Par organisme' }).check()
  await checkAccessibility(page)
})
