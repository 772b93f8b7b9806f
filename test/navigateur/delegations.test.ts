import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { campagne2023 } from '../tirage-2023.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkEverywhere } from './verifications.ts'

// Powers lent, used, taken back while they are used: two people, each in their own browser.

const carte = (page: Page, titre: string) => page.getByRole('region', { name: titre, exact: true })
const texte = async (page: Page, selector: string) =>
  plain((await page.locator(selector).textContent()) ?? '')

/** A campaign to remove: only a responsable may. */
const creer = (db: Db, id: string) => {
  const essai = { ...campagne2023, id, libelle: `Essai ${id}`, publication: [], exceptionnelles: [] }
  const vide = { ...essai, organismes: [], fictif: false, mention: null }
  return transaction(db, (tx) => createCampagne(tx, vide, []))
}

/** The day some days after another, `AAAA-MM-JJ`. */
const plusTard = (jour: string, jours: number) =>
  new Date(Date.parse(jour) + jours * 86_400_000).toISOString().slice(0, 10)

async function preterACamille(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Prêter un rôle…' }).click()
  const dialogue = page.getByRole('dialog', { name: 'Prêter un rôle' })
  await dialogue.getByLabel('Prêté à').selectOption({ label: 'Camille Royer' })
  const du = await dialogue.getByLabel('Du', { exact: true }).inputValue()
  await dialogue.getByLabel('Au, compris').fill(plusTard(du, 13))
  await dialogue.getByLabel('Motif').fill('Congés')
}

async function demanderSuppression(page: Page) {
  await page.getByRole('button', { name: 'Supprimer cette campagne…' }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: 'Supprimer', exact: true }).click()
  return dialogue
}

browserTest(
  'Nadia prête son rôle, Camille s’en sert, le journal dit les deux noms, Nadia le reprend',
  async ({ open, db }) => {
    await creer(db, 'essai-a')
    await creer(db, 'essai-b')
    const nadia = await open('/delegations', { expected: /422/ })
    await carte(nadia, 'Données').getByText('Vous ne prêtez aucun rôle.').waitFor()
    await carte(nadia, 'Reçues').getByText('Personne ne vous prête de rôle.').waitFor()
    await preterACamille(nadia)
    await checkEverywhere(nadia)
    await nadia.getByRole('button', { name: 'Prêter ce rôle' }).click()
    await nadia.getByText('Le rôle « Responsable » est prêté à Camille Royer').waitFor()
    await carte(nadia, 'Données').getByText('en cours').waitFor()
    await checkEverywhere(nadia)

    // The same again: the server says why not, and the form keeps what was typed.
    await preterACamille(nadia)
    await nadia.getByRole('button', { name: 'Prêter ce rôle' }).click()
    await nadia.getByText('Ce rôle est déjà prêté à cette personne').waitFor()
    await nadia.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()

    const camille = await open('/delegations', { as: 'camille-royer', expected: /403/ })
    await carte(camille, 'Reçues').getByText('Nadia Benali').waitFor()
    assert.equal(await carte(camille, 'Reçues').getByRole('button').count(), 0, 'rien à retirer')
    await camille.goto('/campagnes/essai-a')
    await camille.getByRole('heading', { level: 1, name: 'Essai essai-a' }).waitFor()
    assert.equal(await camille.getByRole('button', { name: 'Supprimer cette campagne…' }).count(), 0)
    await camille.getByRole('button', { name: /Mon compte/ }).click()
    await camille.getByRole('button', { name: 'Responsable, par délégation de Nadia Benali' }).click()
    await camille.locator('.delegation-bandeau').waitFor()
    assert.match(
      await texte(camille, '.delegation-bandeau p'),
      /^Vous agissez pour Nadia Benali, comme Responsable, jusqu’au \d+(er)? \S+ \d{4}\.$/,
    )
    await checkEverywhere(camille)
    await camille.goto('/campagnes/essai-a')
    await demanderSuppression(camille)
    await camille.waitForURL('**/')

    await nadia.goto('/journal?acte=campagne.supprimee')
    const phrase = nadia.locator('.entrees > li').first()
    await eventually(
      async () => plain((await phrase.locator('p').first().textContent()) ?? ''),
      'Camille Royer, pour Nadia Benali (responsable), a supprimé la campagne « Essai essai-a ».',
    )

    // Camille has the screen of the second one before her when Nadia takes her role back.
    await camille.goto('/campagnes/essai-b')
    await camille.getByRole('button', { name: 'Supprimer cette campagne…' }).waitFor()
    await nadia.goto('/delegations')
    await nadia.getByRole('button', { name: /^Retirer à Camille Royer/ }).click()
    await nadia.getByRole('dialog', { name: /Retirer cette délégation/ }).waitFor()
    await checkEverywhere(nadia)
    await nadia.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
    await nadia.getByText('La délégation donnée à Camille Royer est retirée.').waitFor()
    await carte(nadia, 'Passées').getByText('retirée').waitFor()

    const refus = await demanderSuppression(camille)
    await refus
      .getByText('La délégation de Nadia Benali a pris fin : vous n’agissez plus en son nom')
      .waitFor()
    await camille.reload()
    await eventually(
      () => texte(camille, '.delegation-bandeau p'),
      'La délégation de Nadia Benali a pris fin : vous agissez en votre nom, comme Instructeur.',
    )
    await camille.getByRole('heading', { level: 1, name: 'Essai essai-b' }).waitFor()
    assert.equal(await camille.getByRole('button', { name: 'Supprimer cette campagne…' }).count(), 0)
    await checkEverywhere(camille)
    await camille.getByRole('button', { name: 'Continuer ainsi' }).click()
    await eventually(() => camille.locator('.delegation-bandeau').count(), 0)
  },
)

