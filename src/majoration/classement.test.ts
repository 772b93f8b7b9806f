import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Declaration } from '#campagnes/formation.ts'
import type { Coupure, Grille } from '#campagnes/reglement.ts'
import { classer, ordonner } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import { noter } from '#majoration/notation.ts'
import { formationEssai } from '../../test/formation.ts'

const formation = (identifiant: string, contrats = 10, declaration: Partial<Declaration> = {}) =>
  formationEssai({ identifiant, contrats, declaration })

const GRILLE: Grille = {
  indicatif: true,
  criteres: [
    {
      code: 'filiere',
      libelle: 'Filière',
      poids: 2000,
      composantes: [
        {
          champ: 'prioriteFiliere',
          part: 100,
          echelle: {
            type: 'paliers',
            paliers: [
              { des: 1, part: 60 },
              { des: 3, part: 100 },
            ],
          },
        },
      ],
    },
    {
      code: 'publics',
      libelle: 'Publics',
      poids: 1000,
      composantes: [
        { champ: 'partFemmes', part: 50, echelle: { type: 'proportionnelle', de: 0, a: 6000 } },
        { champ: 'innovation', part: 50, echelle: { type: 'ouiNon' } },
      ],
    },
    {
      code: 'activite',
      libelle: 'Activité',
      poids: 700,
      composantes: [
        { champ: 'effectifOrganisme', part: 100, echelle: { type: 'proportionnelle', de: 900, a: 200 } },
      ],
    },
  ],
}

test('chaque échelle donne ses points, au centième, avec le détail', () => {
  // Filière 2 → palier « dès 1 » : 60 % de 20 = 12,00. Femmes 20 % sur 60 : un tiers de 5 = 1,666… → 1,67.
  // Innovation oui : 5,00. Effectif 550, de 900 vers 200 : la moitié de 7 = 3,50.
  const notee = noter(
    formation('F', 10, { prioriteFiliere: 2, partFemmes: 2000, innovation: 1, effectifOrganisme: 550 }),
    GRILLE,
  )
  assert.deepEqual(
    notee.detail.map((d) => [d.critere, d.champ, d.valeur, d.points, d.poids]),
    [
      ['filiere', 'prioriteFiliere', 2, 1200, 2000],
      ['publics', 'partFemmes', 2000, 167, 500],
      ['publics', 'innovation', 1, 500, 500],
      ['activite', 'effectifOrganisme', 550, 350, 700],
    ],
  )
  assert.equal(notee.points, 2217)
})

test('un palier s’atteint à sa borne', () => {
  const points = (prioriteFiliere: number) =>
    noter(formation('F', 1, { prioriteFiliere, effectifOrganisme: 900 }), GRILLE).points
  assert.deepEqual([0, 1, 2, 3].map(points), [0, 1200, 1200, 2000])
})

test('hors des bornes une échelle proportionnelle donne zéro ou tout', () => {
  const points = (effectifOrganisme: number) => noter(formation('F', 1, { effectifOrganisme }), GRILLE).points
  assert.equal(points(5000), 0)
  assert.equal(points(900), 0)
  assert.equal(points(200), 700)
  assert.equal(points(0), 700)
})

test('l’ordre est total : points, puis départage déclaré, puis identifiant', () => {
  const notees = [
    formation('f-3', 5, { innovation: 1 }),
    formation('f-1', 8, { partFemmes: 6000 }),
    formation('f-2', 8, { innovation: 1 }),
    formation('f-0', 99),
    formation('F-9', 8, { innovation: 1 }),
  ].map((f) => noter(f, GRILLE))
  const ordre = classer(notees, ['points:filiere', 'contrats'])
  assert.deepEqual(
    ordre.map((l) => [l.rang, l.formation.identifiant, l.cumulContrats]),
    [
      [1, 'F-9', 8],
      [2, 'f-1', 16],
      [3, 'f-2', 24],
      [4, 'f-3', 29],
      [5, 'f-0', 128],
    ],
  )
})

test('toujours : mélanger les formations ne change pas le classement', () => {
  const formations = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), k: fc.nat(60), f: fc.nat(3), i: fc.nat(1) }),
    { selector: (x) => x.id, maxLength: 40 },
  )
  fc.assert(
    fc.property(
      formations,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (liste, hasard) => {
        const notees = liste.map((x) =>
          noter(formation(x.id, x.k, { prioriteFiliere: x.f, innovation: x.i }), GRILLE),
        )
        const melange = notees
          .map((n) => ({ n, cle: hasard.next().value as number }))
          .sort((a, b) => a.cle - b.cle)
          .map(({ n }) => n)
        const rangs = (n: typeof notees) => classer(n, ['contrats']).map((l) => l.formation.identifiant)
        assert.deepEqual(rangs(melange), rangs(notees))
      },
    ),
  )
})

test('toujours : le tri rapide donne le même ordre que le tri par comparaison', () => {
  const points = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer()), { maxLength: 80 })
  fc.assert(
    fc.property(points, (p) => {
      const attendu = p.map((_, i) => i).sort((i, j) => p[j]! - p[i]! || j - i)
      assert.deepEqual([...ordonner(Float64Array.from(p), (i, j) => j - i)], attendu)
    }),
  )
  // Trop de points pour tenir avec la place dans un double : la comparaison prend le relais, sans perdre une unité.
  const grands = [2 ** 52, 2 ** 52 + 1, 0, 2 ** 52, 1]
  assert.deepEqual([...ordonner(Float64Array.from(grands), (i, j) => i - j)], [1, 0, 3, 4, 2])
})

test('à égalité de points, l’ordre des identifiants est celui des points de code', () => {
  // U+FFEE vient avant U+1F600, que JavaScript écrit en deux unités plus petites.
  const notees = ['\u{1f600}', '\uffee', 'z'].map((id) => noter(formation(id), GRILLE))
  assert.deepEqual(
    classer(notees, []).map((l) => l.formation.identifiant),
    ['z', '\uffee', '\u{1f600}'],
  )
})

const couperA = (coupure: Coupure) => couper([900, 700, 700, 500, 100], [10, 20, 30, 25, 15], coupure)

test('les trois coupures, aux bornes exactes', () => {
  assert.equal(couperA({ mode: 'aucune' }), 5)
  assert.equal(couperA({ mode: 'points', minimum: 700 }), 3)
  assert.equal(couperA({ mode: 'points', minimum: 701 }), 1)
  assert.equal(couperA({ mode: 'points', minimum: 901 }), 0)
  assert.equal(couperA({ mode: 'partFormations', part: '0.6' }), 3)
  assert.equal(couperA({ mode: 'partFormations', part: '0,59999999999999999999' }), 2)
  assert.equal(couperA({ mode: 'partFormations', part: '4/5' }), 4)
  assert.equal(couperA({ mode: 'partContrats', part: '0.6' }), 3) // 60 contrats sur 100
  assert.equal(couperA({ mode: 'partContrats', part: '0.59' }), 2)
  assert.equal(couperA({ mode: 'partContrats', part: '0' }), 0)
  assert.equal(couperA({ mode: 'partContrats', part: '1' }), 5)
  // ⌊0,76 × 1 167⌋ = 886, la campagne 2023.
  const campagne = new Array(1167).fill(1)
  assert.equal(couper(campagne, campagne, { mode: 'partFormations', part: '0.76' }), 886)
})
