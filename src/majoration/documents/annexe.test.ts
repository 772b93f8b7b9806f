import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Annexe, comparerNoms, dresserAnnexe } from '#majoration/documents/annexe.ts'
import { simuler } from '#majoration/simulation.ts'
import { comparerTextes } from '#socle/ordre.ts'
import { campagne2023, formations2023, parametres2023, tirer } from '../../../test/tirage-2023.ts'

function dresser(changes: Parameters<typeof tirer>[0] = {}): Annexe {
  const { campagne, simulation } = tirer(changes)
  const annexe = dresserAnnexe(campagne, simulation)
  assert(annexe.statut === 'accord')
  return annexe.valeur
}

const ligne = (annexe: Annexe, nom: string) => annexe.lignes.find((l) => l.nom.startsWith(nom))!

test('l’annexe 2023 redonne les lignes publiées et leurs totaux', () => {
  const annexe = dresser()
  assert.equal(annexe.lignes.length, 71)
  const adip = ligne(annexe, 'ADIP')
  assert.deepEqual(
    [adip.majoration, adip.dontBonusVert, adip.totale, adip.contrats],
    [1_595_300, 0, 1_595_300, 25],
  )
  const cma = ligne(annexe, 'CMA REGION IDF')
  assert.deepEqual([cma.majoration, cma.dontBonusVert, cma.plafonne], [200_000_000, 10_000_000, true])
  const aftral = ligne(annexe, 'AFTRAL')
  assert.deepEqual(
    [aftral.majoration, aftral.exceptionnelle, aftral.totale],
    [13_882_200, 13_000_000, 26_882_200],
  )
  const { majoration, exceptionnelle, totale, contrats } = annexe.totaux
  assert.deepEqual(
    [majoration, exceptionnelle, totale, contrats],
    [2_014_000_000, 13_000_000, 2_027_000_000, 30_118],
  )
})

test('deux lignes seulement diffèrent d’un euro du tableau publié, les totaux sont égaux', () => {
  const annexe = dresser()
  const ecarts = annexe.lignes.filter((l) => l.ecart !== 0).map((l) => [l.nom, l.ecart])
  assert.deepEqual(ecarts, [
    ["CAMPUS FONDERIE DE L'IMAGE", -100],
    ['INSTITUT NATIONAL DU CYCLE ET MOTOCYCLE', 100],
  ])
  assert.deepEqual(annexe.totauxPublies?.totale, annexe.totaux.totale)
})

test('les lignes suivent l’ordre alphabétique du tableau imprimé', () => {
  const imprime = campagne2023.publication.map((l) => l.organisme)
  assert.deepEqual([...imprime].sort(comparerTextes).sort(comparerNoms), imprime)
  assert.deepEqual(
    dresser().lignes.map((l) => l.nom),
    imprime,
  )
  assert(comparerNoms('ÉCOLE', 'FORMASUP') < 0)
})

test('deux majorations exceptionnelles d’un organisme s’ajoutent', () => {
  const [aftral] = campagne2023.exceptionnelles
  const exceptionnelles = [aftral!, { ...aftral!, montant: 2_500_000, motif: 'sinistre' }]
  const { exceptionnelle, totale } = ligne(
    dresser({ campagne: { ...campagne2023, exceptionnelles } }),
    'AFTRAL',
  )
  assert.deepEqual([exceptionnelle, totale], [15_500_000, 29_382_200])
})

test('un organisme qui n’a qu’une majoration exceptionnelle a quand même sa ligne', () => {
  const formations = formations2023.filter((f) => f.organisme !== 'AFTRAL')
  const annexe = dresser({ simulation: simuler(formations, parametres2023) })
  const { majoration, exceptionnelle, totale, contrats } = ligne(annexe, 'AFTRAL')
  assert.deepEqual([majoration, exceptionnelle, totale, contrats], [0, 13_000_000, 13_000_000, 0])
  assert.equal(annexe.totaux.totale, 2_027_000_000)
})

test('un organisme publié que le scénario ne sert plus est nommé à part', () => {
  const formations = formations2023.filter((f) => f.organisme !== 'AFANEM')
  const annexe = dresser({ simulation: simuler(formations, parametres2023) })
  assert.equal(ligne(annexe, 'AFANEM'), undefined)
  assert.deepEqual(
    annexe.publiesAbsents.map((l) => [l.nom, l.majoration]),
    [['AFANEM', 10_117_000]],
  )
})

test('sans tableau publié il n’y a ni écart ni total publié', () => {
  const annexe = dresser({ campagne: { ...campagne2023, publication: [] } })
  assert.equal(annexe.totauxPublies, null)
  assert(annexe.lignes.every((l) => l.publie === null && l.ecart === null))
})

test('une répartition refusée donne ses motifs, pas une annexe', () => {
  const parametres = { ...parametres2023, coupure: { mode: 'partFormations', part: '0' } } as const
  const annexe = dresserAnnexe(campagne2023, simuler(formations2023, parametres))
  assert(annexe.statut === 'refus')
  assert.deepEqual(
    annexe.motifs.map((m) => m.code),
    ['aucun_contrat'],
  )
})
