import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cellule } from '#campagnes/importation/cellule.ts'
import { lireEntier, lirePourcentage } from '#campagnes/importation/nombres.ts'

const entier = (cellule: Cellule, maximum = 100_000) => {
  const { valeur, constat } = lireEntier(cellule, maximum)
  return constat ? constat.code : valeur
}
const pourcentage = (cellule: Cellule) => {
  const { valeur, constat } = lirePourcentage(cellule)
  return constat ? (valeur === null ? constat.code : [valeur, constat.code]) : valeur
}

test('un nombre entier se lit avec ou sans espaces de milliers, quelle que soit l’espace', () => {
  for (const texte of [
    '1153',
    '1 153',
    '1\u202f153',
    '1\u00a0153',
    '1\u2009153',
    ' 1153 ',
    '1153,0',
    '1153.00',
  ])
    assert.equal(entier(texte), 1153, JSON.stringify(texte))
  assert.equal(entier('0'), 0)
  assert.equal(entier(1153), 1153)
  assert.equal(entier('+12'), 12)
  assert.equal(entier('100\u202f000'), 100_000)
})

test('ce qu’un tableur calcule en double se lit comme il le montre', () => {
  assert.equal(entier(3.0000000000000004), 3)
  assert.equal(entier(2.9999999999999996), 3)
  assert.equal(entier(3.0000001), 'non_entier')
})

test('« 1,153 » peut être un décimal ou un millier : refusé plutôt que deviné', () => {
  assert.equal(entier('1,153'), 'non_entier')
  assert.equal(entier('1.153'), 'non_entier')
  assert.equal(entier(1.153), 'non_entier')
  assert.equal(entier('12,5'), 'non_entier')
})

test('un nombre négatif, trop grand ou qui n’en est pas un est refusé pour ce qu’il est', () => {
  assert.equal(entier('-1'), 'negatif')
  assert.equal(entier(-1), 'negatif')
  assert.equal(entier('\u22121'), 'negatif')
  assert.equal(entier('100001'), 'trop_grand')
  assert.equal(entier(100_001), 'trop_grand')
  assert.equal(entier('99999999999999999999999'), 'trop_grand')
  for (const cellule of [
    'douze',
    '1e3',
    '1e400',
    '0x10',
    '1 15 3',
    '12 €',
    '',
    '--1',
    '1,2,3',
    true,
    Infinity,
    NaN,
  ] as Cellule[])
    assert.equal(entier(cellule), 'pas_un_nombre', String(cellule))
  assert.equal(entier({ pourcentage: 0.5 }), 'pas_un_nombre')
  assert.equal(entier({ date: '01/02/2023' }), 'pas_un_nombre')
})

test('un pourcentage se lit en centièmes, virgule ou point, avec ou sans signe', () => {
  for (const texte of ['45,5', '45.5', '45,5 %', '45,5%', '45,50\u202f%', '45.5\u00a0%'])
    assert.equal(pourcentage(texte), 4550, texte)
  assert.equal(pourcentage(45.5), 4550)
  assert.equal(pourcentage({ pourcentage: 0.455 }), 4550)
  assert.equal(pourcentage({ pourcentage: 1 }), 10_000)
  assert.equal(pourcentage('100'), 10_000)
  assert.equal(pourcentage('0'), 0)
  assert.equal(pourcentage('0,5 %'), 50)
})

test('une fraction nue est lue comme écrite, avec un avertissement', () => {
  assert.deepEqual(pourcentage('0,455'), [46, 'pourcentage_ou_fraction'])
  assert.deepEqual(pourcentage(0.455), [46, 'pourcentage_ou_fraction'])
  assert.deepEqual(pourcentage('0,5'), [50, 'pourcentage_ou_fraction'])
  assert.equal(pourcentage({ pourcentage: 0.005 }), 50)
  assert.equal(pourcentage('1'), 100)
})

test('au-delà du centième, le pourcentage est arrondi au plus près et le dit', () => {
  assert.deepEqual(pourcentage('33,333'), [3333, 'pourcentage_arrondi'])
  assert.deepEqual(pourcentage('66,666'), [6667, 'pourcentage_arrondi'])
  assert.deepEqual(pourcentage(33.335), [3334, 'pourcentage_arrondi'])
  assert.equal(pourcentage('33,3300'), 3333)
})

test('un pourcentage hors de 0 à 100 est refusé', () => {
  for (const cellule of ['100,001', '100,01', '101 %', '1e2', 100.5, { pourcentage: 1.01 }] as Cellule[])
    assert.match(String(pourcentage(cellule)), /hors_bornes|pas_un_nombre/, JSON.stringify(cellule))
  assert.equal(pourcentage('100,001'), 'pourcentage_hors_bornes')
  assert.equal(pourcentage('-5 %'), 'negatif')
  assert.equal(pourcentage(-0.5), 'negatif')
  assert.equal(pourcentage({ pourcentage: Infinity }), 'pourcentage_hors_bornes')
  assert.equal(pourcentage(1e300), 'pourcentage_hors_bornes')
  assert.equal(pourcentage(Infinity), 'pas_un_nombre')
  assert.equal(pourcentage('la moitié'), 'pas_un_nombre')
  assert.equal(pourcentage(true), 'pas_un_nombre')
})
