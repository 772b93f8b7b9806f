import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import type { Db } from '#platform/db.ts'
import { signIn } from './connexion.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// What an administrator does with accounts: somebody waits, is let in, acts, and is suspended.

const ines = { as: 'ines-carpentier' }
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const bouton = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialogue = (page: Page) => page.getByRole('dialog')

/** Julie, as on her first sign-in: known by her provider, waiting, without a role. */
async function laisserJulieAttendre(db: Db, organisation: 'STELO FORMATION' | null): Promise<void> {
  await sql`delete from attribution where personne in (select id from personne where sujet = 'julie-moreau')`.execute(
    db,
  )
  await sql`update session set fermee_le = now() where personne in (select id from personne where sujet = 'julie-moreau')`.execute(
    db,
  )
  await sql`update personne set etat = 'en_attente',
    organisation = (select id from organisation where nom = ${organisation}) where sujet = 'julie-moreau'`.execute(
    db,
  )
}

browserTest(
  'l’administratrice approuve une personne, lui donne un rôle, la suspend : son clic suivant est refusé',
  async ({ open, db }) => {
    await laisserJulieAttendre(db, 'STELO FORMATION')
    const julie = await open('/', { as: null, expected: /401/ })
    await signIn(julie, 'julie-moreau', '/')
    await julie.getByText('Votre compte attend l’accord de la Région').waitFor()

    const page = await open('/', ines)
    await page.getByRole('button', { name: /Mon compte/ }).click()
    await page.getByRole('link', { name: 'Administration' }).click()
    await heading(page, 'Personnes').waitFor()
    await page.getByRole('link', { name: /Personnes\s*1\s*en attente/ }).waitFor()
    await checkEverywhere(page)
    await page.getByRole('link', { name: '1 compte attend votre accord' }).click()
    await page.waitForURL('**/administration/personnes?etat=en_attente')
    await eventually(() => page.locator('tbody tr').count(), 1)
    await page.getByRole('link', { name: 'Julie Moreau' }).click()
    await heading(page, 'Julie Moreau').waitFor()
    await checkEverywhere(page)

    await bouton(page, 'Approuver…').click()
    await dialogue(page).getByLabel('Premier rôle').selectOption('ofcfaLecteur')
    await checkEverywhere(page)
    await dialogue(page).getByRole('button', { name: 'Approuver', exact: true }).click()
    await bouton(page, 'Retirer le rôle OF-CFA, lecteur').waitFor()
    await page.getByLabel('Donner un rôle').selectOption('ofcfaGestionnaire')
    await bouton(page, 'Donner').click()
    await bouton(page, 'Retirer le rôle OF-CFA, gestionnaire').waitFor()
    await bouton(page, 'Retirer le rôle OF-CFA, lecteur').click()
    await bouton(page, 'Retirer le rôle OF-CFA, lecteur').waitFor({ state: 'detached' })
    await checkEverywhere(page)

    await julie.goto('/campagnes/2023/formations')
    await heading(julie, 'Mes formations').waitFor()
    await bouton(page, 'Suspendre…').click()
    const suspendre = dialogue(page).getByRole('button', { name: 'Suspendre', exact: true })
    assert.equal(await suspendre.isDisabled(), true)
    await dialogue(page).getByLabel('Motif').fill('Départ de l’organisme')
    await checkAccessibility(page)
    await suspendre.click()
    await bouton(page, 'Rétablir').waitFor()
    await page.getByText('Cette personne n’est connectée nulle part.').waitFor()
    await checkEverywhere(page)
    await julie.getByRole('button', { name: /Mon compte/ }).click()
    await julie.getByRole('link', { name: 'Mon compte et mes sessions' }).click()
    await julie.getByText('Votre session est finie.').waitFor()

    await page.getByRole('link', { name: 'Histoire de ce compte' }).click()
    await page.getByText('a suspendu le compte de Julie Moreau').waitFor()
    await page.getByText('Départ de l’organisme').waitFor()
    await page.goBack()
    await bouton(page, 'Rétablir').click()
    await bouton(page, 'Suspendre…').waitFor()
  },
)

