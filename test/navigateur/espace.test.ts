import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { ouvrirAppel, PDF_MINUSCULE, SAISIE } from '../demandes-atelier.ts'
import { lirePdf } from '../pdf.ts'
import { browserTest, type Session } from './navigateur.ts'
import { ajouter, deposer, enregistre, remplir } from './saisie-page.ts'
import { checkEverywhere } from './verifications.ts'

const LEA = 'lea-fontaine'

/** An open call, and the address of Léa's application in it. */
async function ouvrir({ db, open }: Session, id: string, appel: Parameters<typeof ouvrirAppel>[1] = {}) {
  await ouvrirAppel(db, { id, ...appel })
  await sql`update campagne set libelle = ${`Appel ${id}`} where id = ${id}`.execute(db)
  const page = await open('/appels', { as: LEA })
  await page
    .getByRole('region', { name: `Appel ${id}` })
    .getByRole('button', { name: 'Ouvrir ma demande' })
    .click()
  await page.getByRole('heading', { level: 1, name: /^Demande n°/ }).waitFor()
  return { page, adresse: new URL(page.url()).pathname }
}

/** What the server holds of a formation, once it holds this. */
async function saisieDe(page: Page, adresse: string, formation: string): Promise<Record<string, string>> {
  const reponse = await page.request.get(`/api${adresse}`)
  const { formations } = (await reponse.json()) as {
    formations: { identifiant: string; saisie: Record<string, string> }[]
  }
  return formations.find(({ identifiant }) => identifiant === formation)?.saisie ?? {}
}

browserTest(
  'sans compte, on lit les appels ouverts, leurs documents, leurs contacts',
  async ({ db, open }) => {
    await ouvrirAppel(db, { id: 'public' })
    const page = await open('/appels', { as: null })
    await page.getByText('Comptabilité analytique').first().waitFor()
    await page.getByRole('link', { name: 'apprentissage@exemple.fr' }).first().waitFor()
    await page
      .getByText(/^Il reste \d/)
      .first()
      .waitFor()
    await page.getByText('Qui peut répondre ?').first().click()
    await page.getByText('Tout OF-CFA qui forme en Île-de-France.').first().waitFor()
    assert.equal(await page.getByRole('button', { name: 'Ouvrir ma demande' }).count(), 0)
    await page.getByRole('link', { name: 'Se connecter pour candidater' }).first().waitFor()
    await checkEverywhere(page)
  },
)

browserTest('le dernier jour, le temps qui reste se dit à la seconde', async ({ db, open }) => {
  const fermeLe = new Date(Date.now() + 3_600_000).toISOString()
  await ouvrirAppel(db, { id: 'dernier-jour', fermeLe })
  const page = await open('/appels', { as: null })
  await page.getByText(/^Il reste (1\sh\s)?\d{2}\smin\s\d{2}\ss$/).waitFor()
})

browserTest('l’accueil d’un organisme mène à sa demande', async (session) => {
  const { adresse } = await ouvrir(session, 'accueil')
  const page = await session.open('/', { as: LEA })
  const lien = page.getByRole('region', { name: 'Vos demandes' }).getByRole('link', { name: /^Continuer/ })
  assert.ok((await lien.evaluateAll((liens) => liens.map((un) => un.getAttribute('href')))).includes(adresse))
})

browserTest('Léa saisit, ferme l’onglet, reprend, dépose et garde son récépissé', async (session) => {
  const { page, adresse } = await ouvrir(session, 'saisie', { obligatoire: true })
  await page.getByLabel('Niveau d’activité de l’organisme').fill('420')
  await enregistre(page)
  await ajouter(page, 'AFO-1')
  await remplir(page)
  // Closed within the second: what the server did not get, the browser kept.
  await page.locator('#champ-contrats').fill('25')
  await page.close()

  const reprise = await session.open(`${adresse}?formation=AFO-1`, { as: LEA })
  assert.equal(await reprise.locator('#champ-commune').inputValue(), SAISIE.commune)
  await checkEverywhere(reprise)
  await reprise.getByRole('link', { name: 'Toute la demande' }).click()
  await checkEverywhere(reprise)

  await reprise.getByRole('link', { name: /^Joignez/ }).click()
  assert.equal(await reprise.evaluate(() => document.activeElement?.id), 'piece-comptes')
  const champ = reprise.locator('#piece-comptes')
  await champ.setInputFiles({
    name: 'comptes.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(PDF_MINUSCULE),
  })
  await reprise.getByRole('link', { name: 'comptes.pdf' }).waitFor()
  await champ.setInputFiles({
    name: 'comptes 2.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(PDF_MINUSCULE),
  })
  await reprise.getByRole('link', { name: 'comptes 2.pdf' }).waitFor()
  await reprise.getByRole('link', { name: 'comptes.pdf' }).waitFor({ state: 'detached' })

  await deposer(reprise)
  const attente = reprise.waitForEvent('download')
  await reprise.getByRole('link', { name: 'Récépissé de dépôt' }).click()
  const recepisse = lirePdf(await readFile((await (await attente).path())!))
  assert.ok(recepisse.contient('Récépissé'), 'le récépissé ne se nomme pas')
  await checkEverywhere(reprise)

  await reprise.getByLabel('Écrire à la Région').fill('Nos comptes sont-ils lisibles ?')
  await reprise.getByRole('button', { name: 'Envoyer le message' }).click()
  await reprise.getByRole('listitem').filter({ hasText: 'Nos comptes sont-ils lisibles ?' }).waitFor()
  await reprise.getByRole('button', { name: 'Reprendre la demande' }).click()
  await reprise.getByRole('dialog').getByRole('button', { name: 'Reprendre la demande' }).click()
  await reprise.getByRole('button', { name: 'Déposer la demande' }).waitFor()
})

