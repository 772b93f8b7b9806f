import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEBITS, Debit } from '#platform/debit.ts'
import { createRoutes } from '#platform/http.ts'
import { declareRoute } from '#platform/rights.ts'
import { type Acteur, PUBLIC } from '#socle/acces.ts'
import { acteurDe, createTestApp, openTestDatabase } from '../../test/harness.ts'

const depart = Date.parse('2026-06-15T08:00:00Z')
function horloge() {
  let ms = 0
  return {
    now: () => new Date(depart + ms).toISOString(),
    attendre: (secondes: number) => (ms += secondes * 1000),
  }
}

test('une minute de demandes d’un coup, puis au rythme du débit', () => {
  const clock = horloge()
  const debit = new Debit(clock)
  for (let i = 0; i < 60; i++) assert.equal(debit.take('a', 60), 0)
  assert.equal(debit.take('a', 60), 1)
  assert.equal(debit.take('b', 60), 0, 'un autre n’attend pas')
  clock.attendre(3)
  assert.deepEqual([debit.take('a', 60), debit.take('a', 60), debit.take('a', 60)], [0, 0, 0])
  assert.equal(debit.take('a', 60), 1)
  clock.attendre(3_600)
  for (let i = 0; i < 60; i++) assert.equal(debit.take('a', 60), 0)
  assert.equal(debit.take('a', 60), 1, 'une heure de silence ne donne pas plus d’une minute d’avance')
})

test('l’attente annoncée suffit, et insister ne l’allonge pas', () => {
  const clock = horloge()
  const debit = new Debit(clock)
  for (let i = 0; i < 4; i++) debit.take('a', 4)
  for (let i = 0; i < 100; i++) assert.equal(debit.take('a', 4), 15)
  clock.attendre(14)
  assert.equal(debit.take('a', 4), 1)
  clock.attendre(1)
  assert.equal(debit.take('a', 4), 0)
})

test('une horloge qui recule ne donne ni ne prend rien', () => {
  const clock = horloge()
  const debit = new Debit(clock)
  debit.take('a', 1)
  clock.attendre(-60)
  assert.equal(debit.take('a', 1), 60)
})

test('la mémoire est bornée, et oublie d’abord qui ne demande plus', () => {
  const debit = new Debit(horloge(), 3)
  for (const caller of ['a', 'b', 'c', 'a', 'd']) debit.take(caller, 1)
  assert.equal(debit.size, 3)
  assert.ok(debit.take('a', 1) > 0, 'vu récemment : retenu')
  assert.equal(debit.take('b', 1), 0, 'le plus ancien : oublié')
})

const database = await openTestDatabase()

function openApp(acteur: Acteur) {
  const clock = horloge()
  const route = (path: string) =>
    declareRoute({ ...{ droit: 'libre', method: 'get', path, responses: { 204: { description: 'Fait' } } } })
  const routes = [
    createRoutes()
      .openapi(route('/essai'), (c) => c.body(null, 204))
      .openapi(route('/connexion/essai'), (c) => c.body(null, 204)),
  ]
  const app = createTestApp(database, { routes, acteur, debit: new Debit(clock) })
  const passer = async (path: string) => {
    for (let nombre = 0; ; nombre++) {
      const reponse = await app.request(path)
      if (reponse.status !== 204) return { nombre, reponse, corps: await reponse.json() }
    }
  }
  return { clock, app, passer }
}

test('au-delà du débit d’une clé : 429, le délai, et une phrase', async () => {
  const { passer, app, clock } = openApp({ ...acteurDe('opco'), portees: ['formation.lire'], debit: 3 })
  const { nombre, reponse, corps } = await passer('/api/essai')
  assert.equal(nombre, 3)
  assert.equal(reponse.status, 429)
  assert.equal(reponse.headers.get('retry-after'), '20')
  assert.deepEqual(corps, {
    code: 'trop-de-demandes',
    message: 'Trop de demandes en peu de temps\u00a0: recommencez dans 20\u00a0secondes.',
  })
  clock.attendre(20)
  assert.equal((await app.request('/api/essai')).status, 204)
})

test('les personnes et les visiteurs ont le débit commun, les portes d’entrée un débit étroit', async () => {
  assert.equal((await openApp(acteurDe('lecteur')).passer('/api/essai')).nombre, DEBITS.personne)
  assert.equal((await openApp(PUBLIC).passer('/api/essai')).nombre, DEBITS.visiteur)
  const entree = openApp(PUBLIC)
  assert.equal((await entree.passer('/api/connexion/essai')).nombre, DEBITS.entree)
  assert.equal((await entree.app.request('/api/essai')).status, 204, 'le reste répond encore')
})
