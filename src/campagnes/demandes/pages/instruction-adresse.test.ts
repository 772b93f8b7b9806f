import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  basculerEtat,
  ecrireAdresse,
  estFiltree,
  lireAdresse,
  triDe,
} from '#campagnes/demandes/pages/instruction-adresse.ts'

test('une adresse garde ce qui se lit, et le routeur peut en faire des nombres', () => {
  assert.deepEqual(lireAdresse({ q: 12, departement: 77, etat: 'deposee,complete', page: 2 }), {
    ...{ q: '12', departement: '77', etat: 'deposee,complete', page: '2' },
  })
})

test('ce que le serveur refuserait est laissé de côté', () => {
  const fausse = {
    ...{ q: ' ', etat: 'deposee,perdue', departement: 'Paris', alertes: 'oui', cite: 'non' },
    ...{ contratsMin: '-3', contratsMax: 'dix', tri: 'couleur', sens: 'haut', page: '0', autre: 'x' },
    agent: ['a', 'b'],
  }
  assert.deepEqual(lireAdresse(fausse), {})
  assert.deepEqual(lireAdresse({ etat: 'constructor' }), {})
})

test('un tri ou une page ne sont pas une recherche', () => {
  assert.equal(estFiltree({ tri: 'contrats', sens: 'desc', page: '3' }), false)
  assert.equal(estFiltree({ agent: 'moi' }), true)
  assert.deepEqual(triDe({}), { colonne: 'numero', sens: 'asc' })
  assert.equal(ecrireAdresse({ q: 'été & co', page: '2' }), 'q=%C3%A9t%C3%A9+%26+co&page=2')
})

test('un état se choisit et se quitte, dans l’ordre de la vie d’une demande', () => {
  assert.equal(basculerEtat({}, 'complete'), 'complete')
  assert.equal(basculerEtat({ etat: 'complete' }, 'deposee'), 'deposee,complete')
  assert.equal(basculerEtat({ etat: 'deposee,complete' }, 'deposee'), 'complete')
  assert.equal(basculerEtat({ etat: 'complete' }, 'complete'), undefined)
})
