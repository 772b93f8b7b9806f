import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cellule } from '#campagnes/importation/cellule.ts'
import { lireSiret } from '#campagnes/importation/siret.ts'
import { cleValide } from '#socle/siret.ts'

// Invented numbers whose check digit agrees: 732 829 320 00074 is INSEE's own example.
const SIRET = '73282932000074'
const A_ZEROS = '00632001700012'
const lire = (cellule: Cellule) => {
  const { valeur, constat } = lireSiret(cellule)
  return constat ? [valeur, constat.code] : valeur
}

test('un SIRET se lit en texte, avec espaces ou points, ou en nombre', () => {
  for (const texte of [
    SIRET,
    '732 829 320 00074',
    '732\u202f829\u202f320\u202f00074',
    '732.829.320.00074',
    '73282932000074,00',
  ])
    assert.equal(lire(texte), SIRET, texte)
  assert.equal(lire(73_282_932_000_074), SIRET)
})

test('les zéros de tête retirés par le tableur sont rendus, et c’est dit', () => {
  assert.equal(cleValide(A_ZEROS), true)
  assert.deepEqual(lire(632_001_700_012), [A_ZEROS, 'siret_zeros'])
  assert.deepEqual(lire('632001700012'), [A_ZEROS, 'siret_zeros'])
  assert.match(lireSiret('632001700012').constat!.message, /00632001700012.*format Texte/)
  assert.deepEqual(lire('632001700013'), [null, 'siret_longueur'])
})

test('une écriture scientifique a perdu ses derniers chiffres', () => {
  for (const texte of ['1,23457E+13', '1.23457E+13', '7,32829E13', '7,3E+13'])
    assert.deepEqual(lire(texte), [null, 'siret_tronque'], texte)
  assert.match(
    lireSiret('1,23457E+13').constat!.message,
    /derniers chiffres sont perdus.*ressaisissez les 14 chiffres/,
  )
  assert.deepEqual(lire(73_282_900_000_000), [null, 'siret_tronque'])
  assert.equal(lire('7.3282932000074E+13'), SIRET)
})

test('ce qui n’est pas un SIRET est refusé pour sa raison', () => {
  assert.deepEqual(lire('732829320'), [null, 'siret_siren'])
  assert.deepEqual(lire('73282932000075'), [null, 'siret_cle'])
  assert.deepEqual(lire('7328293200'), [null, 'siret_longueur'])
  assert.deepEqual(lire('732829320000741'), [null, 'siret_longueur'])
  assert.deepEqual(lire('inconnu'), [null, 'siret_invalide'])
  assert.deepEqual(lire('7328293200007O'), [null, 'siret_invalide'])
  assert.deepEqual(lire(1.5), [null, 'siret_invalide'])
})
