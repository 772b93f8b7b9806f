import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Encaissement, encaisser, resteDu } from '#budget/rules/titres.ts'

// Money received in several times on one titre of 9 216,00 €, of 2020.

const TITRE = { etat: 'emis', montant: 9_216_00, encaisse: 0, date: '2020-06-15', exercice: 2020 } as const
const recu = (change: Partial<Encaissement> = {}): Encaissement => ({
  ...{ date: '2021-01-31', montant: 3_000_10, reference: 'P503-1' },
  ...change,
})
const dire = (
  un: Encaissement,
  titre: Parameters<typeof encaisser>[1] = TITRE,
  references: readonly string[] = [],
) => {
  const decision = encaisser(un, titre, references, '2023-07-05')
  return decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : decision.valeur.reste
}

test('ce qui reste est le montant moins ce qui est reçu, au centime', () => {
  assert.equal(dire(recu()), 6_215_90)
  const entame = { ...TITRE, encaisse: 3_000_10 }
  assert.equal(resteDu(entame), 6_215_90)
  assert.equal(dire(recu({ montant: 6_215_89 }), entame), 1)
  assert.equal(dire(recu({ montant: 6_215_90 }), entame), 0)
})

test('rien au-delà du titre, rien deux fois, rien avant lui ni à venir, rien une fois clos : tout est dit', () => {
  const entame = { ...TITRE, encaisse: 3_000_10 }
  assert.deepEqual(dire(recu({ montant: 6_215_91 }), entame), ['au-dela-du-titre'])
  assert.deepEqual(dire(recu(), entame, ['P503-1']), ['reference-prise'])
  assert.deepEqual(dire(recu({ montant: 0 })), ['montant-nul'])
  assert.deepEqual(dire(recu({ date: '2023-07-06' })), ['date-a-venir'])
  assert.deepEqual(dire(recu({ date: '2020-06-14' })), ['date-anterieure'])
  assert.equal(dire(recu({ date: '2020-06-15' })), 6_215_90)
  assert.deepEqual(dire(recu({ date: '2019-12-31' }), { ...TITRE, date: null }), ['date-anterieure'])
  assert.deepEqual(
    dire(recu({ montant: 9_216_01, date: '2023-07-06' }), { ...TITRE, etat: 'annule' }, ['P503-1']),
    [...['titre-clos', 'au-dela-du-titre', 'reference-prise', 'date-a-venir']],
  )
})
