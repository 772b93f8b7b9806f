import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { signIn } from './connexion.ts'
import { plain } from './demonstration.ts'
import { eventually } from './eventually.ts'
import { browserTest } from './navigateur.ts'
import { checkAccessibility, checkEverywhere } from './verifications.ts'

// What an administrator does so that people and programs come in: invitations, their messages, keys.

const ines = { as: 'ines-carpentier' }
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const rows = (page: Page) => page.getByRole('table').locator('tbody tr')
const text = async (page: Page, selector = 'main') =>
  plain((await page.locator(selector).textContent()) ?? '')

async function chooseOrganisation(page: Page, name: string): Promise<void> {
  const dialogue = page.getByRole('dialog')
  await dialogue.getByLabel('Chercher un organisme').fill(name)
  await dialogue.getByRole('button', { name: new RegExp(name) }).click()
}

browserTest(
  'l’administratrice invite, lit le message à l’écran, et la personne entre dans le rôle',
  async ({ open, db }) => {
    // Somebody whom nobody here knows: the account of a person of the demonstration, as if it had never been opened.
    await sql`delete from session where personne in (select id from personne where sujet = 'marc-teixeira')`.execute(
      db,
    )
    await sql`delete from attribution where personne in (select id from personne where sujet = 'marc-teixeira')`.execute(
      db,
    )
    await sql`delete from personne where sujet = 'marc-teixeira'`.execute(db)

    const page = await open('/administration/invitations', { ...ines, expected: /422/ })
    await page.getByText('Personne n’a encore été invité.').waitFor()
    await checkEverywhere(page)

    await page.getByRole('button', { name: 'Inviter une personne' }).click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByLabel('Adresse de courriel').fill('sarah.klein@exemple.fr')
    await chooseOrganisation(page, 'ATLAS')
    // The only role of such an organisation is taken at once.
    assert.equal(await dialogue.getByLabel('Rôle').inputValue(), 'opco')
    await checkEverywhere(page)
    await dialogue.getByRole('button', { name: 'Inviter', exact: true }).click()
    await dialogue.getByRole('alert').getByText('rattaché à un autre organisme que OPCO ATLAS').waitFor()
    await checkAccessibility(page)
    await dialogue.getByLabel('Adresse de courriel').fill('Marc.Teixeira@exemple.fr')
    await dialogue.getByRole('button', { name: 'Inviter', exact: true }).click()
    await page.getByRole('status').getByText('marc.teixeira@exemple.fr est invité').waitFor()
    await eventually(() => rows(page).count(), 1)
    assert.match(plain((await rows(page).textContent()) ?? ''), /OPCO, OPCO ATLAS ?ouverte/)
    await checkEverywhere(page)

    await page.getByRole('link', { name: 'Voir le message' }).click()
    await heading(page, 'Messages').waitFor()
    assert.equal(new URL(page.url()).search, '?q=marc.teixeira%40exemple.fr')
    await page.getByText('Aucun serveur de courrier n’est configuré : rien ne part').waitFor()
    const corps = page.locator('.message-corps')
    assert.match(plain((await corps.textContent()) ?? ''), /Inès Carpentier .* vous invite à entrer/)
    const entree = await page.getByLabel('Adresse de connexion').inputValue()
    assert.ok(entree.endsWith('/entrer') && (await corps.textContent())!.includes(entree))
    await checkEverywhere(page)

    const marc = await open('/', { as: null })
    await signIn(marc, 'marc-teixeira', '/campagnes/2023/formations')
    await heading(marc, 'Formations de mon périmètre').waitFor()

    await page.goto('/administration/invitations?etat=acceptee')
    await eventually(() => rows(page).count(), 1)
    assert.equal(await page.getByRole('button', { name: /^Relancer/ }).count(), 0)
    await page.goto('/administration/invitations?etat=ouverte')
    await page.getByText('Aucune invitation ne correspond.').waitFor()
    await checkAccessibility(page)
  },
)

browserTest('une invitation se relance, se retire, et se retrouve par l’adresse', async ({ open }) => {
  const page = await open('/administration/invitations', ines)
  await page.getByRole('button', { name: 'Inviter une personne' }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByLabel('Adresse de courriel').fill('alix.perdue@exemple.fr')
  await chooseOrganisation(page, 'AFORPA')
  assert.equal(await dialogue.getByRole('button', { name: 'Inviter', exact: true }).isDisabled(), true)
  await dialogue.getByLabel('Rôle').selectOption('ofcfaLecteur')
  // By the keyboard: one goes back on the organisation, and the search has the focus.
  await dialogue.getByRole('button', { name: 'Changer d’organisme' }).press('Enter')
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('type')), 'search')
  await chooseOrganisation(page, 'STELO')
  await dialogue.getByLabel('Rôle').selectOption('ofcfaLecteur')
  await dialogue.getByRole('button', { name: 'Inviter', exact: true }).click()
  await dialogue.waitFor({ state: 'detached' })

  await page.getByLabel('Adresse ou organisme').fill('alix')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.waitForURL('**/administration/invitations?q=alix')
  await eventually(() => rows(page).count(), 1)
  await page.getByRole('button', { name: 'Relancer alix.perdue@exemple.fr' }).click()
  await page.getByText('alix.perdue@exemple.fr est invité de nouveau').waitFor()
  await page.getByRole('button', { name: 'Retirer l’invitation de alix.perdue@exemple.fr' }).click()
  await checkEverywhere(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
  await page.getByText('elle n’ouvre plus rien').waitFor()
  await eventually(async () => /retirée/.test((await rows(page).textContent()) ?? ''), true)
  assert.equal(await page.getByRole('button', { name: /^Retirer l/ }).count(), 0)
  await page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name: 'Messages' })
    .click()
  await heading(page, 'Messages').waitFor()
  await page.getByLabel('Adresse ou sujet').fill('alix')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('2 messages').waitFor()
})

