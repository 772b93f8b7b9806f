import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Candidat, servir } from '#aides/sessions/octroi.ts'

const candidats = (...montants: readonly number[]): Candidat[] =>
  montants.map((montant, i) => ({ id: String(i + 1), montant }))

test('chacun est servi dans l’ordre tant que l’enveloppe tient, au centime près', () => {
  assert.deepEqual(servir(candidats(20_000, 11_500, 20_000), 51_500), {
    accordes: ['1', '2', '3'],
    montant: 51_500,
    tous: true,
  })
  assert.deepEqual(servir(candidats(20_000, 11_500, 20_000), 51_499).accordes, ['1', '2'])
})

test('le premier qui ne tient pas arrête la file : une aide plus petite ne passe pas devant', () => {
  // 200 € are left once the first is served: 115 € would fit, and wait nonetheless.
  const servis = servir(candidats(20_000, 20_000, 11_500), 39_900)
  assert.deepEqual(servis, { accordes: ['1'], montant: 20_000, tous: false })
})

test('une enveloppe vide, ou dépassée, ne sert personne', () => {
  for (const reste of [0, -1, -500_000]) assert.deepEqual(servir(candidats(11_500), reste).accordes, [])
  assert.equal(servir([], 0).tous, true)
})

test('6 992 428 € : ce que 2023 a affecté sert 34 962 aides de 200 €, et il reste 28 €', () => {
  const affecte = 300_000_000 + 200_000_000 + 199_242_800
  assert.equal(affecte, 699_242_800)
  const { accordes, montant } = servir(candidats(...Array<number>(35_000).fill(20_000)), affecte)
  assert.equal(accordes.length, 34_962)
  assert.equal(affecte - montant, 2_800)
})

test('jamais au-dessus de l’enveloppe, et nul n’est sauté', () => {
  const montants = fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(montants, fc.integer({ min: -1_000, max: 1_000_000 }), (liste, reste) => {
      const file = candidats(...liste)
      const { accordes, montant, tous } = servir(file, reste)
      assert.ok(montant <= Math.max(0, reste))
      assert.deepEqual(
        accordes,
        file.slice(0, accordes.length).map(({ id }) => id),
      )
      assert.equal(tous, accordes.length === file.length)
      const suivant = file[accordes.length]
      if (suivant) assert.ok(montant + suivant.montant > reste)
    }),
  )
})
