import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { calculerPoint, choisirEchantillons } from '#majoration/courbe.ts'
import { ecrireFraction } from '#socle/fraction.ts'

const ligne = (rang: number, contrats: number, cumulContrats: number, organisme: string): LigneClassee => ({
  formation: {
    identifiant: `F${rang}`,
    organisme,
    contrats,
    environnementale: false,
    palier: 0,
  } as Formation,
  points: 100 - rang,
  detail: [],
  rang,
  cumulContrats,
})

const lignes = [ligne(1, 10, 10, 'A'), ligne(2, 30, 40, 'B'), ligne(3, 0, 40, 'C'), ligne(4, 60, 100, 'A')]
const repartition = {
  tauxBonusVert: '15',
  tauxPalier1: '15',
  tauxPalier2: '20',
  plafond: 70_000,
  partBonusVertDuPlafond: '5',
}

test('les échantillons suivent les contrats et finissent par la liste entière', () => {
  assert.deepEqual(choisirEchantillons(lignes, 2), [4])
  assert.deepEqual(choisirEchantillons(lignes, 10), [1, 2, 4])
  assert.deepEqual(choisirEchantillons([], 10), [])
})

test('un point donne le forfait exact, les plafonnés, et rien quand le calcul est refusé', () => {
  // 1 000 € sur 40 contrats : 25 € chacun, personne au plafond de 700 € hors B (750 €) ; A reçoit alors 300 € pour 10.
  const point = calculerPoint(lignes, 2, { dotation: 100_000, repartition })
  assert.equal(ecrireFraction(point.forfait!), '30/1')
  assert.deepEqual([point.formations, point.contrats, point.organismes, point.plafonnes], [2, 40, 2, 1])
  assert.equal(calculerPoint(lignes, 0, { dotation: 100_000, repartition }).forfait, null)
})
