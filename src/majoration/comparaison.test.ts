import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Formation } from '#campagnes/formation.ts'
import { type Cote, comparer } from '#majoration/comparaison.ts'
import { listerEcarts } from '#majoration/ecarts.ts'
import { type Parametres, simuler } from '#majoration/simulation.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import { euros } from '#socle/montant.ts'
import { formationEssai } from '../../test/formation.ts'

const formation = (
  identifiant: string,
  organisme: string,
  contrats: number,
  innovation: number,
  departement = '75',
  niveau = 3,
): Formation =>
  formationEssai({
    identifiant,
    organisme,
    niveau,
    departement,
    filiere: departement === '75' ? 'Bâtiment' : 'Mode',
    contrats,
    declaration: { innovation },
  })

const PARAMETRES: Parametres = {
  dotation: euros(1000),
  grille: {
    indicatif: true,
    criteres: [
      {
        code: 'innovation',
        libelle: 'Innovation',
        poids: 1000,
        composantes: [{ champ: 'innovation', part: 100, echelle: { type: 'proportionnelle', de: 0, a: 10 } }],
      },
    ],
  },
  departage: [],
  coupure: { mode: 'points', minimum: 300 },
  repartition: {
    tauxBonusVert: '15',
    tauxPalier1: '15',
    tauxPalier2: '20',
    plafond: null,
    partBonusVertDuPlafond: '5',
  },
}
const FORMATIONS = [
  formation('f1', 'A', 3, 9),
  formation('f2', 'B', 2, 5, '93', 5),
  formation('f3', 'C', 5, 2, '93'),
]

function cote(parametres: Parametres, formations = FORMATIONS): Cote {
  const simulation = simuler(formations, parametres)
  assert(simulation.repartition.statut === 'accord')
  return { parametres, simulation, repartition: simulation.repartition.valeur }
}

test('abaisser la ligne fait entrer une formation et son organisme, et déplace l’argent', () => {
  // Avant : f1 et f2, 5 contrats, 200 € chacun : A 600, B 400. Après : 10 contrats, 100 € : A 300, B 200, C 500.
  const c = comparer(cote(PARAMETRES), cote({ ...PARAMETRES, coupure: { mode: 'points', minimum: 100 } }))
  assert.equal(ecrireFraction(c.avant.forfaitDeBase!), '200/1')
  assert.equal(ecrireFraction(c.apres.forfaitDeBase!), '100/1')
  assert.deepEqual(
    [c.avant.formations, c.apres.formations, c.avant.contrats, c.apres.contrats],
    [2, 3, 5, 10],
  )
  assert.deepEqual(
    c.franchissement.formationsEntrantes.map((f) => f.identifiant),
    ['f3'],
  )
  assert.deepEqual(c.franchissement.formationsSortantes, [])
  assert.deepEqual(c.franchissement.organismesEntrants, ['C'])
  assert.deepEqual(c.franchissement.organismesSortants, [])
  assert.deepEqual(
    c.parOrganisme.map((l) => [l.cle, l.avant.montant, l.apres.montant, l.ecart]),
    [
      ['A', euros(600), euros(300), euros(-300)],
      ['B', euros(400), euros(200), euros(-200)],
      ['C', 0, euros(500), euros(500)],
    ],
  )
  assert.deepEqual(
    c.parDepartement.map((l) => [l.cle, l.avant.montant, l.apres.montant]),
    [
      ['75', euros(600), euros(300)],
      ['93', euros(400), euros(700)],
    ],
  )
  assert.deepEqual(
    c.parNiveau.map((l) => [l.cle, l.apres.contrats]),
    [
      ['3', 8],
      ['5', 2],
    ],
  )
  assert.deepEqual(
    c.parFiliere.map((l) => [l.cle, l.ecart]),
    [
      ['Bâtiment', euros(-300)],
      ['Mode', euros(300)],
    ],
  )
})

test('dans l’autre sens, elles sortent', () => {
  const { franchissement } = comparer(cote({ ...PARAMETRES, coupure: { mode: 'aucune' } }), cote(PARAMETRES))
  assert.deepEqual(
    franchissement.formationsSortantes.map((f) => f.identifiant),
    ['f3'],
  )
  assert.deepEqual(franchissement.organismesSortants, ['C'])
})

test('la formation écartée d’un organisme retenu ne compte dans aucune mesure', () => {
  // A garde f1 (3 contrats), sa formation f4, dans l’Essonne, reste sous la ligne.
  const formations = [...FORMATIONS, formation('f4', 'A', 7, 1, '91')]
  const c = comparer(cote(PARAMETRES, formations), cote(PARAMETRES, formations))
  assert.deepEqual(
    c.parDepartement.map((l) => [l.cle, l.avant]),
    [
      ['75', { formations: 1, contrats: 3, montant: euros(600) }],
      ['93', { formations: 1, contrats: 2, montant: euros(400) }],
    ],
  )
})

test('les paramètres qui diffèrent sont nommés en français', () => {
  const autres: Parametres = {
    ...PARAMETRES,
    dotation: euros(2_000_000),
    departage: ['points:innovation', 'contrats'],
    coupure: { mode: 'partFormations', part: '0.755' },
    repartition: { ...PARAMETRES.repartition, tauxBonusVert: '12.5', plafond: euros(500) },
    grille: {
      ...PARAMETRES.grille,
      criteres: PARAMETRES.grille.criteres.map((c) => ({
        ...c,
        poids: 1250,
        composantes: [
          { champ: 'innovation', part: 60, echelle: { type: 'ouiNon' } },
          { champ: 'partFemmes', part: 40, echelle: { type: 'proportionnelle', de: 0, a: 4550 } },
        ],
      })),
    },
  }
  const ecarts = listerEcarts(PARAMETRES, autres).map(({ libelle, avant, apres }) =>
    `${libelle} : ${avant} → ${apres}`.replaceAll(/[\u202f\u00a0]/g, ' '),
  )
  assert.deepEqual(ecarts, [
    'Dotation : 1 000 € → 2 000 000 €',
    'Coupure : 3,00 points au moins → 75,5 % des formations',
    'Bonus vert : 15 % → 12,5 %',
    'Plafond : aucun → 500 €',
    'Ordre du classement : points décroissants, puis identifiant → points décroissants, puis points « Innovation » décroissants, puis contrats décroissants, puis identifiant',
    'Poids « Innovation » : 10,00 points → 12,50 points',
    'Part « Formation innovante » dans son critère : 100 % → 60 %',
    'Échelle « Formation innovante » : de non à oui → oui ou non',
    'Part « Part des femmes » dans son critère : — → 40 %',
    'Échelle « Part des femmes » : — → de 0 % à 45,5 %',
  ])
  assert.deepEqual(listerEcarts(PARAMETRES, PARAMETRES), [])
})
