import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Campagne } from '#campagnes/campagne.ts'
import { comparerAnnees, cumuler } from '#majoration/annees.ts'
import { apparier } from '#majoration/annees-organismes.ts'
import { campagne2023, formations2023 } from '../../test/tirage-2023.ts'

const corps = (identifiant: string, nom: string, siret: string | null = null) => ({ identifiant, nom, siret })
const votee = (
  organismes: Campagne['organismes'],
  lignes: readonly (readonly [string, number, number, number])[],
): Campagne => ({
  ...{ ...campagne2023, organismes, exceptionnelles: [] },
  publication: lignes.map(([organisme, contrats, euros, exceptionnels]) => ({
    ...{ organisme, contrats, majoration: euros * 100, dontBonusVert: 0 },
    ...{ majorationExceptionnelle: exceptionnels * 100, majorationTotale: (euros + exceptionnels) * 100 },
  })),
})
const nue = (campagne: Campagne) => ({ campagne, formations: [] })

test('un organisme se retrouve par son SIRET, à défaut par son identifiant, à défaut par son nom', () => {
  const avant = votee(
    [
      corps('A', 'Arts', '11111111100011'),
      corps('B', 'Bâtiment'),
      corps('C', 'C.F.A. de l’Été'),
      corps('D', 'Danse', '22222222200022'),
    ],
    [
      ['A', 10, 1_000, 0],
      ['B', 20, 2_000, 500],
      ['C', 30, 3_000, 0],
      ['D', 40, 4_000, 0],
    ],
  )
  const apres = votee(
    [
      corps('11111111100011', 'Arts et métiers', '11111111100011'),
      corps('B', 'Bâtiment et travaux'),
      corps('X', 'CFA de l’ETE'),
      // The same identifier and name, another SIRET: another body.
      corps('D', 'Danse', '33333333300033'),
    ],
    [
      ['11111111100011', 11, 1_100, 0],
      ['B', 22, 2_400, 0],
      ['X', 30, 3_000, 0],
      ['D', 4, 400, 0],
    ],
  )
  const { lignes, avant: alors, apres: maintenant } = comparerAnnees(nue(avant), nue(apres))
  assert.deepEqual(
    lignes.map(({ nom, avant: a, apres: b }) => [nom, a && a.totale / 100, b && b.totale / 100]),
    [
      ['Arts et métiers', 1_000, 1_100],
      ['Bâtiment et travaux', 2_500, 2_400],
      ['CFA de l’ETE', 3_000, 3_000],
      ['Danse', null, 400],
      ['Danse', 4_000, null],
    ],
  )
  assert.equal(new Set(lignes.map(({ cle }) => cle)).size, 5)
  // 1 000 + 2 500 + 3 000 + 4 000, then 1 100 + 2 400 + 3 000 + 400.
  assert.deepEqual([alors.accorde.totale, maintenant.accorde.totale], [10_500_00, 6_900_00])
  assert.deepEqual([alors.accorde.exceptionnelle, maintenant.accorde.exceptionnelle], [500_00, 0])
})

test('deux organismes du même nom ne se confondent pas', () => {
  const anciens = [corps('A', 'CFA'), corps('B', 'CFA')]
  assert.deepEqual([...apparier(anciens, [corps('C', 'C F A')])], [])
})

test('2023 face à elle-même ne bouge pas ; sans vote, son règlement retrouve le total', () => {
  const lue = { campagne: campagne2023, formations: formations2023 }
  const { lignes, apres } = comparerAnnees(lue, lue)
  assert.equal(lignes.length, 71)
  assert(lignes.every((ligne) => ligne.avant?.totale === ligne.apres?.totale))
  assert.equal(apres.accorde.totale, 20_270_000_00)
  assert.equal(apres.accorde.contrats, 30_118)
  const calculee = comparerAnnees(lue, { ...lue, campagne: { ...campagne2023, publication: [] } })
  assert.deepEqual([calculee.avant.origine, calculee.apres.origine], ['vote', 'calcul'])
  assert.equal(calculee.apres.accorde.totale, 20_270_000_00)
})

test('la demande se compare par niveau, département et filière ; chaque partage fait le même total', () => {
  const [avant, apres] = [
    { campagne: campagne2023, formations: formations2023.slice(0, 40) },
    { campagne: campagne2023, formations: formations2023 },
  ]
  const { demandes, apres: maintenant } = comparerAnnees(avant, apres)
  assert.deepEqual(maintenant.demande, { formations: 93, contrats: 30_118 })
  for (const lignes of Object.values(demandes))
    assert.equal(
      lignes.reduce((somme, ligne) => somme + ligne.apres, 0),
      30_118,
    )
})

test('quels que soient les organismes, rien ne se perd d’une année ni de l’autre', () => {
  const liste = fc.uniqueArray(
    fc.record({
      identifiant: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      nom: fc.constantFrom('Un', 'UN', 'Deux'),
      siret: fc.constantFrom(null, '11111111100011', '22222222200022'),
    }),
    { selector: ({ identifiant }) => identifiant, maxLength: 5 },
  )
  fc.assert(
    fc.property(liste, liste, (anciens, nouveaux) => {
      const campagne = (organismes: typeof anciens) =>
        votee(
          organismes,
          organismes.map(({ identifiant }, i) => [identifiant, i + 1, (i + 1) * 10, 0] as const),
        )
      const { lignes, avant, apres } = comparerAnnees(nue(campagne(anciens)), nue(campagne(nouveaux)))
      assert.deepEqual(cumuler(lignes.flatMap((ligne) => ligne.avant ?? [])), avant.accorde)
      assert.deepEqual(cumuler(lignes.flatMap((ligne) => ligne.apres ?? [])), apres.accorde)
      assert.equal(lignes.filter((ligne) => ligne.avant).length, anciens.length)
      assert.equal(new Set(lignes.map(({ cle }) => cle)).size, lignes.length)
    }),
  )
})
