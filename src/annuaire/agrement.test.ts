import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreer, creer, delimiter, refuser } from '#annuaire/agrement.ts'
import type { Organisation } from '#annuaire/compte.ts'
import { DEJA_CHANGE } from '#annuaire/gestion.ts'
import type { Decision } from '#socle/decision.ts'

const siret = '73282932000074'
const inconnue = (changes: Partial<Organisation> = {}): Organisation => ({
  ...{ id: 'o', nature: 'of-cfa', nom: `SIRET ${siret}`, siret, etat: 'en_attente' },
  ...changes,
})
const identification = { nom: ' CFA des Essais ', nature: 'of-cfa' } as const
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []

test('une organisation en attente reçoit son nom et sa nature', () =>
  assert.deepEqual(agreer(inconnue(), identification, 'en_attente'), {
    statut: 'accord',
    valeur: { nom: 'CFA des Essais', nature: 'of-cfa' },
  }))

test('un SIRET dont la clé est fausse n’entre pas, et un numéro n’est pas un nom : tout est dit', () => {
  const fausse = inconnue({ siret: '73282932000075', nom: 'SIRET 73282932000075' })
  assert.deepEqual(codes(agreer(fausse, { ...identification, nom: '' }, 'en_attente')), [
    'nom-absent',
    'siret-faux',
  ])
  assert.deepEqual(codes(agreer(inconnue(), { ...identification, nom: `SIRET ${siret}` }, 'en_attente')), [
    'nom-siret',
  ])
})

test('ce qu’un autre a décidé se dit ; un refus par erreur se reprend', () => {
  assert.deepEqual(codes(agreer(inconnue({ etat: 'fermee' }), identification, 'en_attente')), [DEJA_CHANGE])
  assert.equal(agreer(inconnue({ etat: 'fermee' }), identification, 'fermee').statut, 'accord')
  assert.deepEqual(codes(agreer(inconnue({ etat: 'active' }), identification, 'active')), ['deja-active'])
  assert.equal(refuser(inconnue()).statut, 'accord')
  assert.deepEqual(codes(refuser(inconnue({ etat: 'active' }))), [DEJA_CHANGE])
  assert.deepEqual(codes(refuser(inconnue({ etat: 'fermee' }))), [DEJA_CHANGE])
})

test('une organisation se crée à la main avec un SIRET juste et libre', () => {
  assert.deepEqual(creer({ ...identification, siret }, undefined), {
    statut: 'accord',
    valeur: { nom: 'CFA des Essais', nature: 'of-cfa', siret },
  })
  assert.deepEqual(codes(creer({ ...identification, nom: ' ', siret: '1' }, undefined)), [
    'nom-absent',
    'siret-faux',
  ])
  const connue = inconnue({ nom: 'CFA des Essais' })
  const decision = creer({ ...identification, siret }, connue)
  assert.deepEqual(codes(decision), [DEJA_CHANGE])
  assert.match(
    decision.statut === 'refus' ? decision.motifs[0]!.message : '',
    /« CFA des Essais », en attente/,
  )
})

test('le périmètre d’un OPCO actif se change, chaque filière une fois ; jamais par-dessus un autre', () => {
  const akto = inconnue({ nature: 'opco', etat: 'active', nom: 'OPCO AKTO' })
  const avant = ['Propreté', 'Hôtellerie']
  assert.deepEqual(
    delimiter(akto, ['Sécurité ', 'Propreté', 'Propreté', ''], avant, ['Hôtellerie', 'Propreté']),
    {
      statut: 'accord',
      valeur: ['Propreté', 'Sécurité'],
    },
  )
  assert.deepEqual(codes(delimiter(akto, ['Sécurité'], avant, ['Propreté'])), [DEJA_CHANGE])
  assert.deepEqual(codes(delimiter(inconnue(), ['Sécurité'], [], [])), ['pas-un-opco', 'pas-active'])
})
