import type { Locator, Page } from 'playwright-core'
import { plain } from './demonstration.ts'

/** The simulation as a person sees it: fields by their label, figures by theirs. */
export type Simulation = {
  readonly page: Page
  field(label: string): Locator
  /** The figure under a label, with plain spaces: « 638,11 € ». */
  figure(label: string): Promise<string>
  /** What is said under the figure: its difference from the reference. */
  difference(label: string): Promise<string>
  /** « 2 paramètres modifiés », « Les valeurs sont celles du règlement. » */
  changes(): Promise<string>
  /** « enregistré », « non enregistré » or nothing. */
  saved(): Promise<string>
  /** The scenario that is open. */
  opened(): Promise<string>
  /** Gives a name to the parameters being tried and saves them. */
  saveAs(name: string): Promise<void>
}

export function simulationOf(page: Page): Simulation {
  const box = (label: string) =>
    page.locator('.resultats .chiffre-cle').filter({ has: page.getByText(label, { exact: true }) })
  const text = async (locator: Locator) => plain((await locator.textContent()) ?? '').trim()
  return {
    page,
    field: (label) => page.getByRole('textbox', { name: label, exact: true }),
    figure: (label) => text(box(label).locator('.chiffre-cle-valeur')),
    difference: (label) => text(box(label).locator('.chiffre-cle-precision')),
    changes: () => text(page.locator('.parametres-tete [role=status]')),
    saved: () => text(page.locator('.scenarios-etat')),
    opened: () =>
      page
        .getByLabel('Scénario ouvert')
        .evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text ?? ''),
    saveAs: async (name) => {
      await page.getByRole('button', { name: /^Enregistrer (comme scénario|sous)…$/ }).click()
      await page.getByRole('textbox', { name: 'Nom du scénario' }).fill(name)
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  }
}
