import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { ecrirePoints } from '#socle/francais.ts'
import { classementOf } from './classement-page.ts'
import { lignes } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkNoSidewaysScroll } from './verifications.ts'

// On a phone, 390 px wide: the classement in cards, the line under the thumb.

const phone = { width: 390 }

browserTest('sur un téléphone, chaque formation tient en deux lignes, sans rien perdre', async ({ open }) => {
  const { cell, rows } = classementOf(await open('/campagnes/2023/classement', phone))
  const { formation, points } = lignes[0]!
  assert.equal(await cell(0, 'intitule'), formation.intitule)
  assert.equal(await cell(0, 'organisme'), formation.organisme)
  assert.equal(await cell(0, 'contrats'), String(formation.contrats))
  assert.equal(await cell(0, 'points'), ecrirePoints(points))
  const { height, width } = (await rows.first().boundingBox())!
  assert.ok(height > 40 && width < 390, `${width} × ${height}`)
  const [rang, intitule, organisme] = await Promise.all(
    ['rang', 'intitule', 'organisme'].map((code) => rows.first().locator(`.colonne-${code}`).boundingBox()),
  )
  assert.ok(organisme!.y > intitule!.y && intitule!.x > rang!.x)
})

/** Puts a finger down, slides it along the page and lifts it. */
async function drag(page: Page, from: { x: number; y: number }, down: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', [from])
  for (let step = 1; step <= 4; step++)
    await touch('touchMove', [{ x: from.x, y: from.y + (down * step) / 4 }])
  await touch('touchEnd', [])
}

browserTest('sur un téléphone, on touche la ligne pour la rejoindre, puis on la glisse', async ({ open }) => {
  const { page, line, retained } = classementOf(await open('/campagnes/2023/classement', phone))
  await line.tap()
  await page.getByText(lignes[885]!.formation.intitule).first().waitFor()
  assert.equal(await retained(), 886)
  await line.scrollIntoViewIfNeeded()
  const { x, y, height } = (await line.boundingBox())!
  await drag(page, { x: x + 150, y: y + height / 2 }, 2 * height)
  await eventually(retained, 888)
  await checkNoSidewaysScroll(page)
  await checkAccessibility(page)
})

browserTest('sur un téléphone, valeur exacte et détail se déplient', async ({ open }) => {
  const { page, rows, retained } = classementOf(await open('/campagnes/2023/classement', phone))
  const field = page.getByRole('textbox', { name: 'Dernier rang retenu' })
  assert.equal(await field.isVisible(), false)
  await page.locator('summary', { hasText: 'Placer la ligne' }).click()
  await field.fill('870')
  await field.press('Enter')
  await eventually(retained, 870)
  await rows.nth(1).tap()
  const dialog = page.getByRole('dialog', { name: lignes[1]!.formation.intitule })
  const { y, height, width } = (await dialog.boundingBox())!
  assert.equal(width, 390)
  assert.ok(y > 50 && y + height <= 845, 'une feuille qui monte du bas')
  await checkAccessibility(page)
})
