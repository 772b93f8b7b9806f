import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Reglement } from '#campagnes/reglement.ts'
import { champsDe, champsModifies, memeStructure, retablir } from '#majoration/brouillon/brouillon.ts'
import { ecrireAdresse, lireAdresse } from '#majoration/brouillon/brouillon-adresse.ts'
import {
  ecrireExact,
  ecrireFrancais,
  partEnPourcent,
  pourcentEnPart,
  simplifierNombre,
} from '#majoration/brouillon/brouillon-textes.ts'
import { verifierParametres } from '#majoration/scenario.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import { fraction } from '#socle/fraction.ts'

const fichier = new URL('../../../reglements/majoration-2023.json', import.meta.url)
const reglement = JSON.parse(readFileSync(fichier, 'utf8')) as Reglement
const depart = parametresDe(reglement, 2_014_000_000)
const champs = champsDe(depart)

const champ = (cle: string) => champs.find((c) => c.cle === cle)!
const ecrire = (cle: string, saisie: string, parametres: Parametres = depart): Parametres => {
  const decision = champ(cle).ecrire(parametres, saisie)
  assert(decision.statut === 'accord', `« ${saisie} » refusé pour ${cle}`)
  return decision.valeur
}
const refuse = (cle: string, saisie: string) => {
  const decision = champ(cle).ecrire(depart, saisie)
  assert(decision.statut === 'refus', `« ${saisie} » accepté pour ${cle}`)
  return decision.motifs[0]!.code
}

test('les nombres saisis à la française sont lus exactement', () => {
  assert.equal(simplifierNombre(' 20\u202f140\u00a0000 € '), '20140000')
  assert.equal(ecrire('dotation', '21 000 000 €').dotation, 2_100_000_000)
  assert.equal(ecrire('poids.filiere', '12,5').grille.criteres[0]!.poids, 1_250)
  assert.equal(ecrire('bonusVert', '12,50 %').repartition.tauxBonusVert, '12.5')
  assert.equal(ecrire('plafond', 'Aucun').repartition.plafond, null)
  assert.equal(ecrire('plafond', '1 500 000').repartition.plafond, 150_000_000)
})

test('une saisie fausse est refusée avec un code stable', () => {
  for (const saisie of ['', 'vingt', '-1', '20 140 000,50', '1e6', 'NaN', '20.140.000']) {
    assert.equal(refuse('dotation', saisie), 'dotation_invalide')
  }
  assert.equal(refuse('bonusVert', '100,1'), 'taux_invalide')
  assert.equal(refuse('poids.filiere', '12,345'), 'poids_invalide')
  assert.equal(refuse('poids.filiere', '100,01'), 'poids_invalide')
  assert.equal(refuse('coupure', 'formations 101'), 'coupure_invalide')
  assert.equal(refuse('coupure', 'hasard 3'), 'coupure_invalide')
  assert.equal(refuse('departage', 'points:inconnu'), 'departage_inconnu')
  assert.equal(refuse('departage', 'contrats contrats'), 'departage_en_double')
})

test('la coupure se lit dans ses quatre modes', () => {
  assert.deepEqual(ecrire('coupure', 'points 55,5').coupure, { mode: 'points', minimum: 5_550 })
  assert.deepEqual(ecrire('coupure', 'formations 76').coupure, { mode: 'partFormations', part: '0.76' })
  assert.deepEqual(ecrire('coupure', 'contrats 900/1167').coupure, { mode: 'partContrats', part: '900/1167' })
  assert.deepEqual(ecrire('coupure', 'aucune').coupure, { mode: 'aucune' })
  assert.equal(champ('coupure').lire(depart), 'formations 76')
})

test('une échelle se lit dans l’unité de son champ, paliers triés', () => {
  const femmes = 'echelle.publics.partFemmes'
  assert.equal(champ(femmes).lire(depart), '0-50')
  assert.deepEqual(ecrire(femmes, '12,5-60').grille.criteres[2]!.composantes[2]!.echelle, {
    type: 'proportionnelle',
    de: 1_250,
    a: 6_000,
  })
  assert.equal(refuse(femmes, '40-40'), 'bornes_egales')
  assert.equal(refuse(femmes, '0-101'), 'borne_invalide')
  const filiere = 'echelle.filiere.prioriteFiliere'
  assert.equal(champ(filiere).lire(depart), '1-60 2-80 3-100')
  assert.equal(champ(filiere).lire(ecrire(filiere, '3-100 1-50')), '1-50 3-100')
  assert.equal(refuse(filiere, '1-50 1-60'), 'palier_en_double')
  assert.equal(refuse(filiere, '1-150'), 'part_invalide')
})

