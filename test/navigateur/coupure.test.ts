import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Coupure } from '#campagnes/reglement.ts'
import { classementOf } from './classement-page.ts'
import { lignes, mesurer, plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility } from './verifications.ts'

// The cut-off line: moved in every way, it says at once what it retains and who crosses it.

const path = '/campagnes/2023/classement'
const panel = (page: Page) => page.getByRole('region', { name: 'Ligne de coupure' })
const panelText = async (page: Page) => plain((await panel(page).textContent()) ?? '')

browserTest(
  'au clavier, la ligne va d’une formation à l’autre et nomme qui la franchit',
  async ({ open }) => {
    const { page, line, rows, retained, address } = classementOf(await open(path))
    await line.focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
    await eventually(retained, 889)
    const { contrats, forfait } = mesurer({ mode: 'partFormations', part: '889/1167' })
    const entrantes = lignes.slice(886, 889).map((l) => l.formation)
    await eventually(async () => (await panelText(page)).includes('+3 formations'), true)
    const texte = await panelText(page)
    for (const { intitule, organisme } of entrantes)
      assert.ok(texte.includes(`${intitule} · ${organisme}`), texte)
    assert.ok(texte.includes('formations retenues889') && texte.includes(plain(forfait)), texte)
    assert.equal(
      plain((await line.textContent()) ?? '').includes(plain(contrats.toLocaleString('fr-FR'))),
      true,
      'la ligne dit ses contrats',
    )
    // In the table, those that enter are marked and stand above the line, which is in sight.
    assert.equal(await rows.and(page.locator('[data-franchit=entre]')).count(), 3)
    await eventually(async () => address('coupure'), 'formations 889/1167')
    await eventually(
      async () => plain((await page.locator('.annonces').textContent()) ?? '').startsWith('889 formations'),
      true,
    )
    await checkAccessibility(page)

    await page.reload()
    await eventually(retained, 889)
    await line.focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp')
    await eventually(async () => (await panelText(page)).includes('−1 formation,'), true)
    assert.ok((await panelText(page)).includes(lignes[885]!.formation.intitule))
    await page.keyboard.press('PageDown')
    await eventually(retained, 895)
    await panel(page).getByRole('button', { name: 'Rétablir la ligne du règlement' }).click()
    await eventually(retained, 886)
    await eventually(async () => address('coupure'), null)
  },
)

browserTest('sans aucune formation retenue, l’écran dit pourquoi rien n’est réparti', async ({ open }) => {
  const { page, line, retained } = classementOf(await open(path))
  await line.focus()
  await page.keyboard.press('Home')
  await eventually(retained, 0)
  await panel(page).getByText('Aucun contrat n’est retenu').waitFor()
  await checkAccessibility(page)
  await page.keyboard.press('End')
  await eventually(retained, 1167)
  await panel(page).getByText('Aucun contrat n’est retenu').waitFor({ state: 'detached' })
})

browserTest(
  'au bord du tableau, la ligne ramène à sa place ; puis le pointeur la glisse',
  async ({ open }) => {
    const { page, line, retained, address } = classementOf(await open(path))
    await line.click()
    await page.getByText(lignes[885]!.formation.intitule).first().waitFor()
    assert.equal(await retained(), 886, 'la prendre au bord ne la déplace pas')
    const { x, y, height } = (await line.boundingBox())!
    await page.mouse.move(x + 200, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + 200, y + height * 3.5, { steps: 4 })
    await eventually(retained, 889)
    await page.mouse.move(x + 200, y - height * 1.5, { steps: 4 })
    await eventually(retained, 884)
    await page.mouse.up()
    await page.mouse.move(x + 200, y + height * 6)
    await eventually(async () => address('coupure'), 'formations 884/1167')
    assert.equal(await retained(), 884, 'lâchée, elle ne suit plus le pointeur')
    // Where the règlement had it stays in sight.
    await page.getByText('ligne du règlement').waitFor()
  },
)

browserTest('le pointeur la place aussi dans l’histogramme', async ({ open }) => {
  const { page, retained } = classementOf(await open(path))
  const { x, y, width, height } = (await page.locator('.histogramme-barres').boundingBox())!
  // The axis goes from 20 to 80 points.
  const at = (points: number) => x + ((points - 20) / 60) * width
  await page.mouse.move(at(44), y + height / 2)
  await page.mouse.down()
  await page.mouse.move(at(60), y + height / 2, { steps: 3 })
  await page.mouse.up()
  const entre = [60.3, 59.7].map((points) => lignes.filter((l) => l.points >= points * 100).length)
  await eventually(async () => {
    const n = await retained()
    return n >= entre[0]! && n <= entre[1]!
  }, true)
})

