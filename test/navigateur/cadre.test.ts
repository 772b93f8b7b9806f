import assert from 'node:assert/strict'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'

// The frame around every screen: tabs, colours, title.

browserTest(
  'les onglets mènent à chaque écran, et l’onglet courant est en vue sur un téléphone',
  async ({ open }) => {
    const page = await open('/campagnes/2023/classement', { width: 390 })
    const tabs = page.getByRole('navigation', { name: 'Campagne' })
    for (const [tab, title] of [
      ['Répartition', 'Répartition'],
      ['Comparaison', 'Comparaison'],
      ['Campagne', 'Majoration des coûts-contrats 2023'],
    ] as const) {
      await tabs.getByRole('link', { name: tab }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      assert.equal(await page.title(), `${title} · Oriflamme`)
      const current = tabs.locator('[aria-current=page]')
      await eventually(() => current.allTextContents(), [tab])
      await eventually(async () => {
        const { x, width } = (await current.boundingBox())!
        return x >= 0 && x + width <= 390
      }, true)
    }
    // A screen without a tab of its own is under the one that leads to it.
    await page.goto('/campagnes/2023/deliberation')
    await eventually(() => tabs.locator('[aria-current=page]').allTextContents(), ['Vote'])
  },
)

browserTest(
  'd’une page des aides on va aux autres, celles que l’on peut ouvrir, sans rien faire défiler de côté',
  async ({ open }) => {
    const page = await open('/', { as: 'lea-fontaine' })
    const domains = page.getByRole('navigation', { name: 'Domaines' }).getByRole('link')
    await eventually(() => domains.allTextContents(), ['Majoration (vous y êtes)', 'Aides aux apprentis'])
    await domains.last().click()
    const tabs = page.getByRole('navigation', { name: 'Aides aux apprentis' }).getByRole('link')
    await eventually(() => tabs.allTextContents(), ['Campagnes', 'Paiements', 'Soldes', 'Règles'])
    await page.setViewportSize({ width: 390, height: 844 })
    for (const [tab, title] of [
      ['Paiements', 'Paiements ASP'],
      ['Soldes', 'Soldes des aides'],
      ['Campagnes', 'Campagnes d’aides'],
    ] as const) {
      await tabs.filter({ hasText: tab }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      const cut = () =>
        page.evaluate(
          () =>
            [...document.querySelectorAll('.tableau-region')].filter(
              (one) => one.scrollWidth > one.clientWidth + 1,
            ).length,
        )
      await eventually(cut, 0)
    }
    const visitor = await open('/aides', { as: null })
    assert.equal(await visitor.getByRole('navigation', { name: 'Aides aux apprentis' }).count(), 0)
  },
)

browserTest(
  'les couleurs suivent le système, puis le choix de l’agent, gardé d’une visite à l’autre',
  async ({ open }) => {
    const page = await open('/', { theme: 'sombre' })
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = await background()
    const button = page.getByRole('button', { name: 'Couleurs' })
    await button.click()
    await page.getByRole('button', { name: 'Couleurs : Clair' }).waitFor()
    const light = await background()
    assert.notEqual(light, dark)
    await page.reload()
    assert.equal(await background(), light)
    await button.click()
    await page.getByRole('button', { name: 'Couleurs : Sombre' }).waitFor()
    assert.equal(await background(), dark)
  },
)

browserTest('l’application n’a besoin d’aucune autre machine, polices comprises', async ({ open }) => {
  const page = await open('/campagnes/2023')
  const loaded = await page.evaluate(() =>
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map(({ family }) => family.replaceAll('"', '')),
  )
  for (const family of ['Fine', 'Source Sans 3', 'Source Serif 4']) assert.ok(loaded.includes(family), family)
})
