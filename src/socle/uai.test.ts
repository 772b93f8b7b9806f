import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lireUai } from '#socle/uai.ts'

test('les UAI publiés de vrais établissements ont la lettre que leurs chiffres donnent', () => {
  // Charlemagne, Henri-IV, Louis-le-Grand.
  for (const uai of ['0750652B', '0750654D', '0750655E']) assert.deepEqual(lireUai(uai), { uai })
})

test('les espaces et les minuscules se lisent', () =>
  assert.deepEqual(lireUai(' 075 0655 e '), { uai: '0750655E' }))

test('une lettre fausse est refusée, et celle que les chiffres donnent est dite', () => {
  assert.deepEqual(lireUai('0750655F'), { faute: 'lettre', attendue: 'E' })
  // Two digits swapped: what the letter is there for. 750 565 = 23 × 32 633 + 6, and G is the seventh letter.
  assert.deepEqual(lireUai('0750565E'), { faute: 'lettre', attendue: 'G' })
})

test('trop court, trop long, sans lettre ou vide : ce n’est pas un UAI', () => {
  for (const texte of ['', '075065E', '07506555E', '07506551', 'E0750655'])
    assert.deepEqual(lireUai(texte), { faute: 'forme' })
})

test('aucun chiffre ne donne i, o ni q ; vingt-trois lettres servent', () => {
  const lettres = new Set(
    Array.from({ length: 46 }, (_, n) => {
      const lecture = lireUai(`${String(n).padStart(7, '0')}I`)
      return 'attendue' in lecture ? lecture.attendue : 'juste'
    }),
  )
  assert.equal(lettres.size, 23)
  for (const lettre of 'IOQ') assert.ok(!lettres.has(lettre))
})
