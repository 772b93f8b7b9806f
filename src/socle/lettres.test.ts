import assert from 'node:assert/strict'
import { test } from 'node:test'
import { direMontant, direNombre } from '#socle/lettres.ts'

const DITS: readonly (readonly [number, string])[] = [
  [0, 'zéro'],
  [1, 'un'],
  [16, 'seize'],
  [21, 'vingt-et-un'],
  [70, 'soixante-dix'],
  [71, 'soixante-et-onze'],
  [79, 'soixante-dix-neuf'],
  [80, 'quatre-vingts'],
  [81, 'quatre-vingt-un'],
  [91, 'quatre-vingt-onze'],
  [99, 'quatre-vingt-dix-neuf'],
  [100, 'cent'],
  [101, 'cent-un'],
  [200, 'deux-cents'],
  [280, 'deux-cent-quatre-vingts'],
  [1_000, 'mille'],
  [1_980, 'mille-neuf-cent-quatre-vingts'],
  [80_000, 'quatre-vingt-mille'],
  [200_000, 'deux-cent-mille'],
  [7_572, 'sept-mille-cinq-cent-soixante-douze'],
  [1_992_428, 'un million neuf-cent-quatre-vingt-douze-mille-quatre-cent-vingt-huit'],
  [20_270_000, 'vingt millions deux-cent-soixante-dix-mille'],
  [200_000_000, 'deux-cents millions'],
  [3_080_000_001, 'trois milliards quatre-vingts millions un'],
]
test('un nombre en lettres, traits d’union et pluriels compris', () => {
  for (const [n, mots] of DITS) assert.equal(direNombre(n), mots)
  assert.throws(() => direNombre(-1), RangeError)
  assert.throws(() => direNombre(1.5), RangeError)
})

test('un montant en lettres, avec ses centimes s’il en a', () => {
  assert.equal(direMontant(2_027_000_000), 'vingt millions deux-cent-soixante-dix-mille\u00a0euros')
  assert.equal(direMontant(2_000_000_000), 'vingt millions d’euros')
  assert.equal(direMontant(100), 'un\u00a0euro')
  assert.equal(direMontant(0), 'zéro\u00a0euro')
  assert.equal(direMontant(100_050), 'mille\u00a0euros et cinquante\u00a0centimes')
  assert.equal(direMontant(1), 'un\u00a0centime')
  assert.equal(direMontant(-300), 'moins trois\u00a0euros')
})