browserTest('un message refusé dit pourquoi et se reprend', async ({ open, db }) => {
  await sql`insert into message (destinataire, sujet, corps, etat, erreur)
    values ('echec@exemple.fr', 'Invitation', 'Bonjour', 'echec', '550 5.1.1 <echec@exemple.fr> inconnue ici')`.execute(
    db,
  )
  const page = await open('/administration/messages?etat=echec', ines)
  await page.getByText('550 5.1.1').waitFor()
  await checkEverywhere(page)
  await page.getByRole('button', { name: /^À transmettre soi-même/ }).click()
  await page.getByText('Aucun message ne correspond.').waitFor()
  await page.getByRole('button', { name: 'Tout afficher' }).click()
  await page.getByText('À echec@exemple.fr', { exact: true }).waitFor()
})

browserTest(
  'une clé est créée, son secret montré une fois, sert, et se révoque',
  async ({ open, address }) => {
    const page = await open('/administration/cles', ines)
    await page.getByText('Aucune clé n’a été créée.').waitFor()
    await checkEverywhere(page)
    await page.getByRole('button', { name: 'Créer une clé' }).click()
    const dialogue = page.getByRole('dialog')
    await dialogue.getByLabel('Nom du programme').fill('Entrepôt de données')
    await chooseOrganisation(page, 'AKTO')
    // What a program never does is not offered.
    assert.equal(await dialogue.getByLabel(/Gérer|Donner et retirer/).count(), 0)
    await dialogue.getByLabel('Voir les campagnes').check()
    await dialogue.getByLabel('Débit').fill('9000')
    await dialogue.getByText('Indiquez un nombre entier de 1 à').waitFor()
    assert.equal(await dialogue.getByRole('button', { name: 'Créer la clé' }).isDisabled(), true)
    await dialogue.getByLabel('Débit').fill('120')
    await checkEverywhere(page)
    await dialogue.getByRole('button', { name: 'Créer la clé' }).click()

    await dialogue.getByText('Le secret n’est montré que maintenant').waitFor()
    await checkEverywhere(page)
    const client_id = await dialogue.getByLabel('Identifiant (client_id)').inputValue()
    const client_secret = await dialogue.getByLabel('Secret (client_secret)').inputValue()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await dialogue.getByRole('button', { name: /Copier : Secret/ }).click()
    await dialogue.getByRole('button', { name: /Copié : Secret/ }).waitFor()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), client_secret)
    await page.keyboard.press('Escape')
    await dialogue.getByRole('button', { name: 'J’ai gardé le secret' }).click()
    await dialogue.waitFor({ state: 'detached' })
    assert.ok(!(await text(page)).includes(client_secret))

    const jeton = () =>
      fetch(`${address}/api/oauth/jeton`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }),
      })
    const reponse = await jeton()
    assert.equal(reponse.status, 200)
    const { access_token } = (await reponse.json()) as { access_token: string }
    const authorization = `Bearer ${access_token}`
    const lire = () => fetch(`${address}/api/campagnes`, { headers: { authorization } })
    assert.equal((await lire()).status, 200)

    await page.reload()
    await page.getByRole('button', { name: 'Révoquer Entrepôt de données' }).click()
    await checkEverywhere(page)
    await dialogue.getByRole('button', { name: 'Révoquer', exact: true }).click()
    await page.getByRole('status').getByText('est révoquée, et ses jetons avec elle').waitFor()
    await eventually(async () => /révoquée depuis/.test(plain((await rows(page).textContent()) ?? '')), true)
    await checkEverywhere(page)
    assert.deepEqual([(await jeton()).status, (await lire()).status], [401, 401])
  },
)

browserTest(
  'qui n’administre pas ne voit aucun de ces écrans, et rien n’en est demandé',
  async ({ open }) => {
    const page = await open('/')
    const asked: string[] = []
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    for (const ecran of ['invitations', 'messages', 'cles']) {
      await page.goto(`/administration/${ecran}`)
      await page.getByText(/Le rôle « Responsable » ne donne pas accès/).waitFor()
    }
    assert.deepEqual(
      asked.filter((path) => /^\/api\/(invitations|messages|cles|organisations)/.test(path)),
      [],
    )
  },
)