test('les parts d’un critère se changent ensemble : leur somme reste 100', () => {
  assert.equal(champ('parts.publics').lire(depart), '25-25-25-25')
  const change = ecrire('parts.publics', '10-20-30-40')
  assert.deepEqual(
    change.grille.criteres[2]!.composantes.map((c) => c.part),
    [10, 20, 30, 40],
  )
  assert.deepEqual(verifierParametres(change), [])
  assert.equal(memeStructure(depart, change), true)
  assert.equal(refuse('parts.publics', '25-25-25-20'), 'parts_invalides')
  assert.equal(refuse('parts.publics', '50-50'), 'part_invalide')
  assert.equal(refuse('parts.publics', '25-25-25-x'), 'part_invalide')
  assert.equal(
    champs.some((c) => c.cle === 'parts.filiere'),
    false,
  )
})

test('chaque champ accepte et garde sa propre écriture, et laisse des paramètres valables', () => {
  for (const c of champs) assert.deepEqual(ecrire(c.cle, c.lire(depart)), depart, c.cle)
  assert.deepEqual(verifierParametres(depart), [])
})

test('l’adresse ne porte que ce qui s’écarte du règlement, et se relit à l’identique', () => {
  assert.deepEqual(ecrireAdresse(champs, depart, depart), {})
  let modifies = ecrire('dotation', '21000000')
  modifies = ecrire('coupure', 'points 55,5', modifies)
  modifies = ecrire('poids.innovation', '7,25', modifies)
  modifies = ecrire('echelle.filiere.prioriteFiliere', '1-50 3-100', modifies)
  modifies = ecrire('departage', '', modifies)
  const adresse = ecrireAdresse(champs, depart, modifies)
  assert.deepEqual(adresse, {
    dotation: 21_000_000,
    coupure: 'points 55.5',
    'poids.innovation': 7.25,
    'echelle.filiere.prioriteFiliere': '1-50 3-100',
    departage: '',
  })
  assert.deepEqual(lireAdresse(champs, depart, adresse), { parametres: modifies, ignores: [] })
})

test('une adresse fausse garde le règlement et dit ce qu’elle ignore', () => {
  const { parametres, ignores } = lireAdresse(champs, depart, {
    plafond: 'beaucoup',
    bonusVert: 10,
    inconnu: 1,
  })
  assert.equal(parametres.repartition.plafond, 200_000_000)
  assert.equal(parametres.repartition.tauxBonusVert, '10')
  assert.deepEqual(
    ignores.map(({ cle }) => cle),
    ['plafond'],
  )
})

test('les paramètres modifiés se rétablissent un par un ou tous', () => {
  const modifies = ecrire('bonusVert', '10', ecrire('plafond', 'aucun'))
  assert.deepEqual(
    champsModifies(champs, depart, modifies).map(({ cle }) => cle),
    ['bonusVert', 'plafond'],
  )
  const sansPlafond = retablir([champ('bonusVert')], depart, modifies)
  assert.deepEqual(
    champsModifies(champs, depart, sansPlafond).map(({ cle }) => cle),
    ['plafond'],
  )
  assert.deepEqual(retablir(champs, depart, modifies), depart)
})

test('une grille aux autres critères n’a pas la même structure', () => {
  const [, ...criteres] = depart.grille.criteres
  assert.equal(memeStructure(depart, ecrire('poids.filiere', '3')), true)
  assert.equal(memeStructure(depart, { ...depart, grille: { ...depart.grille, criteres } }), false)
})

test('les écritures exactes : décimales finies, quotients gardés', () => {
  assert.equal(ecrireExact(fraction(1, 8)), '0.125')
  assert.equal(ecrireExact(fraction(900, 1167)), '300/389')
  assert.equal(ecrireExact(fraction(100)), '100')
  assert.equal(partEnPourcent('0.755'), '75.5')
  assert.equal(partEnPourcent('900/1167'), '900/1167')
  assert.equal(pourcentEnPart('75,5 %'), '0.755')
  assert.equal(pourcentEnPart('1167/900'), undefined)
  assert.equal(ecrireFrancais('20140000.5'), '20\u202f140\u202f000,5')
  assert.equal(ecrireFrancais('900/1167'), '900/1167')
})
