import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

const path = '/campagnes/2023/comparaison'

/** Saves a scenario that differs from the règlement by `changes`, and returns its identifier. */
async function saveScenario(page: Page, nom: string, changes: object): Promise<string> {
  const { reglement, dotation } = await (await page.request.get('/api/campagnes/2023')).json()
  const { grille, departage, coupure, repartition } = reglement
  const reponse = await page.request.post('/api/campagnes/2023/scenarios', {
    data: { nom, parametres: { dotation, grille, departage, coupure, repartition, ...changes } },
  })
  assert.equal(reponse.status(), 201)
  return (await reponse.json()).id
}

/** The cells of the last line of a table: its totals. */
async function readTotals(page: Page, table: string): Promise<string[]> {
  const totals = page.getByRole('region', { name: table }).locator('tfoot td')
  return (await totals.allTextContents()).map((text) => plain(text).trim())
}

const themes = [
  'Montants par organisme, avant et après',
  'Montants par département, avant et après',
  'Montants par niveau, avant et après',
  'Montants par filière, avant et après',
]

browserTest('sans scénario enregistré, la comparaison dit par où commencer', async ({ open }) => {
  const page = await open(path)
  await page.getByText('Aucun scénario n’est encore enregistré.').waitFor()
  await page.getByRole('link', { name: 'Ouvrir la simulation' }).click()
  await page.getByRole('heading', { level: 1, name: 'Simulation' }).waitFor()
})

browserTest(
  'une enveloppe plus grande : mêmes totaux par organisme, territoire, niveau et filière',
  async ({ open }) => {
    const page = await open('/')
    await saveScenario(page, 'Enveloppe de 21 M€', { dotation: 2_100_000_000 })
    await page.goto(path)
    await page.getByRole('heading', { name: 'Par filière' }).waitFor()
    const expected = ['Total', '30 118', '30 118', '20 140 000 €', '21 000 000 €', '+860 000 €']
    await page.getByText('Le total comprend 1 organisme inchangé, non montré.').waitFor()
    for (const theme of themes) assert.deepEqual(await readTotals(page, theme), expected, theme)
    await page.getByText('Les mêmes formations sont retenues que dans le règlement.').waitFor()
    const ecarts = page.getByRole('region', { name: 'Valeurs des deux scénarios' }).getByRole('row')
    assert.deepEqual((await ecarts.allTextContents()).map(plain).slice(-1), [
      'Dotation20 140 000 €21 000 000 €',
    ])
    // AFTRAL : 188 contrats sur 30 118, tous verts ; le plafond de la CMA ne bouge pas, donc un peu plus que le prorata.
    const aftral = page.getByRole('row').filter({ hasText: /^AFTRAL/ })
    assert.match(
      plain((await aftral.textContent()) ?? ''),
      /^AFTRAL ?188188138 822 €14\d \d{3} €\+\d \d{3} €$/,
    )

    await page.getByRole('button', { name: 'Inverser avant et après' }).click()
    const inverses = ['Total', '30 118', '30 118', '21 000 000 €', '20 140 000 €', '−860 000 €']
    await eventually(() => readTotals(page, themes[0]!), inverses)
  },
)

browserTest('tout retenir : qui entre est nommé, le lien refait la même comparaison', async ({ open }) => {
  const page = await open('/')
  const id = await saveScenario(page, 'Tout retenir', { coupure: { mode: 'aucune' } })
  await page.goto(`${path}?avant=reglement&apres=${id}`)
  // 1 167 − 886 formations ; 39 723 − 30 118 contrats ; 109 organismes candidats, 71 retenus.
  const entrants = page.getByRole('heading', { name: /^Entrent/ })
  await entrants.waitFor()
  assert.equal(
    plain((await entrants.textContent()) ?? ''),
    'Entrent : 281 formations, 9 605 contrats, 38 organismes',
  )
  await eventually(() => page.getByText('entre', { exact: true }).count(), 38)
  await checkAccessibility(page)
  await page.getByText('281 formations nommées').click()
  await eventually(() => page.locator('.franchissement-formations li').count(), 281)
  assert.deepEqual(await readTotals(page, themes[0]!), [
    'Total',
    '30 118',
    '39 723',
    '20 140 000 €',
    '20 140 000 €',
    '0 €',
  ])
  const [fichier] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Une page A4/ }).click(),
  ])
  assert.equal(
    readFileSync(await fichier.path())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
})

browserTest('un scénario refusé dit pourquoi, un scénario disparu aussi', async ({ open }) => {
  const page = await open('/')
  const id = await saveScenario(page, 'Rien de retenu', { coupure: { mode: 'partFormations', part: '0' } })
  await page.goto(`${path}?apres=${id}`)
  await page.getByText('« Rien de retenu » ne permet aucune répartition').waitFor()
  await page.goto(`${path}?apres=disparu`)
  await page.getByText('Un scénario de cette adresse n’existe pas ou plus').waitFor()
})

browserTest('la comparaison est accessible et tient dans l’écran à toutes les largeurs', async ({ open }) => {
  const page = await open('/')
  // Against itself: every part of the screen, without the hundred lines that resemble each other.
  const id = await saveScenario(page, 'Le même', { dotation: 2_050_000_000 })
  await page.goto(`${path}?avant=${id}&apres=${id}`)
  await page.getByText('Aucune différence : chaque organisme reçoit le même montant').waitFor()
  await checkEverywhere(page)
})
