import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { waitUntilDrawn, waitUntilLoaded } from './verifications.ts'

// The pictures of the guide, taken from the product as it is: always taken, so that one that can no longer be fails
// its test; written when asked, `ORIFLAMME_IMAGES=1 npm test -- navigateur/images`.

const folder = fileURLToPath(new URL('../../docs/guide/images/', import.meta.url))
const written = process.env.ORIFLAMME_IMAGES === '1'
const maximum = 250_000

/** Takes what is on the screen as a picture of the guide, without the mark of what has the focus. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await waitUntilLoaded(page)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.mouse.move(0, 0)
  await waitUntilDrawn(page)
  const image = await page.screenshot()
  assert.ok(image.length < maximum, `${name} : ${image.length} octets`)
  if (!written) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}${name}.png`, image)
}

/** Brings the top of a card under the tabs, with what follows it. */
export const showCard = (page: Page, title: string): Promise<void> =>
  page
    .getByRole('heading', { name: title, exact: true })
    .first()
    .evaluate((heading) => {
      const top = (heading.closest('.carte') ?? heading).getBoundingClientRect().top
      window.scrollBy(0, top - 16)
    })