browserTest('la coupure essayée ici se poursuit dans la simulation', async ({ open }) => {
  const { page, retained } = classementOf(await open(`${path}?coupure=points+48`))
  const { retenues, forfait } = mesurer({ mode: 'points', minimum: 4800 })
  await eventually(retained, retenues)
  await page.getByRole('link', { name: 'Simuler avec cette coupure' }).click()
  await page.getByRole('heading', { level: 1, name: 'Simulation' }).waitFor()
  await page.getByText(plain(forfait)).first().waitFor()
})

browserTest('l’histogramme a sa table : les mêmes formations, tranche par tranche', async ({ open }) => {
  const page = await open(path)
  await page.getByText('Voir les chiffres').click()
  const rows = page.getByRole('region', { name: 'Formations par tranche de points' }).locator('tbody tr')
  const sums = await rows.evaluateAll((trs) =>
    [1, 2].map((column) =>
      trs.reduce((sum, tr) => sum + Number((tr as HTMLTableRowElement).cells[column]!.textContent), 0),
    ),
  )
  assert.deepEqual(sums, [886, 281])
  await checkAccessibility(page)
})

const exacts: readonly (readonly [string, string, string | null, Coupure])[] = [
  ['Dernier rang retenu', '900', 'formations 900/1167', { mode: 'partFormations', part: '900/1167' }],
  ['Points au moins', '50,5', 'points 50.5', { mode: 'points', minimum: 5050 }],
  ['Part des formations', '60', 'formations 60', { mode: 'partFormations', part: '0.6' }],
  ['Part des contrats', '33,33', 'contrats 33.33', { mode: 'partContrats', part: '0.3333' }],
  ['Part des formations', '76', null, { mode: 'partFormations', part: '0.76' }],
]

browserTest('une valeur exacte la place, dans chacune des manières de couper', async ({ open }) => {
  const { page, retained, address } = classementOf(await open(path))
  for (const [champ, valeur, adresse, coupure] of exacts) {
    const field = page.getByRole('textbox', { name: champ })
    await field.fill(valeur)
    await field.press('Enter')
    const { retenues, forfait } = mesurer(coupure)
    await eventually(retained, retenues)
    await eventually(async () => (await panelText(page)).includes(plain(forfait)), true)
    await eventually(async () => address('coupure'), adresse)
  }
})

browserTest('une valeur impossible reste dans son champ, avec sa raison', async ({ open }) => {
  const { page, retained, address } = classementOf(await open(path))
  const refus = [
    ['Part des contrats', '140', 'Indiquez une part de 0 à 100 %'],
    ['Points au moins', 'beaucoup', 'Indiquez un nombre de points'],
    ['Dernier rang retenu', '1168', 'Indiquez un rang entier, de 0 à 1 167.'],
  ] as const
  for (const [champ, valeur, raison] of refus) {
    const field = page.getByRole('textbox', { name: champ })
    await field.fill(valeur)
    await field.press('Enter')
    await page.getByRole('alert').getByText(raison).waitFor()
    assert.equal(await field.inputValue(), valeur)
    await checkAccessibility(page)
    await field.press('Escape')
    await page.getByRole('alert').waitFor({ state: 'detached' })
  }
  assert.equal(await retained(), 886)
  assert.equal(address('coupure'), null)
})

browserTest('sous un filtre, la ligne tombe entre les formations qui restent', async ({ open }) => {
  const { page, line, rows, retained } = classementOf(await open(`${path}?departements=["77"]`))
  await line.click()
  const rangs = lignes.filter((l) => l.formation.departement === '77').map((l) => l.rang)
  const suivant = rangs.find((rang) => rang > 886)!
  const row = rows.filter({
    has: page.locator('.colonne-rang', { hasText: plain(suivant.toLocaleString('fr-FR')) }),
  })
  const { x, y, height } = (await line.boundingBox())!
  await page.mouse.move(x + 200, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + 200, y + height * 1.5, { steps: 3 })
  await page.mouse.up()
  await eventually(retained, suivant)
  assert.equal(await row.first().getAttribute('data-retenue'), 'true')
})
