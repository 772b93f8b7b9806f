import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createRoute, z } from '@hono/zod-openapi'
import { createRoutes, limitBody } from '#platform/http.ts'
import { absent, conflict, errorResponses, refused } from '#platform/refusals.ts'
import { createTestApp, openTestDatabase } from '../../test/harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'oriflamme-pages-'))
after(() => rmSync(folder, { recursive: true }))
const pagesFolder = join(folder, 'dist')
mkdirSync(join(pagesFolder, 'assets'), { recursive: true })
writeFileSync(join(pagesFolder, 'index.html'), '<!doctype html><p>accueil')
writeFileSync(join(pagesFolder, 'assets', 'a-1234.js'), 'let a')
writeFileSync(join(pagesFolder, 'assets', 'a-1234.js.br'), 'comprimé')
writeFileSync(join(folder, 'secret.txt'), 'secret')

const schema = z.object({ dotation: z.number().int().positive() })
const creer = createRoute({
  method: 'post',
  path: '/essais',
  request: { body: { content: { 'application/json': { schema } }, required: true } },
  responses: {
    200: { description: 'créé', content: { 'application/json': { schema } } },
    ...errorResponses(400, 422),
  },
})
const motif = { code: 'trop', message: 'La dotation dépasse 10 €.', chiffres: { maximum: 10 } }
const routes = createRoutes()
  .openapi(creer, (c) => {
    const { dotation } = c.req.valid('json')
    if (dotation > 10) throw refused('La campagne est refusée.', [motif])
    return c.json({ dotation }, 200)
  })
  .get('/absent', () => {
    throw absent('La campagne 2031 n’existe pas.')
  })
  .get('/conflit', () => {
    throw conflict('Ce nom est déjà pris.')
  })
  .get('/panne', () => {
    throw new Error('mot de passe : sésame')
  })
  .get('/base-perdue', () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
  })
  .post('/petit', limitBody(10), async (c) => c.text(await c.req.text()))

let ready = true
const app = createTestApp(await openTestDatabase(), {
  isReady: async () => ready,
  routes: [routes],
  pagesFolder,
})
const json = (body: string, headers = {}) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
})

test('/sante dit que le serveur vit, /sante/pret qu’il peut servir', async () => {
  assert.deepEqual(await (await app.request('/sante')).json(), { statut: 'ok' })
  assert.equal((await app.request('/sante/pret')).status, 200)
  ready = false
  assert.equal((await app.request('/sante/pret')).status, 503)
  assert.equal((await app.request('/sante')).status, 200)
  ready = true
})

test('un corps invalide : 400, le champ et la raison en français', async () => {
  const reponse = await app.request('/api/essais', json('{"dotation":"dix"}'))
  assert.equal(reponse.status, 400)
  const { code, message, motifs } = (await reponse.json()) as {
    code: string
    message: string
    motifs: unknown[]
  }
  assert.equal(code, 'requete-invalide')
  assert.match(message, /La requête n’est pas valide : dotation : .*nombre/)
  assert.equal(motifs.length, 1)
})

test('un corps illisible : 400 en français', async () => {
  const reponse = await app.request('/api/essais', json('{"dotation":'))
  assert.equal(reponse.status, 400)
  assert.match(((await reponse.json()) as { message: string }).message, /JSON valide/)
})

test('chaque refus a son statut et sa forme', async () => {
  const refus = await app.request('/api/essais', json('{"dotation":11}'))
  assert.equal(refus.status, 422)
  assert.deepEqual(await refus.json(), {
    code: 'refus',
    message: 'La campagne est refusée.',
    motifs: [motif],
  })
  const inconnu = await app.request('/api/absent')
  assert.equal(inconnu.status, 404)
  assert.deepEqual(await inconnu.json(), { code: 'absent', message: 'La campagne 2031 n’existe pas.' })
  assert.equal((await app.request('/api/conflit')).status, 409)
  const gros = await app.request('/api/petit', {
    method: 'POST',
    body: 'x'.repeat(11),
    headers: { 'content-length': '11' },
  })
  assert.equal(gros.status, 413)
})

test('une erreur imprévue ne dit rien du dedans, seulement sa référence', async () => {
  const reponse = await app.request('/api/panne')
  assert.equal(reponse.status, 500)
  const texte = await reponse.text()
  assert.doesNotMatch(texte, /sésame/)
  assert.ok(texte.includes(reponse.headers.get('x-request-id') ?? 'absent'))
})

test('une base injoignable est un 503 : réessayer a un sens', async () => {
  const reponse = await app.request('/api/base-perdue')
  assert.equal(reponse.status, 503)
  assert.deepEqual(await reponse.json(), {
    code: 'base-injoignable',
    message: 'La base de données ne répond pas. Réessayez dans un instant.',
  })
})

test('une adresse d’API inconnue est un 404 en JSON, jamais une page', async () => {
  const reponse = await app.request('/api/rien', { headers: { accept: 'text/html' } })
  assert.equal(reponse.status, 404)
  assert.equal(((await reponse.json()) as { code: string }).code, 'absent')
})

test('une page d’un autre site ne peut rien modifier', async () => {
  const origine = { origin: 'https://ailleurs.example', host: 'localhost' }
  assert.equal((await app.request('/api/essais', json('{"dotation":1}', origine))).status, 403)
  assert.equal(
    (await app.request('/api/essais', json('{"dotation":1}', { 'sec-fetch-site': 'cross-site' }))).status,
    403,
  )
  const meme = { origin: 'http://localhost', host: 'localhost' }
  assert.equal((await app.request('/api/essais', json('{"dotation":1}', meme))).status, 200)
})

test('les écrans reçoivent index.html, les fichiers leur contenu comprimé et gardé', async () => {
  for (const adresse of ['/', '/campagnes/2023/classement?q=a']) {
    const page = await app.request(adresse)
    assert.match(await page.text(), /accueil/)
    assert.equal(page.headers.get('cache-control'), 'no-cache')
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /script-src 'self'.*frame-ancestors 'none'/,
    )
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
  }
  const fichier = await app.request('/assets/a-1234.js', { headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(await fichier.text(), 'comprimé')
  assert.equal(fichier.headers.get('content-encoding'), 'br')
  assert.match(fichier.headers.get('cache-control') ?? '', /immutable/)
  assert.match(fichier.headers.get('content-type') ?? '', /javascript/)
  const etag = fichier.headers.get('etag') ?? ''
  const encore = { headers: { 'accept-encoding': 'br', 'if-none-match': etag } }
  assert.equal((await app.request('/assets/a-1234.js', encore)).status, 304)
})

test('aucun fichier ne sort du dossier des pages', async () => {
  for (const adresse of [
    '/assets/absent.js',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/.oriflamme',
    '/%00.js',
    '/%ff.js',
  ])
    assert.doesNotMatch(await (await app.request(adresse)).text(), /^secret/, adresse)
  assert.equal((await app.request('/assets/absent.js')).status, 404)
})

test('le contrat OpenAPI 3.1 est publié', async () => {
  const contrat = (await (await app.request('/api/openapi.json')).json()) as {
    openapi: string
    paths: object
  }
  assert.equal(contrat.openapi, '3.1.0')
  assert.deepEqual(Object.keys(contrat.paths), ['/api/essais'])
})