browserTest('un SIRET inconnu se nomme ou se refuse, une organisation s’ajoute', async ({ open, db }) => {
  await laisserJulieAttendre(db, null)
  await sql`insert into organisation (nature, nom, siret, etat) values
    ('of-cfa', 'SIRET 73282932000074', '73282932000074', 'en_attente'),
    ('of-cfa', 'SIRET 73282932000075', '73282932000075', 'en_attente')`.execute(db)
  await sql`update personne set organisation = (select id from organisation where siret = '73282932000074')
    where sujet = 'julie-moreau'`.execute(db)
  const page = await open('/administration/personnes?q=julie', { ...ines, expected: /409|422/ })
  await page.getByRole('link', { name: 'Julie Moreau' }).click()
  await page.getByText('Son organisation attend aussi votre accord').waitFor()
  assert.equal(await bouton(page, 'Approuver…').count(), 0)
  await page.getByRole('link', { name: 'voir l’organisation' }).click()
  await heading(page, 'Organisations').waitFor()
  await eventually(() => page.locator('tbody tr').count(), 1)
  await bouton(page, 'Approuver SIRET 73282932000074').click()
  await dialogue(page).getByText('La clé de contrôle de ce SIRET est juste.').waitFor()
  await dialogue(page).getByLabel('Nom').fill('CFA des Métiers inventés')
  await checkEverywhere(page)
  await dialogue(page).getByRole('button', { name: 'Approuver', exact: true }).click()
  await dialogue(page).waitFor({ state: 'detached' })

  await page.goto('/administration/organisations?etat=en_attente')
  await bouton(page, 'Approuver SIRET 73282932000075').click()
  await dialogue(page).getByText('La clé de contrôle de ce SIRET est fausse').waitFor()
  await dialogue(page).getByLabel('Nom').fill('Qui que ce soit')
  assert.equal(
    await dialogue(page).getByRole('button', { name: 'Approuver', exact: true }).isDisabled(),
    true,
  )
  await page.keyboard.press('Escape')
  await bouton(page, 'Refuser SIRET 73282932000075').click()
  await dialogue(page).getByLabel('Motif').fill('Clé fausse')
  await checkAccessibility(page)
  await dialogue(page).getByRole('button', { name: 'Refuser', exact: true }).click()
  await page.getByText('Aucune organisation n’attend votre accord.').waitFor()
  await checkEverywhere(page)

  await bouton(page, 'Ajouter une organisation').click()
  await dialogue(page).getByLabel('Nom').fill('Deux fois')
  await dialogue(page).getByLabel('SIRET').fill('732 829 320 00075')
  await dialogue(page).getByText('un chiffre a été mal saisi').waitFor()
  await dialogue(page).getByLabel('SIRET').fill('732 829 320 00074')
  await dialogue(page).getByRole('button', { name: 'Ajouter', exact: true }).click()
  await dialogue(page).getByText('déjà celui de « CFA des Métiers inventés »').waitFor()
  await checkEverywhere(page)
  await page.keyboard.press('Escape')
  await page.goto('/administration/organisations?q=akto')
  await bouton(page, 'Changer le périmètre d’OPCO AKTO').click()
  await checkEverywhere(page)
  const filieres = dialogue(page).getByLabel('Filières, une par ligne')
  await filieres.fill(`${await filieres.inputValue()}\nSécurité`)
  await dialogue(page).getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await dialogue(page).waitFor({ state: 'detached' })
  await page.getByText(/Propreté.*Sécurité/).waitFor()
  await checkEverywhere(page)
})

browserTest(
  'ce qui a changé entre-temps se dit, et son propre compte ne se change pas',
  async ({ open, db }) => {
    await laisserJulieAttendre(db, 'STELO FORMATION')
    const page = await open('/administration/personnes?q=julie', { ...ines, expected: /409/ })
    await page.getByRole('link', { name: 'Julie Moreau' }).click()
    await bouton(page, 'Approuver…').click()
    await sql`update personne set etat = 'active' where sujet = 'julie-moreau'`.execute(db)
    await dialogue(page).getByRole('button', { name: 'Approuver', exact: true }).click()
    await dialogue(page).getByText('Ce compte est maintenant actif').waitFor()
    await checkAccessibility(page)
    await page.keyboard.press('Escape')
    await bouton(page, 'Suspendre…').waitFor()

    await page.goto('/administration/personnes?q=ines')
    await page.getByRole('link', { name: 'Inès Carpentier' }).click()
    await page.getByText('C’est votre compte').waitFor()
    assert.equal(await bouton(page, 'Suspendre…').count(), 0)
    assert.equal(await page.getByRole('button', { name: /^Retirer/ }).count(), 0)
    await checkEverywhere(page)
    await page.goto('/administration/personnes?q=introuvable')
    await page.getByText('Aucun compte ne répond à cette recherche.').waitFor()
    await checkAccessibility(page)
  },
)
