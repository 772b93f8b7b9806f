import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

// The screen of a call, as who conducts it uses it.

/** The state that the title of the page bears. */
export const etat = (page: Page) => page.locator('.page-titre .etiquette').first().textContent()

export async function enregistrer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer l’appel' }).click()
  await page.getByText('Enregistré.', { exact: true }).waitFor()
}

/** Takes a step, with its reason when it is a way back. */
export async function avancer(page: Page, pas: string, motif?: string): Promise<void> {
  await page.getByRole('button', { name: `${pas}…` }).click()
  const dialogue = page.getByRole('dialog', { name: pas })
  const prendre = dialogue.getByRole('button', { name: pas, exact: true })
  if (motif) {
    assert.equal(await prendre.isDisabled(), true)
    await dialogue.getByLabel('Motif').fill(motif)
  }
  await prendre.click()
  await dialogue.waitFor({ state: 'detached' })
}
