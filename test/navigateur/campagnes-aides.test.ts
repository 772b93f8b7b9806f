import assert from 'node:assert/strict'
import { plain } from './demonstration.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// A session of aids, from its list to a dossier: granted within its envelope, kept aside, withdrawn, granted again.

browserTest(
  'les aides s’accordent dans l’enveloppe ; un retrait fait avancer la liste d’attente',
  async ({ open }) => {
    const page = await open('/campagnes-aides', { expected: /422/ })
    await page.getByRole('link', { name: 'ARA 2025, première session' }).click()
    await page.getByRole('heading', { name: 'Consommation' }).waitFor()
    await page.getByRole('button', { name: 'Accorder les aides proposées' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Accorder' }).click()
    const bilan = page.getByText(/aides? accordées?, .*en attente, 2.retenus pour double bénéfice/)
    await bilan.waitFor()
    await page.getByRole('status').filter({ hasText: 'dossiers pour cette vue' }).waitFor()
    await checkEverywhere(page)

    await page.getByRole('link', { name: 'En attente', exact: true }).click()
    await page.waitForURL(/\/dossiers\?etat=en_attente/)
    await page.getByText('En attente, rang 1', { exact: true }).waitFor()
    await page.getByLabel('État').selectOption({ label: 'Accordé' })
    await page.waitForURL(/etat=accorde/)
    await checkEverywhere(page)
    await page.getByRole('row', { name: /200/ }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Ce que la règle en juge' }).waitFor()
    assert.match(
      plain((await page.getByRole('table', { name: 'Comment ce montant est obtenu' }).textContent())!),
      /CCI/,
    )
    await page.getByRole('button', { name: 'Retirer…' }).click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByRole('button', { name: 'Retirer' }).click()
    await dialogue.getByText(/Dites pourquoi/).waitFor()
    await dialogue.getByLabel('Motif').fill('Contrat rompu')
    await dialogue.getByRole('button', { name: 'Retirer' }).click()
    await page.locator('.page-titre .etiquette', { hasText: 'Retiré' }).waitFor()

    await page.goto('/campagnes-aides')
    await page.getByRole('link', { name: 'ARA 2025, première session' }).click()
    await page.getByRole('button', { name: 'Accorder les aides proposées' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Accorder' }).click()
    await page.getByText('Octrois précédents (1)').waitFor()
    await page.getByText(/^1.aide accordée, 200/).waitFor()

    await page.getByRole('link', { name: 'Proposé', exact: true }).click()
    await page
      .getByRole('row', { name: /double bénéfice/ })
      .getByRole('link')
      .first()
      .click()
    await page.getByRole('button', { name: 'Ce n’est pas un double bénéfice…' }).click()
    await page.getByRole('dialog').getByLabel('Motif').fill('Frère et sœur, un seul compte')
    await page.getByRole('dialog').getByRole('button', { name: 'Écarter' }).click()
    await page.getByText('écarté par un agent').waitFor()
    await checkEverywhere(page)
  },
)
