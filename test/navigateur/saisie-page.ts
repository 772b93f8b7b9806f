import type { Page } from 'playwright-core'
import { SAISIE } from '../demandes-atelier.ts'

// What a training centre types in its application.

/** Waits until what was typed is on the server. */
export const enregistre = (page: Page) => page.getByText(/^Enregistré à \d{2}:\d{2}:\d{2}$/).waitFor()

export async function ajouter(page: Page, reference: string): Promise<void> {
  await page.getByLabel('Référence de la nouvelle formation').fill(reference)
  await page.getByRole('button', { name: 'Ajouter une formation' }).click()
  await page.getByText(`Référence ${reference}`).waitFor()
}

/** Types the whole formation that is open. */
export async function remplir(page: Page): Promise<void> {
  for (const [code, valeur] of Object.entries(SAISIE)) {
    const champ = page.locator(`#champ-${code}`)
    if ((await champ.evaluate(({ tagName }) => tagName)) === 'SELECT') await champ.selectOption(valeur)
    else await champ.fill(valeur)
  }
}

/** Submits an application in which nothing is missing. */
export async function deposer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Déposer la demande' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Déposer la demande' }).click()
  await page.getByText(/^Déposée le/).waitFor()
}
