import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Formation } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { type Parametres, parametresDe, simuler } from '#majoration/simulation.ts'
import { type Base, lireSeuil, observerTerritoires, SEUIL_INDICATIF } from '#majoration/territoires.ts'
import { ecrireFraction, entier, type Fraction, fraction, plus, ZERO } from '#socle/fraction.ts'
import { ecrireMontant } from '#socle/francais.ts'
import { euros } from '#socle/montant.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'
import { formationEssai } from '../../test/formation.ts'
import { reglement2023 } from '../../test/tirage-2023.ts'

/** Three départements, eight formations-contracts of two bodies; the cut leaves the last of the ranking out. */
const FORMATIONS = [
  formationEssai({
    identifiant: 'f1',
    organisme: 'A',
    departement: '75',
    contrats: 1,
    environnementale: true,
  }),
  formationEssai({ identifiant: 'f2', organisme: 'A', departement: '93', contrats: 2, palier: 2 }),
  formationEssai({ identifiant: 'f3', organisme: 'A', departement: '93', contrats: 2 }),
  formationEssai({ identifiant: 'f4', organisme: 'B', departement: '77', contrats: 3 }),
]
const ENVELOPPE: Parametres = {
  ...parametresDe(reglement2023, euros(1000)),
  departage: [],
  coupure: { mode: 'partFormations', part: '0.75' },
  repartition: { ...reglement2023.repartition, plafond: null },
}

function observer(
  formations: readonly Formation[] = FORMATIONS,
  parametres = ENVELOPPE,
  base: Base = 'demandes',
  seuil: Fraction = SEUIL_INDICATIF,
) {
  const simulation = simuler(formations, parametres)
  assert(simulation.repartition.statut === 'accord')
  const repartition = simulation.repartition.valeur
  return { repartition, ...observerTerritoires({ parametres, simulation, repartition }, { base, seuil }) }
}

test('chaque département : ce qui est demandé, retenu, son montant, son écart', () => {
  // D = 1 000 €, 5 contrats retenus : M = 200 €, bonus 30 €, palier 2 40 €, b = 178 € : 208, 436 et 356 €.
  const { territoires, demande, retenu, montant } = observer()
  assert.deepEqual(
    territoires.map((t) => [
      ...[t.departement, t.demande.formations, t.demande.contrats, t.retenu.formations, t.retenu.contrats],
      ...[t.montant, ecrireFraction(t.partMontant), ecrireFraction(t.partContrats), ecrireFraction(t.ecart)],
      t.alerte,
    ]),
    [
      // 208/1000 contre 1/8 : 20,8 − 12,5 = 8,3 points ; 792/1000 contre 4/8 : 29,2 ; rien contre 3/8.
      ['75', 1, 1, 1, 1, euros(208), '26/125', '1/8', '83/10', 'au-dela'],
      ['77', 1, 3, 0, 0, 0, '0/1', '3/8', '-75/2', 'rien-de-retenu'],
      ['93', 2, 4, 2, 4, euros(792), '99/125', '1/2', '146/5', 'au-dela'],
    ],
  )
  assert.deepEqual(
    [demande, retenu],
    [
      { formations: 4, contrats: 8 },
      { formations: 3, contrats: 5 },
    ],
  )
  assert.equal(montant, euros(1000))
})

test('face aux contrats retenus, l’écart ne vient plus que des compléments', () => {
  const { territoires } = observer(FORMATIONS, ENVELOPPE, 'retenus', fraction(8, 10))
  // 20,8 − 20 et 79,2 − 80 : l’écart égal au seuil n’est pas au-delà.
  assert.deepEqual(
    territoires.map(({ departement, ecart, alerte }) => [departement, ecrireFraction(ecart), alerte]),
    [
      ['75', '4/5', null],
      ['77', '0/1', 'rien-de-retenu'],
      ['93', '-4/5', null],
    ],
  )
  const serre = observer(FORMATIONS, ENVELOPPE, 'retenus', fraction(79, 100)).territoires
  assert.deepEqual(
    serre.map(({ alerte }) => alerte),
    ['au-dela', 'rien-de-retenu', 'en-deca'],
  )
})

test('un seuil se lit en points, de 0 à 100', () => {
  assert.deepEqual(
    ['2', '0,5', 0.5, ' 100 ', '0'].map((saisie) => lireSeuil(saisie)),
    [entier(2), fraction(1, 2), fraction(1, 2), entier(100), ZERO],
  )
  assert.deepEqual(
    ['', 'deux', '-1', '100,1', undefined, '1e3'].map((saisie) => lireSeuil(saisie)),
    Array.from({ length: 6 }, () => undefined),
  )
})

test('les départements totalisent la répartition au centime et leurs écarts s’annulent, dans tout ordre', () => {
  const formation = fc.record({
    organisme: fc.constantFrom('A', 'B', 'C'),
    departement: fc.constantFrom('75', '77', '93', '2A'),
    contrats: fc.integer({ min: 1, max: 400 }),
    environnementale: fc.boolean(),
    palier: fc.constantFrom(0 as const, 1 as const, 2 as const),
  })
  fc.assert(
    fc.property(
      fc.array(formation, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1000, max: 3_000_000 }),
      fc.option(fc.integer({ min: 100, max: 900_000 }), { nil: null }),
      fc.constantFrom<Base>('demandes', 'retenus'),
      (tirees, dotation, plafond, base) => {
        const formations = tirees.map((f, i) => formationEssai({ identifiant: `f${i}`, ...f }))
        const parametres: Parametres = {
          ...ENVELOPPE,
          dotation: euros(dotation),
          repartition: { ...ENVELOPPE.repartition, plafond: plafond === null ? null : euros(plafond) },
        }
        const simulation = simuler(formations, parametres)
        fc.pre(simulation.repartition.statut === 'accord')
        const vue = observer(formations, parametres, base)
        const somme = (lire: (t: (typeof vue.territoires)[number]) => number) =>
          vue.territoires.reduce((total, t) => total + lire(t), 0)
        assert.equal(
          somme((t) => t.montant),
          vue.repartition.total,
        )
        assert.equal(
          somme((t) => t.retenu.contrats),
          vue.repartition.contrats,
        )
        assert.equal(
          somme((t) => t.demande.contrats),
          formations.reduce((total, { contrats }) => total + contrats, 0),
        )
        if (vue.montant > 0) {
          const ecarts = vue.territoires.map(({ ecart }) => ecart).reduce(plus, ZERO)
          assert.deepEqual(ecarts, ZERO)
        }
        assert.deepEqual(observer(formations.toReversed(), parametres, base).territoires, vue.territoires)
      },
    ),
    { numRuns: 150 },
  )
})

test('en 2023, les départements de la démonstration totalisent la dotation', () => {
  const reglement = JSON.parse(
    readFileSync(new URL('../../reglements/majoration-2023.json', import.meta.url), 'utf8'),
  ) as Reglement
  const { campagne, formations } = campagne2023(reglement)
  const vue = observer(formations, parametresDe(reglement, campagne.dotation))
  assert.equal(vue.montant, campagne.dotation)
  assert.equal(ecrireMontant(vue.montant).replace(/\s/g, ' '), '20 140 000 €')
  assert.deepEqual([vue.demande, vue.retenu.contrats], [{ formations: 1167, contrats: 39_723 }, 30_118])
  assert.equal(
    vue.territoires.reduce((total, { montant }) => total + montant, 0),
    2_014_000_000,
  )
})
