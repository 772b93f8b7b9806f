import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrouillonAppel } from '#campagnes/appel.ts'
import { comparerAppels, reunir } from '#campagnes/fusion-appel.ts'
import { ecrireHeure } from '#campagnes/horaires.ts'

const base: BrouillonAppel = {
  ...{ libelle: 'Appel 2027', dotation: 100_00, enveloppeExceptionnelle: 0, ecartContrats: 20 },
  ...{ ouvre: '2027-01-04T09:00:00', ferme: '2027-03-31T23:59:59' },
  ...{ voteLe: '', pieces: [], contacts: [], questions: [] },
}

test('chacun garde les champs que l’autre n’a pas touchés', () => {
  const mienne = { ...base, voteLe: '2027-07-05' }
  const sienne = { ...base, libelle: 'Appel de 2027' }
  assert.deepEqual(reunir(base, mienne, sienne), {
    appel: { ...base, voteLe: '2027-07-05', libelle: 'Appel de 2027' },
    disputes: [],
  })
})

test('un champ changé des deux côtés garde ma valeur, et se dit', () => {
  const mienne = { ...base, ferme: '2027-04-01T12:00:00', dotation: 200_00 }
  const sienne = { ...base, ferme: '2027-04-15T12:00:00', dotation: 200_00 }
  const { appel, disputes } = reunir(base, mienne, sienne)
  assert.deepEqual([appel.ferme, disputes], ['2027-04-01T12:00:00', ['ferme']])
})

test('la comparaison nomme les champs dans l’ordre de l’écran', () => {
  const piece = { code: '', libelle: 'Bilan', aide: '', obligatoire: true }
  assert.deepEqual(comparerAppels(base, { ...base, pieces: [piece], libelle: 'Autre' }), [
    'libelle',
    'pieces',
  ])
  // The database gives the keys of a list in an order of its own.
  const relue = { obligatoire: true, libelle: 'Bilan', code: '', aide: '' }
  assert.deepEqual(comparerAppels({ ...base, pieces: [piece] }, { ...base, pieces: [relue] }), [])
})

test('une heure s’écrit à la seconde quand elle en a', () => {
  const ecrites = ['2027-03-31T23:59:59', '2027-01-04T09:00:00', '2027-01-04T09:05:00', '2027-01-04T09:05']
  assert.deepEqual(ecrites.map(ecrireHeure), [
    '31\u00a0mars\u00a02027 à\u00a023\u00a0h\u00a059\u00a0min\u00a059\u00a0s',
    '4\u00a0janvier\u00a02027 à\u00a09\u00a0h',
    '4\u00a0janvier\u00a02027 à\u00a09\u00a0h\u00a005',
    '4\u00a0janvier\u00a02027 à\u00a09\u00a0h\u00a005',
  ])
})
