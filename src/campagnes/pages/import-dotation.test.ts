import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'

test('une enveloppe se lit comme on l’écrit, en euros entiers', () => {
  for (const saisie of [
    '20140000',
    '20 140 000',
    '20 140 000 €',
    ' 20\u202f140\u202f000\u00a0€ ',
    '20140000,00 euros',
  ])
    assert.deepEqual(lireDotation(saisie), { centimes: 2_014_000_000 }, saisie)
})

test('une enveloppe qui ne se lit pas dit pourquoi, sans rien deviner', () => {
  const raisons: readonly (readonly [string, RegExp])[] = [
    ['', /Indiquez l’enveloppe/],
    ['€', /Indiquez l’enveloppe/],
    ['0', /supérieure à zéro/],
    ['-5', /négative/],
    ['20,5', /pas entier/],
    ['20.140.000', /pas un nombre entier/],
    ['vingt millions', /pas un nombre entier/],
    ['NaN', /pas un nombre entier/],
    ['1e9', /pas un nombre entier/],
    ['90071992547409930', /maximum/],
  ]
  for (const [saisie, raison] of raisons) assert.match(lireDotation(saisie).erreur ?? '', raison, saisie)
})
