import assert from 'node:assert/strict'
import { ecrirePoints } from '#socle/francais.ts'
import { classementOf } from './classement-page.ts'
import { lignes, plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility } from './verifications.ts'

const path = '/campagnes/2023/classement'

browserTest('les 1 167 formations sont classées, la ligne du règlement en retient 886', async ({ open }) => {
  const { page, grid, line, cell, count } = classementOf(await open(path))
  await eventually(count, '1 167 formations')
  assert.equal(await grid.getAttribute('aria-rowcount'), '1168')
  assert.equal(
    plain((await line.getAttribute('aria-valuetext')) ?? ''),
    '886 formations, 30 118 contrats, 71 OF-CFA retenus',
  )
  await page.getByText('638,11 €').first().waitFor()

  const [premiere] = lignes
  assert.equal(await cell(0, 'rang'), '1')
  assert.equal(await cell(0, 'intitule'), premiere!.formation.intitule)
  assert.equal(await cell(0, 'points'), ecrirePoints(premiere!.points))
  await page.locator('[role=gridcell]').first().focus()
  await page.keyboard.press('Control+End')
  const derniere = grid.locator('[aria-rowindex="1168"]')
  await derniere.waitFor()
  assert.match(plain((await derniere.textContent()) ?? ''), /^1 167/)
})

browserTest('le tri, les filtres et la recherche sont dans l’adresse', async ({ open }) => {
  const { page, cell, count, address } = classementOf(await open(path))
  const plusGros = Math.max(...lignes.map((l) => l.formation.contrats))
  await page.getByRole('button', { name: 'Contrats', exact: true }).click()
  await eventually(() => cell(0, 'contrats'), String(plusGros))
  assert.equal(address('tri'), 'contrats-desc')
  assert.equal(
    await page.getByRole('columnheader', { name: 'Contrats' }).getAttribute('aria-sort'),
    'descending',
  )
  // Out of the order of the ranking there is no line: each formation says its side.
  await page.getByRole('columnheader', { name: 'Décision' }).waitFor()

  await page.getByRole('button', { name: 'Département' }).click()
  await page.getByRole('checkbox', { name: '93 Seine-Saint-Denis' }).check()
  await page.keyboard.press('Escape')
  const du93 = lignes.filter((l) => l.formation.departement === '93')
  await eventually(count, `${du93.length} formations sur 1 167`)

  await page.getByRole('searchbox', { name: 'Chercher dans le classement' }).fill('METIERS')
  const { length: trouvees } = du93.filter(({ formation: f }) =>
    `${f.intitule} ${f.organisme} ${f.filiere} ${f.commune}`.match(/m[ée]tiers/i),
  )
  assert.ok(trouvees > 1, 'la recherche ne prouve rien si elle ne trouve rien')
  const attendu = `${trouvees} formations sur 1 167`
  await eventually(count, attendu)
  await eventually(async () => address('q'), 'METIERS')
  const premiere = await cell(0, 'intitule')

  await page.reload()
  await eventually(count, attendu)
  assert.equal(await cell(0, 'intitule'), premiere)

  await page.goBack()
  await eventually(count, '1 167 formations')
  assert.equal(await cell(0, 'contrats'), String(plusGros), 'le tri reste, le filtre est parti')
  await page.goBack()
  await eventually(() => cell(0, 'rang'), '1')
  await page.goForward()
  await page.goForward()
  await eventually(count, attendu)
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await eventually(count, '1 167 formations')
})

browserTest('une recherche sans résultat le dit, et les écartées se montrent seules', async ({ open }) => {
  const { page, cell, count, rows } = classementOf(await open(`${path}?q=xylophone%20quantique`))
  await page.getByText('Aucune formation ne correspond à ces filtres.').waitFor()
  await checkAccessibility(page)
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await page.getByRole('radio', { name: 'Écartées' }).check()
  await eventually(count, '281 formations sur 1 167')
  assert.equal(await cell(0, 'rang'), '887')
  assert.equal(await rows.first().getAttribute('data-retenue'), 'false')
})

browserTest('les colonnes se choisissent, et l’adresse les garde', async ({ open }) => {
  const { page, cell } = classementOf(await open(path))
  const commune = page.getByRole('columnheader', { name: 'Commune' })
  assert.equal(await commune.count(), 0)
  await page.getByRole('button', { name: 'Colonnes' }).click()
  await page.getByRole('checkbox', { name: 'Commune' }).check()
  await page.getByRole('checkbox', { name: 'Cumul' }).uncheck()
  await page.keyboard.press('Escape')
  await commune.waitFor()
  assert.equal(await page.getByRole('columnheader', { name: 'Cumul' }).count(), 0)
  assert.equal(await cell(0, 'commune'), lignes[0]!.formation.commune)
  await page.reload()
  await commune.waitFor()
  await page.getByRole('button', { name: 'Colonnes' }).click()
  await page.getByRole('button', { name: 'Colonnes usuelles' }).click()
  await commune.waitFor({ state: 'detached' })
})

browserTest('le détail d’une formation explique chacun de ses points', async ({ open }) => {
  const { page, rows, address } = classementOf(await open(path))
  const { formation, points, detail } = lignes[2]!
  await rows.nth(2).click()
  const dialog = page.getByRole('dialog', { name: formation.intitule })
  await dialog.waitFor()
  assert.equal(address('formation'), formation.identifiant)
  const texte = plain((await dialog.textContent()) ?? '')
  assert.ok(texte.includes(`${ecrirePoints(points)} points sur 100`), texte)
  assert.ok(texte.includes('883 rangs au-dessus de la ligne'), texte)
  const notes = await dialog.locator('.critere-titre strong').allTextContents()
  const somme = notes.reduce((total, note) => total + Math.round(Number(note.replace(',', '.')) * 100), 0)
  assert.equal(notes.length, 8)
  assert.equal(somme, points)
  assert.equal(await dialog.locator('.critere-note li').count(), detail.length)
  await checkAccessibility(page)

  await dialog.getByRole('button', { name: 'Rang suivant' }).click()
  await page.getByRole('dialog', { name: lignes[3]!.formation.intitule }).waitFor()
  await page.reload()
  await page.getByRole('dialog', { name: lignes[3]!.formation.intitule }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(address('formation'), null)
})
