import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createDemoProvider } from '#platform/openid-demo.ts'
import { chargerComptes } from '../../demo/comptes.ts'
import { PERSONNES_DEMO } from '../../demo/personnes.ts'
import { openTestDatabase } from '../harness.ts'
import { openEntree } from './atelier.ts'
import { Visiteur } from './visiteur.ts'

// The provider of the demonstration, reached by the same code as a real one.

const said: string[] = []
for (const level of ['log', 'info', 'warn', 'error'] as const)
  test.mock.method(console, level, (...words: unknown[]) => said.push(words.join(' ')))

const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
test.after(() => server.close())
const origine = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const demonstration = createDemoProvider(origine, PERSONNES_DEMO)
server.on('request', (request, response) => {
  if (!demonstration.handle(request, response)) response.writeHead(404).end()
})

const database = await openTestDatabase()
await database.db.transaction().execute(chargerComptes)
const { app } = openEntree(database, [demonstration.provider], test, { adressePublique: origine })

/** One browser in front of both: the application without a port, and the provider behind its own. */
const navigateur = () =>
  new Visiteur({
    request: (path, init) =>
      path.startsWith('/demonstration/')
        ? fetch(origine + path, { ...init, redirect: 'manual' })
        : app.request(path, init),
  })
const local = (address: string) => address.replace(origine, '')

/** Follows the departure as far as the page of choice. */
async function jusquAuChoix(visiteur: Visiteur): Promise<string> {
  const depart = local(await visiteur.locationOf('/api/connexion/demonstration?retour=%2Fcampagnes'))
  return local(await visiteur.locationOf(depart))
}

async function choisir(visiteur: Visiteur, personne: string): Promise<string> {
  const choix = await jusquAuChoix(visiteur)
  const reponse = await visiteur.request(choix, { method: 'POST', body: new URLSearchParams({ personne }) })
  const retour = local(await visiteur.locationOf(local(reponse.headers.get('location') ?? '')))
  return visiteur.locationOf(retour)
}

test('on choisit une personne, et l’on entre dans son rôle', async () => {
  const visiteur = navigateur()
  assert.equal(await choisir(visiteur, 'nadia-benali'), '/campagnes')
  assert.equal(await visiteur.role(), 'responsable')
})

test('la page de choix est en français, sans script, et ne s’encadre pas', async () => {
  const visiteur = navigateur()
  const page = await visiteur.request(await jusquAuChoix(visiteur))
  const texte = await page.text()
  assert.match(texte, /<html lang="fr">/)
  assert.equal(texte.match(/<button /g)?.length, PERSONNES_DEMO.length)
  assert.doesNotMatch(texte, /<script|<style|style=|onload/)
  assert.match(
    page.headers.get('content-security-policy') ?? '',
    /^default-src 'none'; style-src 'self'; form-action/,
  )
  assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /unsafe/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  const style = await visiteur.request('/demonstration/style.css')
  assert.match(style.headers.get('content-type') ?? '', /^text\/css/)
})

test('une personne qui n’est pas proposée n’entre pas', async () => {
  const visiteur = navigateur()
  const choix = await jusquAuChoix(visiteur)
  const reponse = await visiteur.request(choix, {
    method: 'POST',
    body: new URLSearchParams({ personne: 'root' }),
  })
  assert.equal(reponse.headers.get('location'), null)
  assert.equal(await visiteur.role(), null)
})

test('un choix périmé ramène à l’entrée', async () => {
  assert.equal(await navigateur().locationOf('/demonstration/choix/inconnu'), '/entrer?echec=perimee')
})

test('un code de la démonstration ne sert qu’une fois', async () => {
  const visiteur = navigateur()
  const choix = await jusquAuChoix(visiteur)
  const depart = visiteur.cookies.get('__Host-connexion')!
  const body = new URLSearchParams({ personne: 'lea-fontaine' })
  const reponse = await visiteur.request(choix, { method: 'POST', body })
  const retour = local(await visiteur.locationOf(local(reponse.headers.get('location') ?? '')))
  assert.equal(await visiteur.locationOf(retour), '/campagnes')
  const rejeu = navigateur()
  rejeu.cookies.set('__Host-connexion', depart)
  assert.equal(await rejeu.locationOf(retour), '/entrer?echec=refusee')
})

test('sortir n’est pas demandé deux fois : on revient à l’accueil, et l’on choisit de nouveau', async () => {
  const visiteur = navigateur()
  await choisir(visiteur, 'camille-royer')
  const { suite } = (await (await visiteur.request('/api/connexion/sortie', { method: 'POST' })).json()) as {
    suite: string
  }
  assert.equal(local(await visiteur.locationOf(local(suite))), '/')
  assert.match(await jusquAuChoix(visiteur), /^\/demonstration\/choix\//)
  // Twice, as with a link kept in a tab.
  assert.equal(local(await navigateur().locationOf(local(suite))), '/')
})

test('une demande faussée reçoit une page en français qui n’en dit rien', async () => {
  const page = await navigateur().request(
    '/demonstration/auth?client_id=%3Cscript%3E&redirect_uri=https://evil.example',
  )
  assert.equal(page.status, 400)
  const texte = await page.text()
  assert.match(texte, /ne peut pas continuer/)
  assert.doesNotMatch(texte, /script|evil/)
})

test('le fournisseur de la démonstration ne dit rien sur la console', () => assert.deepEqual(said, []))
