import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CHAMPS, type CodeChamp, type Declaration, type Formation } from '#campagnes/formation.ts'
import type { CleDepartage, Coupure, Grille } from '#campagnes/reglement.ts'
import { classer } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import { alleger, avecPoids, estRetenue, situer } from '#majoration/exemple.ts'
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

test('toujours : un témoin fait vraiment passer la ligne, départage compris', () => {
  fc.assert(
    fc.property(listes, coupures, fc.double({ min: 0, max: 1, noNaN: true }), (formations, coupure, a) => {
      const amplitudes = { publics: a, financement: a, innovation: a }
      const lignes = classerAvec(formations, GRILLE)
      const compter = (ordre: typeof lignes) =>
        couper(
          ordre.map((l) => l.points),
          ordre.map((l) => l.formation.contrats),
          coupure,
        )
      const retenues = compter(lignes)
      const { sorts, temoins } = eprouver(lignes, GRILLE, coupure, amplitudes)
      const { basses, hautes } = borner(GRILLE, amplitudes)
      for (const [f, poids] of temoins.entries()) {
        assert.equal(poids !== null, sorts[f] === 'depend')
        if (!poids) continue
        assert(poids.every((p, c) => p >= basses[c]! && p <= hautes[c]!))
        const criteres = GRILLE.criteres.map((critere, c) => ({ ...critere, poids: poids[c]! }))
        const ordre = classerAvec(formations, { ...GRILLE, criteres })
        const rang = ordre.findIndex((l) => l.formation === lignes[f]!.formation)
        assert.notEqual(rang < compter(ordre), f < retenues)
      }
    }),
    { numRuns: 200 },
  )
})

test('à un minimum de points, rien ne reste indéterminé', () => {
  fc.assert(
    fc.property(
      listes,
      fc.nat(3800),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (formations, minimum, a) => {
        const { sorts } = eprouver(
          classerAvec(formations, GRILLE),
          GRILLE,
          { mode: 'points', minimum },
          { publics: a, financement: a, innovation: a },
        )
        assert(!sorts.includes('indetermine'))
      },
    ),
  )
})

test('le témoin le plus simple est donné : ici un seul poids suffit', () => {
  const formations = [formation('femmes', 10, { partFemmes: 3 }), formation('juste', 10, { innovation: 1 })]
  const { sorts, temoins } = eprouver(
    classerAvec(formations, GRILLE),
    GRILLE,
    { mode: 'partFormations', part: '0.5' },
    { publics: 0.5, innovation: 0.5 },
  )
  assert.deepEqual(sorts, ['depend', 'depend'])
  // 5,14 points par le public, 5,00 par l’innovation : 10 points de public au lieu de 20 renversent l’ordre.
  assert.deepEqual([...temoins[0]!], [1000, 1300, 500])
})

test('sans amplitude, le classement est sa propre preuve, ex æquo compris', () => {
  const formations = [formation('b', 10, { innovation: 1 }), formation('a', 10, { besoinFinancement: 11 })]
  const grille = {
    ...GRILLE,
    criteres: GRILLE.criteres.map((c) => (c.code === 'financement' ? { ...c, poids: 500 } : c)),
  }
  const { sorts, essais } = eprouver(
    classerAvec(formations, grille),
    grille,
    { mode: 'partFormations', part: '0.5' },
    {},
  )
  assert.deepEqual([sorts, essais], [['toujours', 'jamais'], 0])
})

test('deux rivales qui ne passent jamais ensemble : la preuve se fait par morceaux', () => {
  // Besoin de financement w, de 6,50 à 19,50 points, deux places. « gros » = w passe devant « sûre » = 6/11 w + 5,00
  // quand w > 11 ; « fixe » = 10,29 passe devant quand w < 9,70. Jamais les deux : « sûre » tient toujours.
  const formations = [
    formation('gros', 10, { besoinFinancement: 11 }),
    formation('sûre', 10, { besoinFinancement: 6, innovation: 1 }),
    formation('fixe', 10, { partFemmes: 6 }),
  ]
  const lignes = classerAvec(formations, GRILLE)
  assert.deepEqual(
    lignes.map((l) => [l.formation.identifiant, l.points]),
    [
      ['gros', 1300],
      ['sûre', 1209],
      ['fixe', 1029],
    ],
  )
  const { sorts } = eprouver(lignes, GRILLE, { mode: 'partFormations', part: '2/3' }, { financement: 0.5 })
  assert.deepEqual(sorts, ['depend', 'toujours', 'depend'])
})

test('un exemple s’allège : seuls restent les poids qui comptent', () => {
  const formations = [formation('femmes', 10, { partFemmes: 3 }), formation('juste', 10, { innovation: 1 })]
  const parametres = {
    dotation: 0,
    grille: GRILLE,
    departage: DEPARTAGE,
    coupure: { mode: 'partFormations', part: '0.5' },
    repartition: {
      tauxBonusVert: '0',
      tauxPalier1: '0',
      tauxPalier2: '0',
      plafond: null,
      partBonusVertDuPlafond: '0',
    },
  } as const
  // 5,14 contre 5,00 : baisser le public ou monter l’innovation suffit, le besoin de financement n’y fait rien.
  const exemple = Float64Array.of(1000, 650, 750)
  assert.deepEqual([...alleger(formations, parametres, exemple, 'femmes')], [1000, 1300, 500])
  assert.equal(estRetenue(situer(formations, parametres, 'femmes')), true)
  const alleges = avecPoids(parametres, Float64Array.of(1000, 1300, 500))
  assert.equal(estRetenue(situer(formations, alleges, 'femmes')), false)
  assert.throws(() => situer(formations, parametres, 'absente'), RangeError)
})
