import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lireEuros } from '#budget/rules/saisie.ts'
import { ecrireMontant } from '#socle/francais.ts'

test('un montant se lit comme on le tape, au centime', () => {
  const lus = ['1 992 428', '12,5', '7572.00 €', '−40', '0,07', '1\u202f000\u00a0€'].map(lireEuros)
  assert.deepEqual(lus, [199_242_800, 1_250, 757_200, -4_000, 7, 100_000])
  for (const faux of ['', '1,234', 'douze', '1e3', '1,2,3', '--4', '9'.repeat(13)])
    assert.equal(lireEuros(faux), undefined, faux)
})

test('tout montant écrit se relit', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (centimes) => {
      assert.equal(lireEuros(ecrireMontant(centimes)), centimes)
    }),
  )
})
