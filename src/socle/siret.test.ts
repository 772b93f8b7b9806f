import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleValide, ecrireSiret } from '#socle/siret.ts'

test('la clé de Luhn, et l’exception de La Poste', () => {
  // 732 829 320 00074 is INSEE's own example.
  assert.equal(cleValide('73282932000074'), true)
  assert.equal(cleValide('73282932000075'), false)
  assert.equal(cleValide('00000000000000'), false)
  assert.equal(cleValide('35600000000048'), true)
  // 3 + 5 + 6 + 1 = 15, a multiple of 5: valid for La Poste though Luhn's check fails.
  assert.equal(cleValide('35600000000001'), true)
  assert.equal(cleValide('35600000000002'), false)
  assert.equal(cleValide('7328293200007'), false)
})

test('un SIRET s’écrit par groupes, comme on le lit', () =>
  assert.equal(ecrireSiret('73282932000074'), '732\u202f829\u202f320\u202f00074'))
