import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Anomalie, compterAnomalies, Regroupement } from '#campagnes/importation/anomalies.ts'
import {
  type Importation,
  motifsContreApplication,
  motifsContreDemande,
} from '#campagnes/importation/importation.ts'

const PRET: Importation = {
  id: 'i',
  nom: 'candidatures.csv',
  taille: 10,
  etat: 'pret',
  progression: 1000,
  lecture: 'Fichier CSV',
  lignesLues: 3,
  erreurs: 0,
  avertissements: 2,
  colonnes: [],
  groupes: [],
  motif: null,
  campagne: null,
  creeLe: '2026-01-01T00:00:00.000Z',
}
const anomalie = (
  gravite: Anomalie['gravite'],
  code: string,
  ligne: number,
  colonne: string | null,
): Anomalie => ({
  gravite,
  ligne,
  colonne,
  champ: null,
  valeur: null,
  code,
  message: `message de ${code}.`,
  attendu: null,
})
const contre = (importation: Partial<Importation>) =>
  motifsContreApplication({ ...PRET, ...importation }).map(({ code }) => code)

test('un import prêt, sans erreur et avec des lignes, peut devenir une campagne', () => {
  assert.deepEqual(contre({}), [])
  assert.deepEqual(contre({ lignesLues: 0 }), ['aucune_ligne'])
  assert.deepEqual(contre({ etat: 'en_lecture' }), ['import_en_lecture'])
  assert.deepEqual(contre({ etat: 'recu' }), ['import_en_lecture'])
  assert.deepEqual(contre({ etat: 'abandonne' }), ['import_abandonne'])
  assert.deepEqual(contre({ etat: 'refuse', motif: { code: 'format_pdf', message: 'PDF' } }), ['format_pdf'])
})

test('les erreurs refusent l’import, une raison par colonne et par cause, avec ses chiffres', () => {
  const groupes = new Regroupement()
  for (let i = 0; i < 1_200; i++) groupes.ajouter(anomalie('erreur', 'negatif', i + 12, 'Contrats'))
  groupes.ajouter(anomalie('erreur', 'ligne_de_total', 40, null))
  groupes.ajouter(anomalie('avertissement', 'aucun_contrat', 5, 'Contrats'))
  const motifs = motifsContreApplication({ ...PRET, erreurs: 1_201, groupes: groupes.lister() })
  assert.deepEqual(
    motifs.map(({ message }) => message),
    [
      'Colonne « Contrats », 1\u202f200\u00a0lignes, la première est la 12 : message de negatif.',
      'Lignes entières, ligne 40 : message de ligne_de_total.',
    ],
  )
  assert.deepEqual(motifs[0]?.chiffres, { nombre: 1_200, premiereLigne: 12, colonne: 'Contrats' })
})

test('les groupes vont des erreurs aux avertissements, du plus nombreux au moins nombreux', () => {
  const groupes = new Regroupement()
  const liste = [
    anomalie('avertissement', 'a', 1, 'X'),
    anomalie('avertissement', 'a', 2, 'X'),
    anomalie('erreur', 'b', 3, 'X'),
    anomalie('erreur', 'c', 4, 'Y'),
    anomalie('erreur', 'c', 5, 'Y'),
    anomalie('erreur', 'c', 6, 'Z'),
  ]
  for (const une of liste) groupes.ajouter(une)
  assert.deepEqual(
    groupes
      .lister()
      .map(({ code, colonne, nombre, premiereLigne }) => [code, colonne, nombre, premiereLigne]),
    [
      ['c', 'Y', 2, 4],
      ['b', 'X', 1, 3],
      ['c', 'Z', 1, 6],
      ['a', 'X', 2, 1],
    ],
  )
  assert.deepEqual(compterAnomalies(liste), { erreurs: 4, avertissements: 2 })
})

test('un libellé vide et une dotation impossible sont refusés ensemble', () => {
  const codes = (libelle: string, dotation: number) =>
    motifsContreDemande({ libelle, reglement: 'r', dotation }).map(({ code }) => code)
  assert.deepEqual(codes('Campagne', 2_014_000_000), [])
  assert.deepEqual(codes('  ', 0), ['libelle_vide', 'dotation_invalide'])
  assert.deepEqual(codes('C', -100), ['dotation_invalide'])
  assert.deepEqual(codes('C', 150), ['dotation_en_centimes'])
  assert.deepEqual(codes('C', 100.5), ['dotation_invalide'])
  assert.deepEqual(codes('C', 2 ** 60), ['dotation_invalide'])
})