browserTest('qui agit pour un autre redevient soi-même d’une touche', async ({ open }) => {
  const nadia = await open('/delegations')
  await preterACamille(nadia)
  await nadia.getByRole('button', { name: 'Prêter ce rôle' }).click()
  await carte(nadia, 'Données').getByText('en cours').waitFor()
  const camille = await open('/', { as: 'camille-royer' })
  await camille.getByRole('button', { name: /Mon compte/ }).click()
  await camille.getByRole('button', { name: 'Responsable, par délégation de Nadia Benali' }).click()
  const retour = camille.getByRole('button', { name: 'Redevenir Instructeur' })
  await retour.waitFor()
  await retour.press('Enter')
  await eventually(() => camille.locator('.delegation-bandeau').count(), 0)
  await camille.getByRole('button', { name: /Mon compte.*Instructeur/ }).waitFor()
})

browserTest('l’administratrice prête au nom d’un autre ; un lecteur n’a pas cet écran', async ({ open }) => {
  const ines = await open('/delegations', { as: 'ines-carpentier', expected: /422/ })
  await ines.getByRole('button', { name: 'Prêter un rôle…' }).click()
  const dialogue = ines.getByRole('dialog', { name: 'Prêter un rôle' })
  await dialogue.getByLabel('Rôle de').selectOption({ label: 'Léa Fontaine, AFORPA' })
  await dialogue.getByLabel('Prêté à').selectOption({ label: 'Omar Diallo' })
  const du = await dialogue.getByLabel('Du', { exact: true }).inputValue()
  await dialogue.getByLabel('Au, compris').fill(plusTard(du, 400))
  await dialogue.getByLabel('Motif').fill('Absence imprévue')
  await ines.getByRole('button', { name: 'Prêter ce rôle' }).click()
  await dialogue.getByText('Une délégation dure un an au plus').waitFor()
  await dialogue.getByLabel('Au, compris').fill(plusTard(du, 30))
  await ines.getByRole('button', { name: 'Prêter ce rôle' }).click()
  const ligne = carte(ines, 'En cours et à venir').getByRole('row', { name: /Léa Fontaine/ })
  await ligne.getByText('Omar Diallo').waitFor()
  await checkEverywhere(ines)
  // In the place of another, one says why.
  await ligne.getByRole('button', { name: /^Retirer/ }).click()
  const retirer = ines.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true })
  assert.equal(await retirer.isDisabled(), true)
  await ines.getByRole('dialog').getByLabel('Motif').fill('Retour')
  await retirer.click()
  await carte(ines, 'Passées').getByText('Omar Diallo').waitFor()

  const paul = await open('/delegations', { as: 'paul-vasseur' })
  await paul.getByText('Le rôle « Lecteur (élu, auditeur) » ne donne pas accès à cet écran.').waitFor()
  await paul.getByRole('button', { name: /Mon compte/ }).click()
  assert.equal(await paul.getByRole('link', { name: 'Délégations' }).count(), 0)
})
