import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CHAMPS, type CodeChamp, type Declaration, type Formation } from '#campagnes/formation.ts'
import type { CleDepartage, Coupure, Grille } from '#campagnes/reglement.ts'
import { classer } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import { noter } from '#majoration/notation.ts'
import { borner, noterProfil, profiler } from '#majoration/profils.ts'
import { eprouver } from '#majoration/sensibilite.ts'

const proportionnelle = (champ: CodeChamp, part: number, a: number) =>
  ({ champ, part, echelle: { type: 'proportionnelle', de: 0, a } }) as const
const GRILLE: Grille = {
  indicatif: true,
  criteres: [
    {
      code: 'publics',
      libelle: '',
      poids: 2000,
      composantes: [proportionnelle('partFemmes', 60, 7), proportionnelle('partPremiersNiveaux', 40, 9)],
    },
    {
      code: 'financement',
      libelle: '',
      poids: 1300,
      composantes: [proportionnelle('besoinFinancement', 100, 11)],
    },
    {
      code: 'innovation',
      libelle: '',
      poids: 500,
      composantes: [{ champ: 'innovation', part: 100, echelle: { type: 'ouiNon' } }],
    },
  ],
}
const DEPARTAGE: CleDepartage[] = ['points:publics', 'contrats']

function formation(identifiant: string, contrats: number, valeurs: Partial<Declaration>): Formation {
  const zeros = Object.fromEntries(CHAMPS.map((champ) => [champ.code, 0])) as Declaration
  return {
    identifiant,
    organisme: 'CFA',
    intitule: '',
    niveau: 3,
    codeRncp: null,
    commune: '',
    departement: '75',
    filiere: '',
    contrats,
    environnementale: false,
    palier: 0,
    declaration: { ...zeros, ...valeurs },
  }
}

const classerAvec = (formations: Formation[], grille: Grille) =>
  classer(
    formations.map((f) => noter(f, grille)),
    DEPARTAGE,
  )

test('deux formations que les poids départagent, deux autres qu’ils ne changent pas', () => {
  // Innovation ± 50 % : de 2,50 à 7,50 points. « juste » gagne 5,00 par l’innovation, « femmes » 5,14 par son public
  // (3/7 de 12,00), « tout » a les deux, « rien » n’a rien. Deux places : « tout » toujours, « rien » jamais.
  const formations = [
    formation('tout', 10, { innovation: 1, partFemmes: 7 }),
    formation('femmes', 10, { partFemmes: 3 }),
    formation('juste', 10, { innovation: 1 }),
    formation('rien', 10, {}),
  ]
  const lignes = classerAvec(formations, GRILLE)
  assert.deepEqual(
    lignes.map((l) => [l.formation.identifiant, l.points]),
    [
      ['tout', 1700],
      ['femmes', 514],
      ['juste', 500],
      ['rien', 0],
    ],
  )
  const { sorts, essais } = eprouver(
    lignes,
    GRILLE,
    { mode: 'partFormations', part: '0.5' },
    { innovation: 0.5 },
  )
  assert.deepEqual(sorts, ['toujours', 'depend', 'depend', 'jamais'])
  assert(essais >= 2)
  assert.deepEqual(eprouver(lignes, GRILLE, { mode: 'partFormations', part: '0.5' }, {}).sorts, [
    'toujours',
    'toujours',
    'jamais',
    'jamais',
  ])
})

test('au seuil de points, chaque formation est jugée seule', () => {
  const lignes = classerAvec(
    [formation('a', 1, { innovation: 1 }), formation('b', 1, { partFemmes: 7 })],
    GRILLE,
  )
  // a : 5,00 points, de 2,50 à 7,50 ; b : 12,00 points, fixes.
  assert.deepEqual(eprouver(lignes, GRILLE, { mode: 'points', minimum: 400 }, { innovation: 0.5 }).sorts, [
    'toujours',
    'depend',
  ])
  assert.deepEqual(eprouver(lignes, GRILLE, { mode: 'points', minimum: 200 }, { innovation: 0.5 }).sorts, [
    'toujours',
    'toujours',
  ])
  assert.deepEqual(eprouver(lignes, GRILLE, { mode: 'points', minimum: 800 }, { innovation: 0.5 }).sorts, [
    'toujours',
    'jamais',
  ])
})

const coupures = fc.oneof(
  fc.nat(100).map((n): Coupure => ({ mode: 'partFormations', part: `${n}/100` })),
  fc.nat(100).map((n): Coupure => ({ mode: 'partContrats', part: `${n}/100` })),
  fc.nat(3800).map((minimum): Coupure => ({ mode: 'points', minimum })),
)
const valeurs = fc.record({
  partFemmes: fc.nat(8),
  partPremiersNiveaux: fc.nat(10),
  besoinFinancement: fc.nat(12),
  innovation: fc.nat(1),
})
const listes = fc
  .array(fc.tuple(fc.nat(30), valeurs), { minLength: 1, maxLength: 25 })
  .map((liste) => liste.map(([k, v], i) => formation(`F-${i}`, k, v)))

test('toujours : aucun jeu de poids de l’intervalle ne dément une preuve', () => {
  const tirages = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { minLength: 8, maxLength: 8 },
  )
  fc.assert(
    fc.property(
      listes,
      coupures,
      fc.double({ min: 0, max: 0.6, noNaN: true }),
      tirages,
      (formations, coupure, amplitude, poids) => {
        const amplitudes = { publics: amplitude, financement: amplitude, innovation: amplitude / 2 }
        const lignes = classerAvec(formations, GRILLE)
        const { sorts } = eprouver(lignes, GRILLE, coupure, amplitudes)
        const sortDe = new Map(lignes.map((l, i) => [l.formation.identifiant, sorts[i]]))
        const { basses, hautes } = borner(GRILLE, amplitudes)
        for (const tirage of poids) {
          const essai = {
            ...GRILLE,
            criteres: GRILLE.criteres.map((c, i) => ({
              ...c,
              poids: Math.round(basses[i]! + tirage[i]! * (hautes[i]! - basses[i]!)),
            })),
          }
          const ordre = classerAvec(formations, essai)
          const retenues = couper(
            ordre.map((l) => l.points),
            ordre.map((l) => l.formation.contrats),
            coupure,
          )
          ordre.forEach((ligne, rang) => {
            const sort = sortDe.get(ligne.formation.identifiant)
            assert.notEqual(sort, rang < retenues ? 'jamais' : 'toujours')
          })
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('toujours : le profil donne les mêmes points que la notation', () => {
  fc.assert(
    fc.property(listes, (formations) => {
      const notees = formations.map((f) => noter(f, GRILLE))
      const profils = profiler(notees, GRILLE)
      const poids = GRILLE.criteres.map((c) => c.poids)
      assert.deepEqual(
        notees.map((_, f) => noterProfil(profils, f, poids)),
        notees.map((n) => n.points),
      )
    }),
  )
})
