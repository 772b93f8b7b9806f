import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { classementOf } from './classement-page.ts'
import { lignes } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'

// With the keyboard alone: everything is reached by Tab, and the focus is always seen.

/** What has the focus: its name, and whether something shows it. */
const readFocus = (page: Page): Promise<{ name: string; role: string; shown: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const isOutlined = (one: Element | null) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one ?? document.body)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    }
    // A field is outlined with its frame, a radio on the words beside it.
    const around = [element, element.closest('.champ-groupe'), element.nextElementSibling]
    return {
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      shown: around.some((one) => one && isOutlined(one)),
    }
  })

/** Presses Tab until what is wanted has the focus; every stop on the way must show it. */
async function tabTo(page: Page, wanted: (focus: { name: string; role: string }) => boolean): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const focus = await readFocus(page)
    assert.ok(focus.shown, `rien ne montre le focus sur ${focus.role} « ${focus.name.slice(0, 60)} »`)
    if (wanted(focus)) return
  }
  assert.fail('soixante tabulations n’y mènent pas')
}

for (const theme of ['clair', 'sombre'] as const)
  browserTest(`tout le classement se parcourt au clavier, en ${theme}`, async ({ open }) => {
    const { page, retained, address } = classementOf(await open('/campagnes/2023/classement', { theme }))
    await eventually(retained, 886)
    await page.keyboard.press('Tab')
    assert.equal((await readFocus(page)).name, 'Aller au contenu')
    await page.keyboard.press('Enter')
    await eventually(async () => page.evaluate(() => document.activeElement?.id), 'contenu')

    await tabTo(page, ({ name }) => name === 'Rang')
    await page.keyboard.press('Enter')
    await eventually(async () => address('tri'), 'rang-desc')
    await page.keyboard.press('Enter')
    await eventually(async () => address('tri'), null)

    await tabTo(page, ({ role }) => role === 'gridcell')
    await page.keyboard.press('ArrowRight')
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown')
    const { formation } = lignes[30]!
    await eventually(async () => (await readFocus(page)).name, formation.intitule)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: formation.intitule })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await eventually(async () => (await readFocus(page)).name, formation.intitule)

    await tabTo(page, ({ name }) => name === 'Ligne de coupure')
    await page.keyboard.press('ArrowUp')
    await eventually(retained, 885)
    // The line that moves brings its place into sight.
    await page.getByText(lignes[884]!.formation.intitule).first().waitFor()
  })

browserTest('une liste de filtres s’ouvre, se coche et se referme au clavier', async ({ open }) => {
  const { page, count } = classementOf(await open('/campagnes/2023/classement'))
  await page.getByRole('search').getByRole('button', { name: 'Niveau' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Niveau' }).waitFor()
  await tabTo(page, ({ role }) => role === 'input')
  await page.keyboard.press('Space')
  const niveau3 = lignes.filter((l) => l.formation.niveau === 3).length
  await eventually(count, `${niveau3} formations sur 1 167`)
  await page.keyboard.press('Escape')
  await eventually(async () => (await readFocus(page)).name.startsWith('Niveau'), true)
})
