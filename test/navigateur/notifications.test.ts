import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'
import { voter } from './vote-page.ts'

// From the vote to the letter that its body reads, in a real browser.

browserTest(
  'Nadia génère, signe et notifie ; Léa lit sa lettre, Julie non ; les messages se lisent',
  async ({ open, address, db }) => {
    const nadia = await open('/', { expected: /422/ })
    const { campagne, aforpa, demandes } = await voter(nadia, address, db, 4)
    await nadia.goto(`/campagnes/${campagne}`)
    await nadia.getByRole('link', { name: 'Notifications' }).click()
    await nadia.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor()
    await nadia.getByText('Aucun serveur de courrier n’est configuré').waitFor()

    const texte = nadia.getByLabel('Texte imprimé à la fin de chaque lettre')
    await texte.fill('Vous avez deux mois pour saisir le tribunal administratif.')
    await nadia.getByRole('button', { name: 'Enregistrer le texte' }).click()
    await nadia.getByText('Imprimé sur les lettres générées désormais').waitFor()

    const n = demandes.length
    await nadia.getByRole('button', { name: `Générer ${n} lettres` }).click()
    await nadia.getByText(`${n} lettres faites`).waitFor()
    await nadia.getByRole('button', { name: `Signer ${n} lettres` }).click()
    const dialogue = nadia.getByRole('dialog')
    await dialogue.getByRole('textbox', { name: 'Signataire' }).fill('Claire Martin, directrice')
    await dialogue.getByLabel('Date de signature').fill('2026-07-01')
    await dialogue.getByRole('button', { name: 'Signer' }).click()
    await dialogue.getByText('La signature ne peut pas précéder le vote.').waitFor()
    await dialogue.getByLabel('Date de signature').fill('2026-07-06')
    await dialogue.getByRole('button', { name: 'Signer' }).click()
    await nadia.getByRole('button', { name: `Notifier ${n} lettres` }).waitFor()
    await nadia.getByText('4 organismes n’ont personne à qui écrire ici').waitFor()
    await checkEverywhere(nadia)
    const lettre = async (page: Page) => (await page.request.get(`/api/demandes/${aforpa}/lettre`)).status()
    const lea = await open('/', { as: 'lea-fontaine' })
    assert.equal(await lettre(lea), 404, 'pas avant la notification')

    await nadia.getByRole('button', { name: `Notifier ${n} lettres` }).click()
    await dialogue.getByRole('button', { name: 'Notifier' }).click()
    await nadia
      .getByText(/^Notifiée$/)
      .nth(n)
      .waitFor()
    await nadia.getByLabel('État').selectOption('Notifiée')
    await nadia
      .getByRole('textbox', { name: 'Organisme, SIRET ou numéro' })
      .or(nadia.getByRole('searchbox', { name: 'Organisme, SIRET ou numéro' }))
      .fill('aforpa')
    await nadia.getByRole('button', { name: 'Chercher' }).click()
    await nadia.getByRole('region', { name: '1 lettre' }).waitFor()
    await checkEverywhere(nadia)

    assert.equal(await lettre(lea), 200)
    const julie = await open('/', { as: 'julie-moreau', expected: /404/ })
    assert.equal(await lettre(julie), 404)
    const ines = await open('/administration/messages', { as: 'ines-carpentier' })
    await ines
      .getByRole('heading', { name: 'Demande n° 1 : la décision vous est notifiée' })
      .first()
      .waitFor()
    await ines
      .getByText(/Une majoration de .* lui est attribuée/)
      .first()
      .waitFor()
  },
)
