import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cellule } from '#campagnes/importation/cellule.ts'
import { COLONNES_PAR_CODE, type CodeColonne } from '#campagnes/importation/colonnes.ts'
import { DEPARTEMENTS, lireDepartement } from '#campagnes/importation/departements.ts'
import { lireCellule } from '#campagnes/importation/valeurs.ts'

const lire = (code: CodeColonne, cellule: Cellule) => {
  const { valeur, constat } = lireCellule(cellule, COLONNES_PAR_CODE.get(code)!)
  return constat ? (valeur === null ? constat.code : [valeur, constat.code]) : valeur
}

test('une cellule obligatoire vide est une erreur, jamais un zéro', () => {
  for (const vide of [null, '', '   ', '\u00a0'] as Cellule[]) {
    assert.equal(lire('contrats', vide), 'valeur_manquante')
    assert.equal(lire('environnementale', vide), 'valeur_manquante')
    assert.equal(lire('siret', vide), null)
    assert.equal(lire('codeRncp', vide), null)
  }
  assert.equal(lire('intitule', '\u200b'), 'valeur_manquante')
})

test('ce que le tableur a abîmé est nommé : date, formule en erreur, NaN', () => {
  assert.equal(lire('contrats', { date: '12/05/2023' }), 'date_inattendue')
  assert.equal(lire('intitule', { date: '12/05/2023' }), 'date_inattendue')
  for (const faute of ['#N/A', '#REF!', '#VALEUR!', '#DIV/0!', '#NOM?']) {
    assert.equal(lire('contrats', faute), 'formule_en_erreur', faute)
    assert.equal(lire('commune', { erreur: faute }), 'formule_en_erreur', faute)
  }
  for (const rien of ['NaN', 'nan', 'Infinity', '-inf', '∞', 'null', 'undefined'])
    assert.equal(lire('contrats', rien), 'pas_une_valeur', rien)
})

test('un texte qui commence comme une formule est refusé, même derrière une apostrophe', () => {
  for (const texte of ['=1+1', '+33', '-5', '@somme', "'=1+1", '\t=cmd', ' =HYPERLINK("http://x")'])
    assert.equal(lire('intitule', texte), 'texte_formule', texte)
  assert.equal(lire('identifiant', '=A1'), 'texte_formule')
  assert.equal(lire('intitule', 'BTS = 2 ans'), 'BTS = 2 ans')
})

test('un texte est gardé propre : espaces, invisibles, accents composés', () => {
  assert.equal(lire('intitule', '  BTS \u00a0 E\u0301lectro\u200btechnique\n '), 'BTS Électrotechnique')
  assert.equal(lire('identifiant', 12_345), '12345')
  assert.equal(lire('intitule', 'é'.repeat(300)), 'é'.repeat(300))
  assert.equal(lire('intitule', 'é'.repeat(301)), 'texte_trop_long')
})

test('un niveau va de 3 à 8 ; les anciens niveaux sont expliqués, jamais convertis', () => {
  for (const texte of ['5', 'niveau 5', 'Niv. 5', 'N5', '5,0', '5 (Bac+2)'])
    assert.equal(lire('niveau', texte), 5, texte)
  assert.equal(lire('niveau', 5), 5)
  for (const texte of ['2', '9', '0', '-5', 'Bac', '5.5'])
    assert.equal(lire('niveau', texte), 'niveau_inconnu', texte)
  assert.equal(lire('niveau', 'III'), 'niveau_ancien')
  assert.match(lireCellule('Niveau III', COLONNES_PAR_CODE.get('niveau')!).constat!.message, /sans doute 5/)
})

test('oui et non s’écrivent de plusieurs façons', () => {
  for (const cellule of ['oui', 'OUI', 'o', 'x', 'Vrai', '1', 1, true] as Cellule[])
    assert.equal(lire('innovation', cellule), 1, String(cellule))
  for (const cellule of ['non', 'N', 'faux', '0', 0, false] as Cellule[])
    assert.equal(lire('innovation', cellule), 0)
  for (const cellule of ['peut-être', '2', 'oui non', 0.5] as Cellule[])
    assert.equal(lire('innovation', cellule), 'oui_non_inconnu')
})

test('un palier s’écrit par son rang ou par son taux ; un palier inconnu est refusé', () => {
  for (const cellule of ['0', 'aucun', 'Palier 0', 0, '0 %'] as Cellule[])
    assert.equal(lire('palier', cellule), 0)
  for (const cellule of ['1', 'palier 1', '15', '15 %', '15,0\u202f%', { pourcentage: 0.15 }] as Cellule[])
    assert.equal(lire('palier', cellule), 1, JSON.stringify(cellule))
  for (const cellule of ['2', 'PALIER 2', 20, { pourcentage: 0.2 }] as Cellule[])
    assert.equal(lire('palier', cellule), 2)
  for (const cellule of ['3', '-1', '10 %', 'premier', 1.5, 0.15] as Cellule[])
    assert.equal(lire('palier', cellule), 'palier_inconnu', String(cellule))
})

test('un code RNCP prend sa forme ; un autre texte est gardé avec un avertissement', () => {
  for (const texte of ['RNCP38565', 'rncp 38565', '38565', 'RNCP-38565'])
    assert.equal(lire('codeRncp', texte), 'RNCP38565')
  assert.equal(lire('codeRncp', 38_565), 'RNCP38565')
  assert.deepEqual(lire('codeRncp', 'RS5801'), ['RS5801', 'rncp_inhabituel'])
  assert.equal(lire('codeRncp', '=RNCP'), 'rncp_invalide')
})

test('un département se lit par son code, son nom, ou les deux', () => {
  assert.equal(DEPARTEMENTS.size, 101)
  const attendus: [string, string | undefined][] = [
    ['75', '75'],
    ['1', '01'],
    ['2a', '2A'],
    ['971', '971'],
    ['75 - Paris', '75'],
    ['Paris (75)', '75'],
    ['PARIS', '75'],
    ['Seine-Saint-Denis', '93'],
    ['seine saint denis', '93'],
    ['Val-d’Oise', '95'],
    ["val d'oise", '95'],
    ['La Réunion', '974'],
    ['20', undefined],
    ['99', undefined],
    ['75008', undefined],
    ['Londres', undefined],
  ]
  for (const [texte, code] of attendus) assert.equal(lireDepartement(texte), code, texte)
  assert.equal(lire('departement', 75), '75')
  assert.equal(lire('departement', '75008'), 'departement_inconnu')
  assert.match(lireCellule('75008', COLONNES_PAR_CODE.get('departement')!).constat!.message, /code postal/)
})

test('chaque borne de la grille est tenue', () => {
  assert.equal(lire('prioriteFiliere', '3'), 3)
  assert.equal(lire('prioriteFiliere', '4'), 'trop_grand')
  assert.equal(lire('contrats', '-3'), 'negatif')
  assert.equal(lire('contrats', '100000'), 100_000)
  assert.equal(lire('contrats', '1e400'), 'pas_un_nombre')
})
