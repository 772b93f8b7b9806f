import type { Page } from 'playwright-core'

// What people do on the screens of the Région, whatever the story: an act in its dialog, an instruction.

/** Opens the dialog of an act, fills it, sends it. */
export async function faire(page: Page, libelle: string, champs: Readonly<Record<string, string>> = {}) {
  await page.getByRole('button', { name: libelle, exact: true }).click()
  const dialogue = page.getByRole('dialog')
  for (const [champ, valeur] of Object.entries(champs)) {
    const trouve = dialogue.getByLabel(champ)
    if ((await trouve.evaluate(({ tagName }) => tagName)) === 'SELECT')
      await trouve.selectOption({ label: valeur })
    else await trouve.fill(valeur)
  }
  await dialogue.getByRole('button', { name: libelle, exact: true }).click()
}

/** Waits until the title of the page bears this state. */
export const attendre = (page: Page, etat: string) =>
  page.locator('.page-titre .etiquette', { hasText: etat }).waitFor()

/** Takes an application from its arrival to the end of its instruction, on screen. */
export async function instruire(page: Page) {
  await faire(page, 'Constater complète')
  await attendre(page, 'Complète')
  await conclure(page)
}

/** Ends the instruction of an application in which nothing is missing. */
export async function conclure(page: Page) {
  await faire(page, 'Donner un avis', { Sens: 'Favorable', 'Ce qui le fonde': 'Chiffres vérifiés.' })
  await page.getByText('Chiffres vérifiés.').waitFor()
  await faire(page, 'Conclure l’instruction')
  await attendre(page, 'Instruite')
}

/** Chooses, in the menu of the account, another way to act. */
export async function prendreRole(page: Page, nom: string) {
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await page.getByRole('button', { name: nom, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`Mon compte.*${nom.split(',')[0]}`) }).waitFor()
}
