import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Action } from '#socle/acces.ts'
import { direAvancement, presenter, type TravailLu } from '#travaux/travail.ts'

const lu = (changes: Partial<TravailLu>): TravailLu => ({
  ...{ genre: 'archive', id: 'a1', acte: null, etat: 'en_cours', par: 'p1', nomPar: 'Camille Royer' },
  ...{ creeLe: '2026-01-01T10:00:00.000Z', fait: 3, total: 12, refusees: 0, objet: 'AFORPA' },
  ...{ campagne: null, siret: '00000002600013', erreur: null, pret: false },
  ...changes,
})
const gestes = (changes: Partial<TravailLu>, moi: string, ...droits: Action[]) =>
  presenter(lu(changes), { moi, peut: (action) => droits.includes(action) }).gestes

test('un dossier s’arrête par qui l’a demandé ou qui conduit, et ne se reprend que par qui l’a demandé', () => {
  assert.deepEqual(gestes({}, 'p1', 'memoire.emporter'), ['arreter'])
  assert.deepEqual(gestes({}, 'p2', 'memoire.emporter'), [])
  assert.deepEqual(gestes({}, 'p2', 'memoire.emporter', 'campagne.conduire'), ['arreter'])
  assert.deepEqual(gestes({}, 'p2', 'campagne.conduire'), [])
  for (const etat of ['echec', 'arrete'] as const) {
    assert.deepEqual(gestes({ etat }, 'p1', 'memoire.emporter'), ['reprendre'])
    assert.deepEqual(gestes({ etat }, 'p2', 'memoire.emporter', 'campagne.conduire'), [])
  }
  assert.deepEqual(gestes({ etat: 'fini' }, 'p1', 'memoire.emporter'), [])
})

test('un document d’une campagne s’arrête et se reprend comme un dossier, avec son propre droit', () => {
  assert.deepEqual(gestes({ genre: 'document' }, 'p1', 'document.preparer'), ['arreter'])
  assert.deepEqual(gestes({ genre: 'document' }, 'p1', 'memoire.emporter'), [])
  assert.deepEqual(gestes({ genre: 'document', etat: 'echec' }, 'p1', 'document.preparer'), ['reprendre'])
  assert.deepEqual(gestes({ genre: 'document', etat: 'echec' }, 'p2', 'document.preparer'), [])
  const dite = direAvancement(lu({ genre: 'document', fait: 1, total: 3 }))
  assert.equal(dite.replaceAll('\u00a0', ' '), '1 sur 3 étapes')
})

test('un acte sur plusieurs demandes se reprend avec le droit de cet acte, par qui l’a', () => {
  const valider = { genre: 'instruction', acte: 'valider', etat: 'echec' } as const
  assert.deepEqual(gestes(valider, 'p2', 'demande.valider'), ['reprendre'])
  assert.deepEqual(gestes(valider, 'p1', 'demande.instruire'), [])
  assert.equal(presenter(lu(valider), { moi: 'p1', peut: () => false }).titre, 'Valider')
})

test('une lecture de fichier s’arrête, un message refusé se renvoie ; rien d’autre', () => {
  assert.deepEqual(gestes({ genre: 'import' }, 'p2', 'import.deposer'), ['arreter'])
  assert.deepEqual(gestes({ genre: 'import', etat: 'echec' }, 'p1', 'import.deposer'), [])
  assert.deepEqual(gestes({ genre: 'message', etat: 'echec' }, 'p2', 'personne.gerer'), ['reprendre'])
  assert.deepEqual(gestes({ genre: 'message' }, 'p2', 'personne.gerer'), [])
})

test('l’avancement se dit dans l’unité du genre', () => {
  const dire = (changes: Partial<TravailLu>) => direAvancement(lu(changes)).replaceAll('\u00a0', ' ')
  assert.equal(dire({}), '3 sur 12 fichiers')
  assert.equal(dire({ total: 0, fait: 0 }), 'en attente')
  assert.equal(dire({ genre: 'lettres', fait: 40, total: 40, refusees: 2 }), '40 sur 40 demandes, 2 refusées')
  assert.equal(dire({ genre: 'import', fait: 459, total: 1_000 }), '45 % du fichier lu')
  assert.equal(dire({ genre: 'message', fait: 0, total: 1 }), 'en attente d’envoi')
})
