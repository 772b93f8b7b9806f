import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { signIn } from './connexion.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// Coming in, being somebody else, leaving; and what a page shows once nobody is behind it any more.

const classement = '/campagnes/2023/classement'
const refused = /401|403/

const menu = (page: Page) => page.getByRole('button', { name: /^Mon compte/ })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const main = async (page: Page) => plain((await page.locator('main').textContent()) ?? '')

async function signOut(page: Page): Promise<void> {
  await menu(page).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByRole('link', { name: 'Se connecter' }).first().waitFor()
}

browserTest('on entre par l’écran demandé, et l’on y revient une fois reconnu', async ({ open }) => {
  const page = await open(classement, { as: null })
  await page.locator('main').getByText('Connectez-vous pour voir cette page').waitFor()
  await page.locator('main').getByRole('link', { name: 'Se connecter' }).click()
  await heading(page, 'Se connecter').waitFor()
  await page.getByRole('link', { name: 'Choisir une personne de la démonstration' }).click()
  await page.getByRole('button', { name: /Camille Royer/ }).click()
  await heading(page, 'Classement').waitFor()
  assert.equal(new URL(page.url()).pathname, classement)
  assert.match(plain((await menu(page).textContent()) ?? ''), /Camille Royer Instructeur/)
})

browserTest('la page où l’on choisit qui être se lit partout', async ({ open }) => {
  const page = await open('/entrer', { as: null })
  await page.getByRole('link', { name: 'Choisir une personne de la démonstration' }).click()
  await heading(page, 'Qui êtes-vous ?').waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await menu(page).waitFor()
})

browserTest('le menu du compte, ouvert, se lit partout', async ({ open }) => {
  const page = await open('/', { as: 'ines-carpentier' })
  await menu(page).click()
  await page.getByRole('dialog', { name: 'Mon compte' }).waitFor()
  await checkAccessibility(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await checkAccessibility(page)
})

browserTest('« Changer de personne » garde l’adresse et change ce que l’on voit', async ({ open }) => {
  const page = await open('/campagnes/2023')
  await page.getByRole('link', { name: 'Voir le classement' }).waitFor()
  await menu(page).click()
  await page.getByRole('button', { name: 'Changer de personne' }).click()
  await page.getByRole('button', { name: /Léa Fontaine/ }).click()
  await page.locator('main').getByRole('link', { name: 'Mes formations' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Voir le classement' }).count(), 0)
  assert.match(plain((await menu(page).textContent()) ?? ''), /Léa Fontaine OF-CFA, gestionnaire/)
})

browserTest('après la déconnexion, « Précédent » ne montre plus rien', async ({ open }) => {
  const page = await open('/', { as: 'lea-fontaine', expected: refused })
  await page.goto('/campagnes/2023/formations')
  await page.getByRole('region', { name: /21 formations/ }).waitFor()
  await signOut(page)
  await page.goBack()
  await eventually(async () => /Connectez-vous|Votre session/.test(await main(page)), true)
  assert.doesNotMatch(await main(page), /Carrossier/)
  assert.equal(await menu(page).count(), 0)
})

browserTest(
  'se déconnecter dans un onglet : l’autre le dit dès qu’on s’en sert, et rien n’est fait',
  async ({ open }) => {
    const page = await open('/campagnes/2023/simulation', { as: null, expected: refused })
    await signIn(page, 'camille-royer', '/campagnes/2023/simulation')
    await page.getByRole('button', { name: 'Enregistrer comme scénario…' }).click()
    await page.getByRole('textbox', { name: 'Nom' }).fill('Après le départ')
    const other = await page.context().newPage()
    await other.goto('/')
    await signOut(other)
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    await heading(page, 'Vous êtes déconnecté').waitFor()
    assert.match(await main(page), /Votre session est finie\..*fermée ailleurs, ou elle a expiré/)
    await page.locator('main').getByRole('link', { name: 'Se connecter' }).click()
    await page.getByRole('link', { name: 'Choisir une personne de la démonstration' }).click()
    await page.getByRole('button', { name: /Camille Royer/ }).click()
    await heading(page, 'Simulation').waitFor()
    const noms = await page.getByLabel('Scénario ouvert').locator('option').allTextContents()
    assert.ok(!noms.includes('Après le départ'))
  },
)

browserTest(
  'fermer depuis « Mon compte » une session ouverte ailleurs la coupe aussitôt',
  async ({ open }) => {
    const here = await open('/', { as: null })
    await signIn(here, 'paul-vasseur', '/compte')
    const there = await open('/', { as: null, expected: refused })
    await signIn(there, 'paul-vasseur', '/campagnes/2023')
    await heading(there, 'Majoration des coûts-contrats 2023').waitFor()

    await here.reload()
    const sessions = here
      .getByRole('region', { name: /Navigateurs où vous êtes connecté/ })
      .locator('tbody tr')
    await eventually(() => sessions.count(), 2)
    await checkEverywhere(here)
    await here.getByRole('button', { name: /^Fermer la session/ }).click()
    await eventually(() => sessions.count(), 1)
    assert.match((await sessions.textContent()) ?? '', /celle-ci/)

    await there
      .getByRole('navigation', { name: 'Campagne' })
      .getByRole('link', { name: 'Répartition' })
      .click()
    await heading(there, 'Vous êtes déconnecté').waitFor()
    await checkEverywhere(there)
  },
)

browserTest('chaque échec de connexion dit ce qui s’est passé et quoi faire', async ({ open }) => {
  const page = await open('/entrer', { as: null })
  await checkEverywhere(page)
  for (const [echec, phrase] of [
    ['fournisseur', 'Le fournisseur d’identité ne répond pas'],
    ['panne', 'Votre connexion n’a pas pu être enregistrée'],
    ['perimee', 'La connexion est restée ouverte trop longtemps'],
    ['refusee', 'La connexion n’a pas abouti'],
    ['compte-suspendu', 'Votre compte est suspendu'],
  ] as const) {
    await page.goto(`/entrer?echec=${echec}`)
    await page.getByRole('alert').getByText(phrase).waitFor()
  }
  await checkEverywhere(page)
})

browserTest(
  'un compte qui attend l’accord de la Région sait pourquoi il ne voit rien',
  async ({ open, db }) => {
    const page = await open('/', { as: null })
    await signIn(page, 'yves-garnier', '/')
    const etat = (valeur: string) =>
      sql`update personne set etat = ${valeur} where nom = 'Yves Garnier'`.execute(db)
    await etat('en_attente')
    try {
      await page.reload()
      await page.getByText('Votre compte attend l’accord de la Région').waitFor()
      await checkEverywhere(page)
      await page.getByRole('link', { name: 'Voir mon compte' }).click()
      await page.getByText('en attente d’accord').waitFor()
      await checkEverywhere(page)
    } finally {
      await etat('active')
    }
  },
)

browserTest('une personne de deux rôles agit dans un seul, et le choisit', async ({ open, db }) => {
  await sql`
    insert into attribution (personne, role) select id, 'responsable' from personne where nom = 'Camille Royer'
  `.execute(db)
  const page = await open('/', { as: null })
  await signIn(page, 'camille-royer', '/')
  await menu(page).click()
  await page.getByRole('button', { name: 'Responsable', exact: true }).click()
  await eventually(async () => /Responsable/.test((await menu(page).textContent()) ?? ''), true)
  await menu(page).click()
  await page.getByRole('button', { name: 'Responsable', pressed: true }).waitFor()
})
