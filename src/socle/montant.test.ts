import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as f from '#socle/fraction.ts'
import { arrondirAuPlusFortReste, centimes, euros } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

test('les décimaux et fractions se lisent exactement, le reste est refusé', () => {
  assert.deepEqual(f.lireFraction('0,76'), { n: 19n, d: 25n })
  assert.deepEqual(f.lireFraction('-3.50'), { n: -7n, d: 2n })
  assert.deepEqual(f.lireFraction('900/1167'), { n: 300n, d: 389n })
  assert.deepEqual(f.lireFraction('12,345678901234567891'), { n: 12345678901234567891n, d: 10n ** 18n })
  for (const mauvais of ['', ' 1', '1e3', 'NaN', '1,', ',5', '1/0', '0x10', '1 000', '--1']) {
    assert.equal(f.lireFraction(mauvais), undefined, mauvais)
  }
})

test('les arrondis : plancher, et au plus proche la moitié vers le haut', () => {
  assert.deepEqual(
    [7, -7, 8, -8].map((n) => f.plancher(f.fraction(n, 4))),
    [1n, -2n, 2n, -2n],
  )
  assert.deepEqual(
    [5, 6, 7, -6, -7].map((n) => f.arrondir(f.fraction(n, 4))),
    [1n, 2n, 2n, -1n, -2n],
  )
  assert.equal(f.ecrireDecimal(f.fraction(2, 3), 4), '0.6667')
  assert.equal(f.ecrireDecimal(f.fraction(-1, 200), 2), '0.00')
})

test('un montant est un nombre entier de centimes, exactement représentable', () => {
  assert.equal(euros(20_140_000), 2_014_000_000)
  assert.throws(() => centimes(1.5))
  assert.throws(() => euros(10n ** 15n))
})

test('toujours : les parts entières totalisent le tout et restent à moins d’une unité de l’exact', () => {
  const poids = fc
    .array(fc.nat(10_000), { minLength: 1, maxLength: 50 })
    .filter((liste) => liste.some((p) => p > 0))
  fc.assert(
    fc.property(poids, fc.nat(1_000_000), (liste, total) => {
      const somme = liste.reduce((s, p) => s + p, 0)
      const parts = liste.map((p, i) => ({ cle: `${i}`, numerateur: BigInt(p) * BigInt(total) }))
      const entieres = arrondirAuPlusFortReste(parts, BigInt(somme), BigInt(total))
      assert.equal(
        entieres.reduce((s, part) => s + part.entiere, 0n),
        BigInt(total),
      )
      entieres.forEach(({ entiere }, i) => {
        const ecart = entiere * BigInt(somme) - parts[i]!.numerateur
        assert(ecart < BigInt(somme) && ecart > -BigInt(somme))
      })
    }),
  )
})

test('toujours : les textes se comparent comme leurs octets UTF-8', () => {
  const textes = fc.string({ unit: 'binary', maxLength: 6 })
  fc.assert(
    fc.property(textes, textes, (a, b) => {
      assert.equal(Math.sign(comparerTextes(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
    { numRuns: 500, examples: [['\uffee', '\u{1f600}']] },
  )
})
