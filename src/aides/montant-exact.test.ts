import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { enCentimesExacts, MONTANT_MAXIMUM } from '#aides/montant-exact.ts'

const centimes = fc.integer({ min: -MONTANT_MAXIMUM * 100, max: MONTANT_MAXIMUM * 100 })

test('un montant au centime en sort tel quel, du plus petit au plus grand', () => {
  fc.assert(fc.property(centimes, (montant) => enCentimesExacts(montant / 100) === montant))
  for (const montant of [0, 1, -1, 10, 29, 57, 115, 58_000_010_1, MONTANT_MAXIMUM * 100])
    assert.equal(enCentimesExacts(montant / 100), montant)
})

test('quarante additions en virgule flottante retrouvent la somme entière', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_500_000_0 }), { maxLength: 40 }), (parts) => {
      const flottante = parts.reduce((somme, part) => somme + part / 100, 0)
      assert.equal(
        enCentimesExacts(flottante),
        parts.reduce((somme, part) => somme + part, 0),
      )
    }),
  ))

test('un dix-millième de centime se voit et n’est pas arrondi', () =>
  fc.assert(
    fc.property(centimes, fc.integer({ min: 1, max: 9_999 }), (montant, fraction) => {
      const entre = (montant + fraction / 10_000) / 100
      assert.equal(enCentimesExacts(entre), undefined)
    }),
  ))

test('zéro est un seul zéro ; ce qui n’est pas un nombre, ou dépasse la borne, n’est pas un montant', () => {
  assert.ok(Object.is(enCentimesExacts(-0), 0))
  for (const faux of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1 / 3,
    MONTANT_MAXIMUM + 0.01,
    -MONTANT_MAXIMUM - 1,
  ])
    assert.equal(enCentimesExacts(faux), undefined)
})
