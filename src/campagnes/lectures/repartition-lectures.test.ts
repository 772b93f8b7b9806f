import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AgentLecteur, type ALire, repartirLectures } from '#campagnes/lectures/repartition-lectures.ts'

const agent = (id: string, organisation = 'region', conduit = false): AgentLecteur => ({
  ...{ id, nom: id.toUpperCase(), organisation, conduit },
})
const demande = (id: string, formations = 1, ...agents: string[]): ALire => ({
  ...{ id, formations, organisation: `cfa-${id}` },
  agents: agents.map((un, i) => ({ rang: i + 1, agent: un })),
})
const ecrire = (demandes: ALire[], agents: AgentLecteur[]) =>
  repartirLectures(demandes, agents).attributions.map((une) => `${une.demande}${une.rang} ${une.agent}`)

test('chaque place va à qui a le moins de formations à lire, puis par ordre alphabétique', () => {
  const agents = [agent('c'), agent('a'), agent('b')]
  assert.deepEqual(ecrire([demande('1'), demande('2'), demande('3')], agents), [
    ...['11 a', '12 b', '21 c', '22 a', '31 b', '32 c'],
  ])
  // Forty formations given to a and b: c has the two next ones, with whoever comes first.
  assert.deepEqual(ecrire([demande('1', 40), demande('2', 5), demande('3', 5)], agents), [
    ...['11 a', '12 b', '21 c', '22 a', '31 c', '32 b'],
  ])
})

test('ce qui est confié reste, et jamais deux fois à la même personne ni à quelqu’un de l’organisme', () => {
  assert.deepEqual(ecrire([demande('1', 1, 'a')], [agent('a'), agent('b')]), ['12 b'])
  assert.deepEqual(ecrire([demande('1', 1, 'a', 'b')], [agent('c')]), [])
  assert.deepEqual(ecrire([demande('1')], [agent('a', 'cfa-1'), agent('b'), agent('c')]), ['11 b', '12 c'])
})

test('sans deux personnes possibles, la demande est dite manquante ; qui conduit n’est jamais pris d’office', () => {
  assert.deepEqual(repartirLectures([demande('1')], [agent('a'), agent('n', 'region', true)]), {
    attributions: [{ demande: '1', rang: 1, agent: 'a' }],
    manquantes: ['1'],
  })
  assert.deepEqual(repartirLectures([demande('1')], []), { attributions: [], manquantes: ['1'] })
})

const tirage = fc.record({
  tailles: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
  agents: fc.integer({ min: 2, max: 6 }),
})

test('deux personnes distinctes partout, et des charges qui ne s’écartent pas de plus d’une demande', () => {
  fc.assert(
    fc.property(tirage, ({ tailles, agents }) => {
      const candidats = Array.from({ length: agents }, (_, i) => agent(`a${i}`))
      const demandes = tailles.map((taille, i) => demande(String(i), taille))
      const { attributions, manquantes } = repartirLectures(demandes, candidats)
      assert.deepEqual(manquantes, [])
      const charges = new Map(candidats.map(({ id }) => [id, 0]))
      for (const { id, formations } of demandes) {
        const siens = attributions.filter((une) => une.demande === id).map((une) => une.agent)
        assert.equal(new Set(siens).size, 2)
        for (const un of siens) charges.set(un, charges.get(un)! + formations)
      }
      const toutes = [...charges.values()]
      assert.ok(Math.max(...toutes) - Math.min(...toutes) <= Math.max(0, ...tailles))
    }),
  )
})
