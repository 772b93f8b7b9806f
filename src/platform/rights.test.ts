import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRoutes } from '#platform/http.ts'
import { HttpRefusal } from '#platform/refusals.ts'
import { declareRoute, requireAction } from '#platform/rights.ts'
import { PUBLIC } from '#socle/acces.ts'
import { acteurDe, createTestApp, openTestDatabase } from '../../test/harness.ts'

const database = await openTestDatabase()
const bare = { method: 'post', path: '/essai', summary: 'Essai', responses: {} } as const
const answered = { ...bare, responses: { 204: { description: 'Fait' } } } as const

test('une route sans droit, ou d’un droit inconnu, ne se compile pas', () => {
  // @ts-expect-error a route without a right must not compile: `npm run check` fails when this line does
  const sansDroit = () => declareRoute({ ...bare })
  // @ts-expect-error nor a right that the table does not know
  const inconnu = () => declareRoute({ ...bare, droit: 'tout.faire' })
  // Nor does it run, should somebody silence the compiler.
  assert.throws(sansDroit)
  assert.throws(inconnu)
})

test('le droit est vérifié avant que la requête soit lue, et dit jusqu’où il porte', async () => {
  const perimetres: string[] = []
  const route = declareRoute({ ...answered, droit: 'scenario.ecrire' })
  const routes = [
    createRoutes().openapi(route, (c) => {
      perimetres.push(c.var.perimetre)
      return c.body(null, 204)
    }),
  ]
  const envoyer = async (acteur: ReturnType<typeof acteurDe>) => {
    const app = createTestApp(database, { routes, acteur })
    const reponse = await app.request('/api/essai', { method: 'POST' })
    return [reponse.status, reponse.ok ? '' : ((await reponse.json()) as { code: string }).code]
  }
  assert.deepEqual(await envoyer(acteurDe('instructeur')), [204, ''])
  assert.deepEqual(perimetres, ['region'])
  assert.deepEqual(await envoyer(PUBLIC), [401, 'connexion-requise'])
  assert.deepEqual(await envoyer({ ...PUBLIC, identifiant: 'p1' }), [403, 'sans-role'])
  assert.deepEqual(await envoyer(acteurDe('lecteur')), [403, 'action-interdite'])
  assert.deepEqual(await envoyer({ ...acteurDe('instructeur'), portees: ['formation.lire'] }), [
    403,
    'portee-absente',
  ])
  assert.equal(perimetres.length, 1)
})

test('le contrat publié dit le droit et les refus de chaque route', async () => {
  const route = declareRoute({ ...answered, droit: 'scenario.ecrire', description: 'Pour voir.' })
  const libre = declareRoute({ ...answered, path: '/libre', droit: 'libre' })
  const routes = [
    createRoutes()
      .openapi(route, (c) => c.body(null, 204))
      .openapi(libre, (c) => c.body(null, 204)),
  ]
  const reponse = await createTestApp(database, { routes }).request('/api/openapi.json')
  const { paths } = (await reponse.json()) as {
    paths: Record<string, { post: { 'x-droit': string; description: string; responses: object } }>
  }
  const { post } = paths['/api/essai']!
  assert.equal(post['x-droit'], 'scenario.ecrire')
  assert.equal(
    post.description,
    'Pour voir.\n\nDroit : Enregistrer et supprimer des scénarios (`scenario.ecrire`).',
  )
  assert.deepEqual(Object.keys(post.responses), ['204', '401', '403', '429'])
  assert.equal(paths['/api/libre']!.post['x-droit'], 'libre')
  assert.deepEqual(Object.keys(paths['/api/libre']!.post.responses), ['204', '429'])
})

test('ce qu’une route décide en chemin est refusé des mêmes mots', () => {
  assert.equal(requireAction(acteurDe('responsable'), 'campagne.creer'), 'region')
  assert.throws(
    () => requireAction(acteurDe('instructeur'), 'campagne.creer'),
    (error) => error instanceof HttpRefusal && error.status === 403 && error.code === 'action-interdite',
  )
})
