import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cellule } from '#campagnes/importation/cellule.ts'
import {
  avertirReprise,
  enveloppeApres,
  exceptionnellesDe,
  refuserReprise,
} from '#majoration/reprise/reprise.ts'
import { type LigneVotes, lireVotes } from '#majoration/reprise/votes-lus.ts'
import { plain } from '../../../test/navigateur/demonstration.ts'

const ORGANISMES = [
  { identifiant: 'A', nom: 'École du Blé', siret: '00000002600013' },
  { identifiant: 'B', nom: 'CFA du Sud', siret: null },
  { identifiant: 'C', nom: 'CFA du Nord', siret: null },
  { identifiant: 'D', nom: 'cfa  du nord', siret: null },
]
const VIDE = {
  ...{ siret: null, identifiant: null, nom: null, contrats: null },
  ...{ majoration: null, dontBonusVert: null, majorationExceptionnelle: null },
}
const lire = (...lignes: Partial<Record<keyof typeof VIDE, Cellule>>[]) =>
  lireVotes(
    lignes.map((cellules, i): LigneVotes => ({ numero: i + 2, cellules: { ...VIDE, ...cellules } })),
    ORGANISMES,
  )
const fautes = (...lignes: Partial<Record<keyof typeof VIDE, Cellule>>[]) =>
  lire(...lignes).anomalies.map(({ ligne, colonne, code }) => `${ligne} ${colonne} ${code}`)
const bons = { contrats: 10, majoration: 1000 }

test('un organisme se reconnaît à son SIRET, à son identifiant ou à son nom', () => {
  const { votes, anomalies } = lire(
    { ...bons, siret: '000 000 026 00013', majorationExceptionnelle: '12,50' },
    { nom: 'CFA DU SUD', contrats: '1 200', majoration: '20 140 €', dontBonusVert: '3 021' },
    {},
    { identifiant: 'D', contrats: 0, majoration: 0 },
  )
  assert.deepEqual(anomalies, [])
  assert.deepEqual(
    votes.map((un) => [
      ...[un.organisme, un.contrats, un.majoration, un.dontBonusVert],
      ...[un.majorationExceptionnelle, un.majorationTotale],
    ]),
    [
      ['A', 10, 1_000_00, 0, 12_50, 1_012_50],
      ['B', 1200, 20_140_00, 3_021_00, 0, 20_140_00],
      ['D', 0, 0, 0, 0, 0],
    ],
  )
})

test('un organisme inconnu, ambigu, contredit ou dit deux fois se voit à sa cellule', () => {
  assert.deepEqual(
    fautes(
      { ...bons, nom: 'Total' },
      { ...bons, nom: 'CFA du Nord' },
      { ...bons, identifiant: 'B', nom: 'Ecole du ble' },
      { ...bons, siret: '00000002600014' },
      { ...bons, nom: 'Ecole du ble' },
      { ...bons, identifiant: 'A' },
      bons,
    ),
    [
      '2 nom organisme-inconnu',
      '3 nom organisme-ambigu',
      '4 nom organisme-contredit',
      '5 siret siret_cle',
      '7 identifiant organisme-en-double',
      '8 siret organisme-absent',
    ],
  )
})

test('les montants : toutes les fautes d’une ligne à la fois', () => {
  assert.deepEqual(
    fautes(
      { identifiant: 'A', contrats: -1, majoration: '-5', dontBonusVert: 'vingt' },
      { identifiant: 'B', contrats: 1.5, majoration: '10,50', dontBonusVert: '20' },
      { identifiant: 'C', contrats: 1, majoration: 10, dontBonusVert: 11 },
      { identifiant: 'D' },
    ),
    [
      '2 contrats negatif',
      '2 majoration negatif',
      '2 dontBonusVert pas-un-montant',
      '3 contrats non_entier',
      '3 majoration centimes',
      '4 dontBonusVert bonus-superieur',
      '5 contrats valeur-manquante',
      '5 majoration valeur-manquante',
    ],
  )
})

test('une enveloppe non tenue et les organismes absents avertissent, rien de plus', () => {
  const { votes } = lire({ ...bons, identifiant: 'A', majorationExceptionnelle: '12,50' })
  assert.deepEqual(avertirReprise(votes, { dotation: 900_00, organismes: ORGANISMES }).map(plain), [
    'La majoration du fichier fait 1 000 €, 100 € de plus que l’enveloppe de la campagne (900 €).',
    '3 organismes de la campagne n’y sont pas : rien ne leur est voté.',
  ])
  assert.deepEqual(avertirReprise(votes, { dotation: 1_000_00, organismes: ORGANISMES.slice(0, 1) }), [])
  const exceptionnelles = exceptionnellesDe(votes, { deliberation: 'CP 2022-1', voteeLe: '2022-07-06' })
  assert.deepEqual(
    exceptionnelles.map(({ organisme, montant, source }) => [organisme, montant, source]),
    [['A', 12_50, 'CP 2022-1']],
  )
  assert.deepEqual(
    [enveloppeApres(0, exceptionnelles), enveloppeApres(50_00, exceptionnelles)],
    [13_00, 50_00],
  )
})

test('le vote a sa délibération, son jour, et l’exercice de sa campagne', () => {
  const codes = (deliberation: string, voteeLe: string) =>
    refuserReprise({ deliberation, voteeLe }, { exercice: 2022, fermeLe: null }, '2026-11-21').map(
      ({ code }) => code,
    )
  assert.deepEqual(codes('CP 2022-1', '2022-07-06'), [])
  assert.deepEqual(codes(' ', '2027-01-01'), ['sans-deliberation', 'vote-a-venir'])
  assert.deepEqual(codes('CP 2022-1', 'hier'), ['date-illisible', 'vote-a-venir'])
  assert.deepEqual(codes('CP 2022-1', '2025-07-06'), ['vote-hors-exercice'])
})
