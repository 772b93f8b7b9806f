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

browserTest(
  'l’organisme atteste, la Région donne un lien, l’apprenti suit son aide sans compte',
  async ({ open }) => {
    const lea = await open('/campagnes-aides', { as: 'lea-fontaine' })
    await lea.getByRole('link', { name: 'ARA 2025, première session' }).click()
    await lea.getByRole('link', { name: 'Attester l’assiduité' }).click()
    await lea.getByRole('checkbox').first().check()
    await lea.getByRole('button', { name: /^Attester 1.dossier$/ }).click()
    await lea.getByText('1 attestation enregistrée').first().waitFor()
    await checkEverywhere(lea)

    const camille = await open('/campagnes-aides', { as: 'camille-royer' })
    await camille.getByRole('link', { name: 'ARA 2025, première session' }).click()
    await camille.getByRole('link', { name: 'Accordé', exact: true }).click()
    await camille
      .getByRole('row', { name: /Accordé/ })
      .getByRole('link')
      .first()
      .click()
    await camille.getByRole('button', { name: 'Donner le lien de suivi' }).click()
    const adresse = await camille.getByLabel('Adresse à donner à l’apprenti, et à lui seul').inputValue()

    const visiteur = await open(new URL(adresse).pathname, { as: null })
    await visiteur.getByText('Votre aide est accordée').waitFor()
    assert.equal(await visiteur.locator('meta[name="robots"]').getAttribute('content'), 'noindex, nofollow')
    await checkEverywhere(visiteur)
    const faux = await open('/suivi-aide/faux', { as: null, expected: /404/ })
    await faux.getByText(/Ce lien n’est pas valable/).waitFor()
  },
)
