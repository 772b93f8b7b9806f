import assert from 'node:assert/strict'
import { test } from 'node:test'
import { abreger, assainir, prevoir } from '#memoire/archive.ts'
import { type CampagneMemoire, cumuler, type DemandeMemoire, dresserMemoire } from '#memoire/memoire.ts'

const demande = (changes: Partial<DemandeMemoire>): DemandeMemoire => ({
  ...{ id: 'd1', campagne: 'c1', numero: 3, etat: 'deposee', deposeeLe: '2026-03-01T10:00:00.000Z' },
  ...{ formations: 1, etapes: [], corrections: [], complements: [], messages: [], pieces: [], lettre: null },
  ...{ avis: [], levees: [] },
  ...changes,
})
const campagne = (changes: Partial<CampagneMemoire>) =>
  ({
    ...{ id: 'c1', libelle: 'Majoration été', exercice: 2026, etat: 'ouverte', fictif: false, mention: null },
    ...{ deliberation: null, vote: null, rapprochement: null },
    ...changes,
  }) as CampagneMemoire

test('les noms s’ouvrent partout : ni chemin, ni nom réservé, ni signe caché, l’extension gardée', () => {
  assert.equal(assainir('../../etc/passwd'), '_.._etc_passwd')
  assert.equal(assainir('C:\\rapport*.pdf'), 'C__rapport_.pdf')
  assert.equal(assainir('con.pdf'), '_con.pdf')
  assert.equal(assainir('re\u0301sume\u0301.pdf'), 'résumé.pdf')
  assert.equal(assainir('fdp\u202e.exe'), 'fdp_.exe')
  assert.equal(assainir('...'), 'document')
  assert.equal([...assainir(`${'é'.repeat(300)}.pdf`)].length, 100)
  assert.equal(abreger('Majoration des coûts-contrats — 2026 !'), 'majoration-des-couts-contrats-2026')
})

test('deux campagnes du même nom ont chacune leur dossier, deux pièces du même nom chacune leur rang', () => {
  const piece = { code: 'x', nom: 'a.pdf', type: 'application/pdf', taille: 1, sha256: '0'.repeat(64) }
  const pieces = ['p1', 'p2'].map((id) => ({ ...piece, id, deposeeLe: '2026-03-01T10:00:00.000Z' }))
  const memoire = dresserMemoire({
    ...{ siret: '00000002600013', nom: 'AFORPA', interne: true, titres: [], engagements: [] },
    campagnes: [campagne({}), campagne({ id: 'c2' })],
    demandes: [demande({ pieces }), demande({ id: 'd2', campagne: 'c2' })],
  })
  const noms = prevoir(memoire).map(({ nom }) => nom)
  assert.equal(new Set(noms).size, noms.length)
  assert.ok(noms.includes('2026-majoration-ete/demande-003/pieces/02-a.pdf'), noms.join('\n'))
  assert.ok(noms.includes('2026-majoration-ete-2/demande-003/recepisse.pdf'))
  assert.deepEqual(noms, noms.toSorted())
})

test('un engagement va à sa demande, un autre à part ; un mandat rejeté ne paie rien', () => {
  const engagement = {
    ...{ libelle: 'x', date: '2026-07-01', exercice: 2026, montant: 900, desengage: 100, indicatif: false },
  }
  const mandat = {
    ...{ engagement: 'e1', exercice: 2026, bordereau: 1, date: '2026-07-02', montant: 800, motifRejet: null },
    constateLe: '2026-07-03',
  }
  const memoire = dresserMemoire({
    ...{ siret: '00000002600013', nom: 'AFORPA', interne: true, titres: [] },
    campagnes: [campagne({})],
    demandes: [demande({})],
    engagements: [
      {
        ...engagement,
        ...{ id: 'e1', objet: 'demande:d1' },
        mandats: [
          { ...mandat, reference: 'a', etat: 'rejete' },
          { ...mandat, reference: 'b', etat: 'paye' },
        ],
      },
      { ...engagement, id: 'e2', objet: 'aea:2019', mandats: [] },
    ],
  })
  assert.deepEqual(
    memoire.autresEngagements.map(({ id }) => id),
    ['e2'],
  )
  assert.deepEqual(cumuler(memoire), { votees: 0, vote: 0, engage: 1_600, paye: 800, contrats: 0 })
})
