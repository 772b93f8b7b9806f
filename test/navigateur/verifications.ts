import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What every screen must satisfy, whatever its width and its colours. */

const everyRule: axe.RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
}
/** All that the other colours of the same view can change. */
const rulesOfColour: axe.RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** The last one is a page of 1280 px zoomed to 200 %: it has half of it to lay itself out. */
const sizes = [
  { width: 1280, height: 900 },
  { width: 768, height: 900 },
  { width: 390, height: 900 },
  { width: 640, height: 450 },
]

/** `checkAccessibility` and `checkNoSidewaysScroll` at 1280, 768 and 390 px, and zoomed to 200 %, in both colours. */
export async function checkEverywhere(page: Page): Promise<void> {
  const size = page.viewportSize()!
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const view of sizes) {
    await page.setViewportSize(view)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await waitUntilDrawn(page)
      await checkNoSidewaysScroll(page)
      await checkAccessibility(page, colorScheme === 'light' ? everyRule : rulesOfColour)
    }
  }
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
}

/** No violation of WCAG 2.1 AA nor of axe's good practices on the page as it stands; waits until nothing loads. */
export async function checkAccessibility(page: Page, runOnly: axe.RunOnly = everyRule): Promise<void> {
  await waitUntilLoaded(page)
  // Evaluated by the debugger: the security policy of the page stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (only) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: only,
      resultTypes: ['violations'],
    })
    return violations.map(
      ({ id, help, nodes }) =>
        `${id} : ${help}\n${nodes.map((n) => `    ${n.target.join(' ')} — ${n.failureSummary}`).join('\n')}`,
    )
  }, runOnly)
  const width = page.viewportSize()?.width
  assert.deepEqual(violations, [], `${page.url()} à ${width} px\n${violations.join('\n')}`)
}

/** The document itself never scrolls sideways; a wide table scrolls in its own region. */
export async function checkNoSidewaysScroll(page: Page): Promise<void> {
  await waitUntilLoaded(page)
  const { scroll, screen, widest } = await page.evaluate(() => {
    const root = document.documentElement
    const over = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    )
    return {
      scroll: root.scrollWidth,
      screen: root.clientWidth,
      widest: over.slice(0, 5).map((element) => `${element.tagName}.${element.className}`),
    }
  })
  assert.ok(scroll <= screen, `${page.url()} : ${scroll} px pour ${screen} px (${widest.join(', ')})`)
}

/** Waits until no part of the page says that it is loading, and its fonts are there. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.attente') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Waits until the page has drawn what it last learned: a new size, a new colour. */
export const waitUntilDrawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )
