import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Composante, Coupure } from '#campagnes/reglement.ts'
import {
  champDe,
  direEchelle,
  direValeur,
  ecrireCoupure,
  resumerEchelle,
} from '#majoration/parametres-en-mots.ts'

const simplifier = (texte: string) => texte.replaceAll(/[\u202f\u00a0]/g, ' ')

test('une coupure se dit avec sa part exacte', () => {
  const attendus: [Coupure, string][] = [
    [{ mode: 'aucune' }, 'aucune'],
    [{ mode: 'points', minimum: 4250 }, '42,50 points au moins'],
    [{ mode: 'partFormations', part: '0.76' }, '76 % des formations'],
    [{ mode: 'partFormations', part: '1' }, '100 % des formations'],
    [{ mode: 'partContrats', part: '0,755' }, '75,5 % des contrats'],
    [{ mode: 'partContrats', part: '0.0050' }, '0,5 % des contrats'],
    [{ mode: 'partContrats', part: '900/1167' }, '900/1167 des contrats'],
  ]
  for (const [coupure, attendu] of attendus) assert.equal(simplifier(ecrireCoupure(coupure)), attendu)
})

test('une échelle se dit dans l’unité de ce qu’elle lit, en phrase et en bref', () => {
  const attendus: [Composante, string, string][] = [
    [
      { champ: 'innovation', part: 100, echelle: { type: 'ouiNon' } },
      'Tous les points si oui, aucun sinon.',
      'oui ou non',
    ],
    [
      { champ: 'partFemmes', part: 25, echelle: { type: 'proportionnelle', de: 0, a: 4550 } },
      'Proportionnel : aucun point à 0 %, tous les points à 45,5 %.',
      'de 0 % à 45,5 %',
    ],
    [
      {
        champ: 'effectifOrganisme',
        part: 100,
        echelle: {
          type: 'paliers',
          paliers: [
            { des: 0, part: 100 },
            { des: 1000, part: 40 },
          ],
        },
      },
      '100 % des points à partir de 0, 40 % des points à partir de 1 000.',
      '100 % dès 0, 40 % dès 1 000',
    ],
  ]
  for (const [composante, phrase, bref] of attendus) {
    assert.equal(simplifier(direEchelle(composante)), phrase)
    assert.equal(simplifier(resumerEchelle(composante)), bref)
  }
})

test('une valeur déclarée porte son unité', () => {
  assert.equal(direValeur(champDe('innovation'), 1), 'oui')
  assert.equal(direValeur(champDe('innovation'), 0), 'non')
  assert.equal(simplifier(direValeur(champDe('heuresEnvironnement'), 1200)), '1 200 h')
})
