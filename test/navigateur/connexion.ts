import type { BrowserContext, Page } from 'playwright-core'

/** Who the stories are about when they do not say: somebody who does everything to campaigns. */
export const RESPONSABLE = 'nadia-benali'

/** Signs in through the provider of the demonstration, by the same addresses as in production. */
export async function signIn(page: Page, sujet: string, retour = '/api/compte'): Promise<void> {
  await page.goto(`/api/connexion/demonstration?retour=${encodeURIComponent(retour)}`)
  await page.locator(`button[value="${sujet}"]`).click()
  await page.waitForURL((url) => url.pathname + url.search === retour)
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>
const states = new Map<string, Promise<State>>()

/** Before another server, which knows none of them. */
export const forgetSignIns = (): void => states.clear()

/** The cookies of somebody, from one sign-in kept for a whole file. */
export function stateOf(sujet: string, newContext: () => Promise<BrowserContext>): Promise<State> {
  const known = states.get(sujet)
  if (known) return known
  const made = newContext().then(async (context) => {
    try {
      await signIn(await context.newPage(), sujet)
      return await context.storageState()
    } finally {
      await context.close()
    }
  })
  states.set(sujet, made)
  return made
}
