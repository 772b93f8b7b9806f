import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParametresRepartition } from '#campagnes/reglement.ts'
import { expliquerFormation } from '#majoration/explication-formation.ts'
import { repartir } from '#majoration/repartition.ts'
import { ventiler } from '#majoration/ventilation.ts'
import { euros } from '#socle/montant.ts'
import { formationEssai } from '../../test/formation.ts'
import { reglement2023 } from '../../test/tirage-2023.ts'

/** D = 1 000 €, 5 contracts: M = 200 €. Bonus 30 €, tier 2: 40 € a contract. b = (1 000 − 30 − 80) / 5 = 178 €. */
const FORMATIONS = [
  formationEssai({ identifiant: 'f1', organisme: 'A', contrats: 1, environnementale: true }),
  formationEssai({ identifiant: 'f2', organisme: 'A', contrats: 2, palier: 2 }),
  formationEssai({ identifiant: 'f3', organisme: 'A', contrats: 2 }),
]
const A = { identifiant: 'A', contrats: 5, contratsVerts: 1, contratsPalier1: 0, contratsPalier2: 2 }
const LIBRE: ParametresRepartition = { ...reglement2023.repartition, plafond: null }
const PLAFONNEE: ParametresRepartition = { ...LIBRE, plafond: euros(700) }

function ventilerA(parametres: ParametresRepartition, dotation = euros(1000)) {
  const decision = repartir(dotation, [A], parametres)
  assert(decision.statut === 'accord')
  const part = decision.valeur.parts[0]!
  return {
    repartition: decision.valeur,
    part,
    lignes: ventiler(decision.valeur, part, FORMATIONS, parametres),
  }
}
const montants = (parametres: ParametresRepartition, dotation?: number) =>
  ventilerA(parametres, dotation).lignes.map(({ majoration }) => majoration / 100)

test('la majoration d’un organisme se ventile entre ses formations sans perdre un euro', () => {
  assert.deepEqual(montants(LIBRE), [208, 436, 356])
})

test('au plafond, chaque formation est réduite dans la même proportion', () => {
  // 7/10 de chacune : 145,6 ; 305,2 ; 249,2. L’euro restant va au plus fort reste.
  assert.deepEqual(montants(PLAFONNEE), [146, 305, 249])
  assert.equal(ventilerA(PLAFONNEE).repartition.reliquat, euros(300))
})

test('une dotation nulle se ventile en zéros', () => {
  assert.deepEqual(montants(LIBRE, 0), [0, 0, 0])
})

function rediger(parametres: ParametresRepartition, rang: number) {
  const { repartition, part, lignes } = ventilerA(parametres)
  return expliquerFormation(repartition, part, lignes[rang]!, parametres, reglement2023.references).map(
    ({ titre, calcul, resultat, arrondi }) =>
      [titre, calcul, resultat, arrondi].join(' | ').replaceAll(/[\u202f\u00a0]/g, ' '),
  )
}

test('la part d’une formation s’explique avec ses seuls contrats, bonus et palier', () => {
  assert.deepEqual(rediger(LIBRE, 0), [
    'Montant moyen par contrat | 1 000 € de dotation ÷ 5 contrats retenus | 200 € | ',
    'Forfait de base | 178 € × 1 contrat | 178 € | ',
    'Bonus vert | 15 % × 200 € × 1 contrat | 30 € | ',
    'Montant exact | somme des 2 termes qui précèdent | 208 € | ',
    'Part de la formation | part de la majoration de l’organisme (1 000 €), en proportion des montants exacts | 208 € | en euros entiers, au plus fort reste entre les formations de l’organisme',
  ])
  assert.deepEqual(rediger(LIBRE, 1).slice(1, 4), [
    'Forfait de base | 178 € × 2 contrats | 356 € | ',
    'Complément de périmètre financier, palier 2 | 20 % × 200 € × 2 contrats | 80 € | ',
    'Montant exact | somme des 2 termes qui précèdent | 436 € | ',
  ])
})

test('au plafond, l’explication dit la proportion retenue', () => {
  assert.equal(
    rediger(PLAFONNEE, 2).at(-1),
    'Part de la formation | montant exact × plafond de l’organisme (700 €) ÷ son montant exact (1 000 €) | 249 € | en euros entiers, au plus fort reste entre les formations de l’organisme',
  )
})
