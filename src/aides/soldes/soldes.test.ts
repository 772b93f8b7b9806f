import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { composerAnnexe } from '#aides/soldes/annexe-soldes.ts'
import { calculerSolde, seSolde } from '#aides/soldes/calcul.ts'
import { abandonner, constater, engagerSolde, saisir, titrer, voter } from '#aides/soldes/decider.ts'
import { composerLettreSolde } from '#aides/soldes/lettre-solde.ts'
import { lireListe } from '#aides/soldes/liste.ts'
import {
  ETATS_SOLDE,
  type EtatSolde,
  etatDe,
  type SoldeLu,
  SUITES_SOLDE,
  totaliser,
} from '#aides/soldes/solde.ts'
import type { Decision } from '#socle/decision.ts'

const aea = importDispositifs().find(({ code }) => code === 'aea-2019-2020')!
const JOUR = '2023-07-05'
const calculer = (estime: number, reel: number | null) => calculerSolde(aea, { estime, reel }, JOUR)
const valeur = <T>(decision: Decision<T>): T => {
  if (decision.statut === 'accord') return decision.valeur
  throw new Error(decision.motifs.map(({ message }) => message).join(' '))
}
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : 'accord'

const solde = (change: Partial<SoldeLu> = {}): SoldeLu => ({
  ...{ id: 's1', dispositif: 'aea-2019-2020', gestionnaire: 'CHEP', etablissement: 'CFA du CHEP' },
  ...{ tiers: 'R3763', siret: '00000002600013', estime: 16_510_00, avance: 13_208_00, reel: 14_180_00 },
  ...{ apprentis: 125, nominatif: false, source: null, solde: 972_00, etat: 'vote', petit: false },
  ...{ deliberation: 'CP 2023-247', voteeLe: JOUR, motif: null, engagement: null, titre: null },
  ...change,
})

test('annexe 4, tapée à la main : 972 et 6 600, en tout 7 572', () => {
  const chep = valeur(calculer(16_510_00, 14_180_00))
  const btp = valeur(calculer(31_350_00, 31_680_00))
  assert.deepEqual([chep.avance, chep.solde], [13_208_00, 972_00])
  assert.deepEqual([btp.avance, btp.solde], [25_080_00, 6_600_00])
  const soldes = [
    solde(),
    solde({
      ...{ id: 's2', estime: 31_350_00, avance: 25_080_00, reel: 31_680_00, apprentis: 133, solde: 6_600_00 },
    }),
  ]
  assert.deepEqual(totaliser(soldes), {
    ...{ nombre: 2, estime: 47_860_00, avance: 38_288_00, reel: 45_860_00, apprentis: 258, solde: 7_572_00 },
  })
  const { tableaux, notes } = composerAnnexe({ titre: 'AEA' }, soldes, { deliberation: 'CP', voteeLe: JOUR })
  assert.deepEqual(tableaux[0]!.totaux, [
    ...['Total', null, null, 47_860_00, 38_288_00, 45_860_00, 258, 7_572_00],
  ])
  assert.ok(notes.some((note) => note.includes('2\u00a0montants réels déclarés')))
})

test('seul un dispositif qui avance se solde, et sa règle donne la part', () => {
  assert.deepEqual(
    importDispositifs()
      .filter(seSolde)
      .map(({ code }) => code),
    ['aea-2019-2020'],
  )
  assert.deepEqual(valeur(calculer(10_000_00, null)), { avance: 8_000_00, solde: null, explication: [] })
  assert.deepEqual(codes(calculer(10_000_01, null)), ['montant-au-centime'])
  assert.deepEqual(codes(calculer(10_000_01, 9_000_00)), ['montant-au-centime'])
})

