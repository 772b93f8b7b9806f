import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseDuReglement } from '#majoration/base-du-vote.ts'
import { expliquerVote } from '#majoration/explication-votee.ts'
import { campagne2023, formations2023 } from '../../test/tirage-2023.ts'

const base = baseDuReglement(campagne2023)
const plain = (texte: string) => texte.replace(/[\u00a0\u202f]/g, ' ')
const expliquer = (organisme: string) => {
  const decision = expliquerVote(campagne2023, formations2023, base, organisme)
  return decision.statut === 'accord' ? decision.valeur : assert.fail(JSON.stringify(decision))
}

test('ADIP : 25 contrats au forfait de 638,1097 €, soit 15 953 € votés', () => {
  const { vote, etapes, ecart, exceptionnelles } = expliquer(
    "ADIP (ASSOCIATION POUR LE DÉVELOPPEMENT DE L'INSERTION PROFESSIONNELLE)",
  )
  assert.deepEqual([vote.majorationTotale, vote.contrats, ecart, exceptionnelles], [15_953_00, 25, 0, []])
  assert.deepEqual(
    etapes.map(({ titre, resultat }) => [titre, plain(resultat)]),
    [
      ['Montant moyen par contrat', '668,7031 €'],
      ['Forfait de base', '15 952,7424 €'],
      ['Montant exact', '15 952,7424 €'],
      ['Majoration', '15 953 €'],
    ],
  )
})

test('un montant imprimé autrement garde son écart ; ses formations font le montant voté', () => {
  const { vote, ecart, formations } = expliquer("CAMPUS FONDERIE DE L'IMAGE")
  assert.deepEqual([vote.majoration, ecart], [226_713_00, 1_00])
  assert.equal(
    formations.reduce((somme, { montant }) => somme + montant, 0),
    226_713_00,
  )
})

test('AFTRAL : la majoration exceptionnelle s’ajoute, avec son motif', () => {
  const { vote, exceptionnelles } = expliquer('AFTRAL')
  assert.equal(vote.majorationExceptionnelle, 130_000_00)
  assert.deepEqual(
    exceptionnelles.map(({ montant }) => montant),
    [130_000_00],
  )
})

test('rien de voté, rien à expliquer', () => {
  const decision = expliquerVote(campagne2023, formations2023, base, 'INCONNU')
  assert.deepEqual(decision.statut === 'refus' && decision.motifs.map(({ code }) => code), ['rien-de-vote'])
})
