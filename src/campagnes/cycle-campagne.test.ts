import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  type ActeCampagne,
  avancer,
  delaiDeDepot,
  dessinerCycleCampagne,
  ETATS_CAMPAGNE,
  type EtatCampagne,
  type FaitsCampagne,
  PASSAGES_CAMPAGNE,
} from '#campagnes/cycle-campagne.ts'

// 31 March 2024 at 23:59:59 in Paris: summer time began that very day, hence 21:59:59 UTC.
const FERME = '2024-03-31T21:59:59.000Z'
const OUVRE = '2024-02-01T08:00:00.000Z'
const faits: FaitsCampagne = {
  etat: 'preparation',
  ouvreLe: OUVRE,
  fermeLe: FERME,
  demandes: {},
  formations: 10,
  listeAJour: true,
  exceptionnelles: 0,
  proposition: true,
  lectures: { exigee: false, inachevees: 3 },
  deliberation: 'CP 2024-100',
  aPayer: 0,
  voteRepris: null,
}
const avant = '2024-03-01T09:00:00.000Z'
const apres = '2024-04-01T09:00:00.000Z'
const codes = (acte: ActeCampagne, change: Partial<FaitsCampagne>, maintenant = apres, motif = 'vu') => {
  const decision = avancer(acte, { ...faits, ...change }, { maintenant, motif })
  return decision.statut === 'accord' ? decision.valeur : decision.motifs.map(({ code }) => code)
}

test('une campagne va de la préparation au solde, pas à pas', () => {
  const chemin: readonly (readonly [ActeCampagne, EtatCampagne, EtatCampagne, string])[] = [
    ['ouvrir', 'preparation', 'ouverte', avant],
    ['clore', 'ouverte', 'close', apres],
    ['instruire', 'close', 'en_instruction', apres],
    ['mettreAuVote', 'en_instruction', 'au_vote', apres],
    ['voter', 'au_vote', 'votee', apres],
    ['payer', 'votee', 'en_paiement', apres],
    ['solder', 'en_paiement', 'soldee', apres],
  ]
  for (const [acte, de, vers, maintenant] of chemin) assert.equal(codes(acte, { etat: de }, maintenant), vers)
})

test('d’un autre état, aucun acte ne part', () => {
  for (const acte of Object.keys(PASSAGES_CAMPAGNE) as ActeCampagne[])
    for (const etat of Object.keys(ETATS_CAMPAGNE) as EtatCampagne[])
      if (etat !== PASSAGES_CAMPAGNE[acte].de) assert.deepEqual(codes(acte, { etat }), ['etat-incompatible'])
})

test('chaque garde dit ce qui manque, tout à la fois', () => {
  assert.deepEqual(codes('ouvrir', { ouvreLe: null, fermeLe: null }), ['dates-absentes'])
  assert.deepEqual(codes('ouvrir', {}), ['fermeture-passee'])
  assert.deepEqual(codes('suspendre', { etat: 'ouverte', demandes: { deposee: 1 } }), ['demandes-deposees'])
  assert.deepEqual(codes('suspendre', { etat: 'ouverte', demandes: { brouillon: 3 } }), 'preparation')
  assert.deepEqual(codes('suspendre', { etat: 'ouverte' }, avant, ' '), ['motif-absent'])
  assert.deepEqual(codes('clore', { etat: 'ouverte' }, FERME), ['pas-encore'])
  assert.deepEqual(codes('prolonger', { etat: 'close' }), ['fermeture-passee'])
  assert.deepEqual(
    codes('mettreAuVote', {
      etat: 'en_instruction',
      demandes: { instruite: 2 },
      formations: 0,
      proposition: false,
    }),
    ['instruction-inachevee', 'liste-vide', 'sans-proposition'],
  )
  assert.deepEqual(codes('mettreAuVote', { etat: 'en_instruction', listeAJour: false }), ['liste-depassee'])
  const exigees = (inachevees: number) =>
    codes('mettreAuVote', { etat: 'en_instruction', lectures: { exigee: true, inachevees } })
  assert.deepEqual([exigees(3), exigees(0)], [['double-lecture-inachevee'], 'au_vote'])
  assert.deepEqual(codes('voter', { etat: 'au_vote', deliberation: null }), ['sans-deliberation'])
  assert.deepEqual(
    codes('voter', { etat: 'au_vote', demandes: { complete: 1 }, listeAJour: false, proposition: false }),
    ['instruction-inachevee', 'liste-depassee', 'sans-proposition'],
  )
  assert.deepEqual(codes('solder', { etat: 'en_paiement', aPayer: 1 }), ['paiements-en-cours'])
  assert.equal(codes('solder', { etat: 'en_paiement', demandes: { notifiee: 4, payee: 2 } }), 'soldee')
})

test('le dépôt ferme à la seconde, heure de Paris, quelle que soit l’horloge du navigateur', () => {
  const ouverte = { etat: 'ouverte', ouvreLe: OUVRE, fermeLe: FERME } as const
  assert.deepEqual(delaiDeDepot(ouverte, [], FERME), { statut: 'accord', valeur: FERME })
  assert.equal(delaiDeDepot(ouverte, [], '2024-03-31T21:59:59.001Z').statut, 'refus')
  assert.equal(delaiDeDepot(ouverte, [], '2024-02-01T07:59:59.999Z').statut, 'refus')
  assert.equal(delaiDeDepot(ouverte, [], OUVRE).statut, 'accord')
})

test('une réouverture vaut pour un organisme, jusqu’à son terme, même l’appel clos', () => {
  const close = { etat: 'close', ouvreLe: OUVRE, fermeLe: FERME } as const
  const reouvertures = [{ jusquAu: '2024-04-10T21:59:59.000Z' }, { jusquAu: '2024-04-05T21:59:59.000Z' }]
  assert.deepEqual(delaiDeDepot(close, reouvertures, apres), {
    statut: 'accord',
    valeur: '2024-04-10T21:59:59.000Z',
  })
  assert.equal(delaiDeDepot(close, reouvertures, '2024-04-10T22:00:00.000Z').statut, 'refus')
  assert.equal(delaiDeDepot(close, [], apres).statut, 'refus')
})

test('le glossaire dessine le cycle depuis le code', () => {
  const glossaire = readFileSync(new URL('../../GLOSSAIRE.md', import.meta.url), 'utf8')
  const vie = glossaire.split('## Vie d’une campagne')[1]!.split('\n## ')[0]!
  assert.deepEqual(
    vie.split('\n').filter((ligne) => ligne.startsWith('- ')),
    dessinerCycleCampagne().map((ligne) => `- ${ligne}`),
  )
})
