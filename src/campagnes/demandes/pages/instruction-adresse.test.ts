import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  basculerEtat,
  ecrireAdresse,
  estFiltree,
  lireAdresse,
  memeRecherche,
  partager,
  rechercheDe,
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

test('une vue se reconnaît à ce qu’elle cherche, où que l’on soit dans ses pages', () => {
  assert.ok(memeRecherche({ etat: 'complete', page: '3', lots: 'a,b' }, { etat: 'complete' }))
  assert.ok(!memeRecherche({ etat: 'complete' }, { etat: 'complete', tri: 'contrats' }))
  assert.deepEqual(rechercheDe({ q: 'cfa', page: '3', lots: 'a' }), { q: 'cfa' })
  assert.equal(ecrireAdresse({ q: 'cfa', lots: 'a' }), 'q=cfa')
})

test('partager donne toutes les demandes, une fois, en parts égales à une près', () => {
  for (let demandes = 0; demandes < 30; demandes++)
    for (let agents = 1; agents < 7; agents++) {
      const rangs = Array.from({ length: demandes }, (_, rang) => rang)
      const parts = partager(
        rangs,
        Array.from({ length: agents }, (_, rang) => `agent ${rang}`),
      )
      assert.deepEqual(
        parts.flatMap(({ part }) => part),
        rangs,
      )
      const tailles = parts.map(({ part }) => part.length)
      assert.ok(Math.max(...tailles) - Math.min(...tailles) <= 1, `${demandes} entre ${agents}`)
    }
})
