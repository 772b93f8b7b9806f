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
  await leverAlertes(page)
  await faire(page, 'Donner un avis', { Sens: 'Favorable', 'Ce qui le fonde': 'Chiffres vérifiés.' })
  await page.getByText('Chiffres vérifiés.').waitFor()
  await faire(page, 'Conclure l’instruction')
  await attendre(page, 'Instruite')
}

/** Lifts every warning of an application, as somebody who looked at each would. */
export async function leverAlertes(page: Page) {
  const leviers = page.getByRole('region', { name: 'Contrôles' }).getByRole('button', { name: /^Lever/ })
  for (let reste = await leviers.count(); reste > 0; reste--) {
    await leviers.first().click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByLabel('Pourquoi elle n’empêche rien').fill('Vérifié avec l’organisme.')
    await dialogue.getByRole('button', { name: 'Lever', exact: true }).click()
    await dialogue.waitFor({ state: 'detached' })
    await leviers.nth(reste - 1).waitFor({ state: 'detached' })
  }
}

/** Chooses, in the menu of the account, another way to act. */
export async function prendreRole(page: Page, nom: string) {
  await page.getByRole('button', { name: /Mon compte/ }).click()
  await page.getByRole('button', { name: nom, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`Mon compte.*${nom.split(',')[0]}`) }).waitFor()
}
