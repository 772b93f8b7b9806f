import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choixParDefaut, confronter, criteresApprecies } from '#campagnes/lectures/lecture.ts'
import { reglement2023 } from '../../../test/tirage-2023.ts'

const { grille } = reglement2023

test('le règlement de 2023 : quatre champs se jugent, chacun sur l’échelle de sa grille', () => {
  const choix = choixParDefaut(grille)
  assert.deepEqual(choix, {
    exigee: false,
    champs: ['prioriteFiliere', 'innovation', 'besoinFinancement', 'territoirePeuPourvu'],
    seuil: '1/3',
  })
  assert.deepEqual(
    criteresApprecies(grille, choix).map(({ champ, minimum, maximum }) => [champ, minimum, maximum]),
    // 2 000 hundredths: beyond 20 % of deficit, the grid gives no more points.
    [
      ['prioriteFiliere', 0, 3],
      ['innovation', 0, 1],
      ['besoinFinancement', 0, 2000],
      ['territoirePeuPourvu', 0, 1],
    ],
  )
  assert.deepEqual(
    criteresApprecies(grille, { champs: ['innovation'] }).map(({ critere }) => critere),
    ['Caractère innovant'],
  )
})

const trois = { minimum: 0, maximum: 3 }
const deficit = { minimum: 0, maximum: 2000 }
const valeur = (notes: [number, number], bornes = trois, seuil = '1/3') => {
  const confrontation = confronter(notes, bornes, seuil)
  return confrontation.verdict === 'retenue' ? confrontation.valeur : confrontation.verdict
}

test('deux notes : la moyenne jusqu’au seuil compris, un demi en faveur de l’organisme, un arbitrage au-delà', () => {
  assert.equal(valeur([2, 2]), 2)
  // A gap of 1 on a scale of 3 is a third of it exactly: not above.
  assert.equal(valeur([1, 2]), 2)
  assert.equal(valeur([0, 1]), 1)
  assert.equal(valeur([1, 3]), 'aArbitrer')
  // Yes against no is the whole scale.
  assert.equal(valeur([0, 1], { minimum: 0, maximum: 1 }), 'aArbitrer')
  assert.equal(valeur([1, 1], { minimum: 0, maximum: 1 }), 1)
  // 12,5 % and 8,01 % : (1 250 + 801) / 2 = 1 025,5, hence 10,26 %.
  assert.equal(valeur([1250, 801], deficit), 1026)
  // A third of 2 000 is 666,66…: 666 is within, 667 is not.
  assert.equal(valeur([0, 666], deficit), 333)
  assert.equal(valeur([0, 667], deficit), 'aArbitrer')
  assert.equal(valeur([0, 500], deficit, '0.25'), 250)
  assert.equal(valeur([0, 501], deficit, '0.25'), 'aArbitrer')
  assert.equal(valeur([1, 2], trois, '0'), 'aArbitrer')
  assert.equal(valeur([0, 3], trois, '1'), 2)
})

const cas = fc.record({
  a: fc.integer({ min: 0, max: 2000 }),
  b: fc.integer({ min: 0, max: 2000 }),
  seuil: fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constant(12)).map(([n, d]) => `${n}/${d}`),
})

test('l’ordre des deux agents est indifférent, et la valeur retenue reste entre leurs notes', () => {
  fc.assert(
    fc.property(cas, ({ a, b, seuil }) => {
      const confrontation = confronter([a, b], deficit, seuil)
      assert.deepEqual(confronter([b, a], deficit, seuil), confrontation)
      if (confrontation.verdict === 'aArbitrer') return
      assert.ok(Math.min(a, b) <= confrontation.valeur && confrontation.valeur <= Math.max(a, b))
      // Exact before it is rounded: twice the mean is the sum.
      assert.equal(confrontation.moyenne.n * 2n, BigInt(a + b) * confrontation.moyenne.d)
    }),
  )
})

test('un seuil plus large ne crée jamais d’écart', () => {
  fc.assert(
    fc.property(cas, fc.integer({ min: 0, max: 12 }), ({ a, b, seuil }, n) => {
      const [serre, large] = [Number(seuil.split('/')[0]), n].sort((x, y) => x - y)
      if (confronter([a, b], deficit, `${large}/12`).verdict === 'aArbitrer')
        assert.equal(confronter([a, b], deficit, `${serre}/12`).verdict, 'aArbitrer')
    }),
  )
})
