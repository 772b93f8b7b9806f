import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enMots, sansAccents } from '#socle/texte.ts'

test('accents et capitales ne comptent pas, que la lettre accentuée soit écrite d’un signe ou de deux', () => {
  assert.equal(sansAccents('Énergie À L’ÉTÉ'), 'energie a l’ete')
  assert.equal(sansAccents('E\u0301te\u0301'), 'ete')
})

test('des mots se comparent sans leur ponctuation', () => {
  assert.equal(enMots('  C.F.A. de l’Été  (n° 2) '), 'c f a de l ete n 2')
  assert.equal(enMots('—'), '')
})
