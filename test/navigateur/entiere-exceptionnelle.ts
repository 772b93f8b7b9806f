import type { Page } from 'playwright-core'
import { attendre } from './gestes.ts'

// The exceptional majoration on screen: the body asks, an agent proposes, another grants.

const section = (page: Page) => page.getByRole('region', { name: 'Majoration exceptionnelle', exact: true })

/** Asks for it in the body's application, which may still be typed. Amounts in euros, as typed. */
export async function demanderExceptionnelle(
  lea: Page,
  { deficit, montant }: { readonly deficit: string; readonly montant: string },
): Promise<void> {
  await section(lea).getByRole('button', { name: 'Demander une majoration exceptionnelle' }).click()
  const dialogue = lea.getByRole('dialog')
  await dialogue.getByLabel('Déficit prévisionnel, en euros').fill(deficit)
  await dialogue.getByLabel('Montant demandé, en euros').fill(montant)
  await dialogue.getByLabel('Plan de redressement').fill('Deux sites réunis en un.')
  await dialogue.getByLabel('Justification du montant').fill('Hausse des carburants.')
  await dialogue.getByRole('button', { name: 'Enregistrer' }).click()
  await dialogue.waitFor({ state: 'detached' })
  await section(lea).locator('.etiquette', { hasText: 'Demandée' }).waitFor()
}

type Demande = { readonly campagne: string; readonly demande: string }

/** Opens the application at the desk. */
async function ouvrir(agent: Page, { campagne, demande }: Demande): Promise<void> {
  await agent.goto(`/campagnes/${campagne}/demandes/${demande}`)
  await attendre(agent, 'Validée')
}

/** An agent proposes an amount, in euros, as typed. */
export async function proposerExceptionnelle(
  camille: Page,
  demande: Demande,
  montant: string,
): Promise<void> {
  await ouvrir(camille, demande)
  await section(camille)
    .getByRole('button', { name: /^Proposer un montant/ })
    .click()
  const dialogue = camille.getByRole('dialog')
  await dialogue.getByLabel('Montant proposé, en euros').fill(montant)
  await dialogue.getByLabel('Motivation').fill('Sous le déficit prévisionnel.')
  await dialogue.getByRole('button', { name: 'Proposer un montant', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  await section(camille).locator('.etiquette', { hasText: 'Instruite' }).waitFor()
}

/** Somebody else grants it. */
export async function accorderExceptionnelle(nadia: Page, demande: Demande): Promise<void> {
  await ouvrir(nadia, demande)
  await section(nadia)
    .getByRole('button', { name: /^Accorder/ })
    .click()
  const dialogue = nadia.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Accorder', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })
  await section(nadia).locator('.etiquette', { hasText: 'Accordée' }).waitFor()
}