browserTest('ce qui est tapé sans réseau reste, et part quand le serveur revient', async (session) => {
  const { page, adresse } = await ouvrir(session, 'reseau')
  const sansReseau = await session.open(adresse, { as: LEA, expected: /Failed to load resource|ERR_/ })
  await sansReseau.route('**/effectif', (route) => route.abort())
  await sansReseau.getByLabel('Niveau d’activité de l’organisme').fill('77')
  await sansReseau.getByText('Pas encore enregistré').waitFor()
  await sansReseau.unroute('**/effectif')
  await enregistre(sansReseau)
  await page.reload()
  assert.equal(await page.getByLabel('Niveau d’activité de l’organisme').inputValue(), '77')
})

browserTest('une session perdue pendant la saisie ne perd rien', async (session) => {
  const { adresse } = await ouvrir(session, 'session')
  const page = await session.open(adresse, { as: LEA, expected: /401|ERR_FAILED/ })
  await page.route('**/effectif', (route) => route.abort())
  await page.getByLabel('Niveau d’activité de l’organisme').fill('88')
  await page.getByText('Pas encore enregistré').waitFor()
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.unroute('**/effectif')
  await page.getByText('Votre session est finie.').waitFor()
  await page.context().addCookies(cookies)
  await page.goto(adresse)
  await page.getByText(/est repris\.$/).waitFor()
  await enregistre(page)
  assert.equal(await page.getByLabel('Niveau d’activité de l’organisme').inputValue(), '88')
})

browserTest('deux onglets : rien ne se perd, un même champ se choisit', async (session) => {
  const { page: un, adresse } = await ouvrir(session, 'onglets')
  await ajouter(un, 'F1')
  const ici = `${adresse}?formation=F1`
  const deux = await session.open(ici, { as: LEA, expected: /409/ })
  const encoreUn = await session.open(ici, { as: LEA, expected: /409/ })
  await un.close()
  await encoreUn.getByLabel('Intitulé de la formation').fill('CAP Cuisine')
  await enregistre(encoreUn)
  // Another field: both are kept, and it is said.
  await deux.getByLabel('Commune', { exact: true }).fill('Melun')
  await deux.getByText(/Les changements des deux côtés sont gardés/).waitFor()
  await enregistre(deux)
  const saisie = await saisieDe(deux, adresse, 'F1')
  assert.deepEqual([saisie.intitule, saisie.commune], ['CAP Cuisine', 'Melun'])
  // The same field: one chooses.
  await encoreUn.getByLabel('Commune', { exact: true }).fill('Meaux')
  await encoreUn.getByRole('button', { name: 'Garder ma saisie, F1, Commune' }).waitFor()
  assert.equal(await encoreUn.getByLabel('Commune', { exact: true }).inputValue(), 'Meaux')
  await checkEverywhere(encoreUn)
  await encoreUn.getByRole('button', { name: 'Garder ma saisie, F1, Commune' }).click()
  await enregistre(encoreUn)
  assert.equal((await saisieDe(deux, adresse, 'F1')).commune, 'Meaux')
})

browserTest('Julie, d’un autre organisme, ne voit pas la demande de Léa', async (session) => {
  const { adresse } = await ouvrir(session, 'autre')
  const julie = await session.open(adresse, { as: 'julie-moreau', expected: /404/ })
  await julie.getByText('Cette demande n’existe pas, ou n’est pas celle de votre organisme.').waitFor()
})

browserTest('un document qui n’est pas ce qu’il dit est refusé en mots', async (session) => {
  const { adresse } = await ouvrir(session, 'refus')
  const page = await session.open(adresse, { as: LEA, expected: /422/ })
  await page
    .locator('#piece-comptes')
    .setInputFiles({ name: 'comptes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ exécutable') })
  await page.getByRole('alert').filter({ hasText: 'n’est pas joint' }).waitFor()
})

browserTest('Léa répond à une demande de complément', async (session) => {
  const { db, open } = session
  const { page, adresse } = await ouvrir(session, 'complement')
  await page.getByLabel('Niveau d’activité de l’organisme').fill('420')
  await ajouter(page, 'F1')
  await remplir(page)
  await page.getByRole('link', { name: 'Toute la demande' }).click()
  await deposer(page)
  await sql`update campagne set ferme_le = now() - interval '1 hour' where id = 'complement'`.execute(db)
  const camille = await open('/', { as: 'camille-royer' })
  const statut = await camille.evaluate(
    async (chemin) =>
      (
        await fetch(`/api${chemin}/complements`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ texte: 'Joignez la note de présentation.', echeance: '2099-04-15' }),
        })
      ).status,
    adresse,
  )
  assert.ok(statut < 300, `complément : ${statut}`)
  await page.reload()
  await page.getByText('Joignez la note de présentation.').first().waitFor()
  await checkEverywhere(page)
  await page
    .locator('#piece-note')
    .setInputFiles({ name: 'note.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF_MINUSCULE) })
  await page.getByRole('link', { name: 'note.pdf' }).waitFor()
  await page.getByRole('button', { name: 'Répondre' }).click()
  await page.getByLabel('Votre message (facultatif)').fill('La voici.')
  await page.getByRole('dialog').getByRole('button', { name: 'Répondre' }).click()
  await page.getByRole('link', { name: 'Récépissé de dépôt' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'La voici.' }).waitFor()
})
