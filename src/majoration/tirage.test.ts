import assert from 'node:assert/strict'
import { test } from 'node:test'
import { direEdition, direScenario, nommerFichier } from '#majoration/tirage.ts'

test('un fichier porte un nom que tous les systèmes acceptent', () => {
  assert.equal(
    nommerFichier(['Majorations 2023', 'annexe 1', null], 'pdf'),
    'Majorations 2023 - annexe 1.pdf',
  )
  assert.equal(nommerFichier(['A/B\\C:D*"<>|?', '\r\nX-Y: z'], 'csv'), 'A B C D - X-Y z.csv')
  assert.equal(nommerFichier(['é'.repeat(500)], 'pdf').length, 124)
})

test('le tirage dit de quel calcul il vient et quand', () => {
  assert.equal(direScenario({ scenario: null }), 'Règlement tel quel')
  assert.equal(direScenario({ scenario: 'A' }), 'Scénario «\u00a0A\u00a0»')
  assert.equal(
    direEdition({ date: '2023-09-01', version: '1.2.3' }),
    'Édité le 1er\u00a0septembre\u00a02023 avec Oriflamme 1.2.3',
  )
})
