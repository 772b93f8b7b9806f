import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effacer } from '#donnees-personnelles/effacement.ts'

const id = '3f2a9c11-0000-4000-8000-000000000001'
const codes = (compte: Parameters<typeof effacer>[0]) => {
  const decision = effacer(compte)
  return decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []
}

test('un compte effacé garde un nom d’emprunt qui ne mène à personne', () => {
  assert.deepEqual(effacer({ id, etat: 'suspendue', administrateurs: [] }), {
    statut: 'accord',
    valeur: { nom: 'Personne effacée 3f2a9c11', emetteur: 'effacee', sujet: id },
  })
})

test('le dernier administrateur actif ne s’efface pas, l’avant-dernier si', () => {
  assert.deepEqual(codes({ id, etat: 'active', administrateurs: [id] }), ['dernier-administrateur'])
  assert.deepEqual(codes({ id, etat: 'active', administrateurs: [id, 'autre'] }), [])
  assert.deepEqual(codes({ id, etat: 'active', administrateurs: ['autre'] }), [])
})

test('ce qui est effacé ne s’efface pas deux fois', () => {
  assert.deepEqual(codes({ id, etat: 'effacee', administrateurs: [] }), ['deja-efface'])
})
