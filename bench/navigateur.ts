import { type CDPSession, chromium, type Page } from 'playwright-core'
import { findChromium } from '../scripts/chromium.mjs'

export type Onglet = { readonly page: Page; readonly cdp: CDPSession }

/** Opens a tab of a real browser with an empty cache, and a way to its own instruments. */
export async function avecOnglet<T>(travail: (onglet: Onglet) => Promise<T>): Promise<T> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('aucun Chromium : indiquez-le avec ORIFLAMME_CHROMIUM')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const navigateur = await chromium.launch({ executablePath, args })
  try {
    const contexte = await navigateur.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } })
    const page = await contexte.newPage()
    return await travail({ page, cdp: await contexte.newCDPSession(page) })
  } finally {
    await navigateur.close()
  }
}