test('la somme des soldes est celle des réels moins celle des avances', () => {
  const centre = fc.record({
    // The advance, four fifths, falls on a cent for a multiple of five cents.
    estime: fc.integer({ min: 1, max: 20_000_000 }).map((n) => n * 5),
    reel: fc.integer({ min: 0, max: 100_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(centre, { minLength: 1, maxLength: 12 }), (centres) => {
      const soldes = centres.map(({ estime, reel }) => {
        const { avance, solde: montant } = valeur(calculer(estime, reel))
        assert.equal(avance * 5, estime * 4)
        return solde({ estime, reel, avance, solde: montant })
      })
      const totaux = totaliser(soldes)
      assert.equal(totaux.solde, totaux.reel - totaux.avance)
    }),
    { numRuns: 40 },
  )
})

test('un solde suit ses actes : le budget dit engagé, titré, soldé', () => {
  const engagement = { id: 'e', ligne: 'l', net: 972_00, mandate: 0, paye: 0, rejetes: 0 }
  const titre = { exercice: 2023, numero: 1, date: JOUR, etat: 'emis', encaisse: 0 } as const
  const cas: readonly (readonly [EtatSolde, Parameters<typeof etatDe>[0]])[] = [
    ['brouillon', { etatEcrit: 'brouillon', solde: null, engagement: null, titre: null }],
    ['constate', { etatEcrit: 'constate', solde: 972_00, engagement: null, titre: null }],
    ['solde', { etatEcrit: 'constate', solde: 0, engagement: null, titre: null }],
    ['non_poursuivi', { etatEcrit: 'non_poursuivi', solde: -10, engagement: null, titre: null }],
    ['vote', { etatEcrit: 'vote', solde: 972_00, engagement: null, titre: null }],
    ['engage', { etatEcrit: 'vote', solde: 972_00, engagement, titre: null }],
    ['vote', { etatEcrit: 'vote', solde: 972_00, engagement: { ...engagement, net: 0 }, titre: null }],
    ['solde', { etatEcrit: 'vote', solde: 972_00, engagement: { ...engagement, paye: 972_00 }, titre: null }],
    ['titre', { etatEcrit: 'vote', solde: -972_00, engagement: null, titre }],
    ['solde', { etatEcrit: 'vote', solde: -1, engagement: null, titre: { ...titre, etat: 'recouvre' } }],
  ]
  for (const [attendu, ecrit] of cas) assert.equal(etatDe(ecrit), attendu)
  assert.deepEqual(Object.keys(SUITES_SOLDE), Object.keys(ETATS_SOLDE))
})

test('constater demande le montant réel ; un solde clos ne se rouvre pas', () => {
  const brouillon = { etat: 'brouillon', etablissement: 'CFA' } as const
  assert.deepEqual(codes(constater(brouillon, calculer(10_000_00, null))), ['montant-reel-absent'])
  assert.equal(valeur(constater(brouillon, calculer(10_000_00, 8_000_00))).solde, 0)
  assert.deepEqual(codes(constater({ ...brouillon, etat: 'vote' }, calculer(10_000_00, null))), [
    'solde-etat',
    'montant-reel-absent',
  ])
})

test('la saisie se juge d’un coup : déclaration partielle, SIRET faux, chiffres figés', () => {
  const saisie = { ...solde(), siret: '12345678901234', apprentis: null }
  assert.deepEqual(codes(saisir(saisie, { calcul: calculer(10_000_01, null) })), [
    'montant-au-centime',
    'declaration-partielle',
    'siret-invalide',
  ])
  const calcul = calculer(16_510_00, 14_180_00)
  assert.deepEqual(codes(saisir({ ...solde(), reel: 1 }, { avant: solde(), calcul })), ['chiffres-figes'])
  assert.equal(codes(saisir({ ...solde(), tiers: null }, { avant: solde(), calcul })), 'accord')
  const engage = solde({ etat: 'engage' })
  assert.deepEqual(codes(saisir(solde(), { avant: engage, calcul })), ['solde-clos'])
  const liste = solde({ etat: 'brouillon', nominatif: true })
  assert.deepEqual(codes(saisir({ ...solde(), reel: 1 }, { avant: liste, calcul })), ['liste-presente'])
})

test('voter : tous constatés, à une date venue', () => {
  const constate = solde({ etat: 'constate' })
  assert.equal(codes(voter([constate], { deliberation: 'CP', date: JOUR }, JOUR)), 'accord')
  assert.deepEqual(codes(voter([constate, solde()], { deliberation: 'CP', date: '2023-07-06' }, JOUR)), [
    'solde-etat',
    'vote-a-venir',
  ])
})

test('seul un reversement sous le seuil peut ne pas être poursuivi', () => {
  const petit = solde({ etat: 'constate', solde: -14_99 })
  assert.equal(valeur(abandonner(petit, 15_00, ' Sous le seuil ')), 'Sous le seuil')
  assert.deepEqual(codes(abandonner(solde({ etat: 'constate', solde: -15_00 }), 15_00, 'x')), [
    'au-dessus-du-seuil',
  ])
  // What the Région owes is owed, however little.
  assert.deepEqual(codes(abandonner(solde({ etat: 'constate', solde: 1 }), 15_00, '')), [
    'au-dessus-du-seuil',
    'motif-manquant',
  ])
})

test('un solde s’engage sur l’affectation de son vote et la ligne de son dispositif', () => {
  const ligne = {
    chapitre: '932',
    codeFonctionnel: '26',
    programme: 'HP 26-003',
    action: '12600302',
    nature: null,
  }
  const sienne = { deliberation: 'CP 2023-247', imputation: ligne }
  assert.equal(valeur(engagerSolde(solde(), sienne, ligne)), 972_00)
  const autre = { deliberation: 'CP 2023-107', imputation: { ...ligne, action: '12600301' } }
  assert.deepEqual(codes(engagerSolde(solde({ siret: null, solde: -1 }), autre, ligne)), [
    ...['rien-a-payer', 'siret-manquant', 'affectation-d-un-autre-vote', 'imputation-autre'],
  ])
  assert.equal(valeur(titrer(solde({ solde: -972_00 }))), 972_00)
  assert.deepEqual(codes(titrer(solde())), ['rien-a-reprendre'])
})

test('la liste nominative : chaque faute à sa cellule, un apprenti une fois', () => {
  const ligne = (numero: number, nom: string, prenom: string, neLe: string, montant: string | number) => ({
    numero,
    cellules: { nom, prenom, neLe, montant },
  })
  const bonne = lireListe(
    [ligne(2, 'Bernard', 'Zoé', '14/02/2003', '340,50'), ligne(3, 'Nguyen', 'Lê', '2004-11-30', 113.44)],
    JOUR,
  )
  assert.deepEqual(bonne.anomalies, [])
  assert.deepEqual(
    bonne.apprentis.map(({ neLe, montant }) => [neLe, montant]),
    [
      ['2003-02-14', 340_50],
      ['2004-11-30', 113_44],
    ],
  )
  const { apprentis, anomalies } = lireListe(
    [
      ligne(2, 'Bernard', 'Zoé', '14/02/2003', '340'),
      ligne(3, 'BERNARD', 'Zoe', '14/02/2003', '340'),
      ligne(4, '', 'Ana', '31/02/2003', '0'),
      ligne(5, 'Diaz', 'Ana', '01/01/2024', '12,345'),
    ],
    JOUR,
  )
  assert.equal(apprentis.length, 1)
  assert.deepEqual(
    anomalies.map(({ ligne, colonne, code }) => [ligne, colonne, code]),
    [
      [3, 'nom', 'apprenti-en-double'],
      [4, 'nom', 'valeur-manquante'],
      [4, 'neLe', 'date-illisible'],
      [4, 'montant', 'montant-nul'],
      [5, 'montant', 'montant-illisible'],
      [5, 'neLe', 'naissance-a-venir'],
    ],
  )
})

test('la lettre attend le vote, puis dit le sens et le montant', () => {
  const ici = { region: 'Région', date: JOUR, version: '1' }
  const source = { dispositif: 'AEA', explication: [] }
  assert.deepEqual(codes(composerLettreSolde(solde({ etat: 'constate' }), source, ici)), ['solde-non-vote'])
  const versee = valeur(composerLettreSolde(solde(), source, ici))
  assert.equal(versee.titre, 'Versement d’un solde')
  assert.match(versee.corps.join(' ').replace(/\s/g, ' '), /vous verse le solde, 972 €/)
  const reprise = valeur(composerLettreSolde(solde({ solde: -99_50 }), source, ici))
  assert.equal(reprise.titre, 'Reversement d’un trop-versé')
  assert.match(reprise.corps.join(' ').replace(/\s/g, ' '), /dépasse de 99,50 €, à reverser/)
})
