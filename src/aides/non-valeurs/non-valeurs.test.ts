import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Admission,
  admettre,
  aviser,
  ETATS_ADMISSION,
  IMPUTATION_NON_VALEUR,
  type Proposition,
  proposer,
  proposerTitre,
  retirer,
  SUITES_ADMISSION,
  voterAdmission,
} from '#aides/non-valeurs/admission.ts'
import { composerAnnexe, composerDossier } from '#aides/non-valeurs/annexe-non-valeurs.ts'
import { noter, suiviDe, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'
import { lireTitres } from '#aides/non-valeurs/fichier.ts'
import type { Decision } from '#socle/decision.ts'

const JOUR = '2023-07-05'
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : 'accord'

const titre = (change: Partial<TitreSuivi> = {}): TitreSuivi => ({
  ...{ id: 't1', exercice: 2018, numero: 870, debiteur: 'ASS CFA DE LA POISSONNERIE', siret: null },
  ...{ objet: 'Subventions de fonctionnement', date: null, montant: 2_103_00, etat: 'emis' },
  ...{ engagement: null, suivi: 'emis', diligences: [], admission: null, encaisse: 0, encaissements: [] },
  reste: change.montant ?? 2_103_00,
  ...change,
})
const RELANCE = { genre: 'relance', date: '2019-03-01', resultat: 'Sans réponse' } as const
const propositions: readonly Proposition[] = [
  titre(),
  titre({ id: 't2', exercice: 2019, numero: 1460, montant: 1_310_00 }),
  titre({ id: 't3', exercice: 2020, numero: 3654, montant: 9_216_00 }),
].map((suivi) => ({ titre: suivi.id, motif: 'liquidation_close', precision: null, suivi }))
const dossier = (change: Partial<Admission> = {}): Admission => ({
  ...{ id: 'a1', objet: 'Subventions de fonctionnement', courrierLe: '2023-03-24', pole: 'PFPA' },
  ...{ etat: 'votee', avisLe: JOUR, observations: null, deliberation: 'CP 2023-247', voteeLe: JOUR },
  ...{ motif: null, engagement: null, nombre: 3, montant: 12_629_00, mandate: 0 },
  ...change,
})

test('annexe 5, tapée à la main : 2 103 + 1 310 + 9 216 = 12 629', () => {
  const { tableaux, projet } = composerAnnexe(dossier(), propositions)
  assert.equal(projet, false)
  const imputation = '931\u00a0/\u00a012\u00a0/\u00a06541'
  const ligne = (annee: string, numero: string, montant: number) => [
    ...['2023-03-24', 'PFPA', 'ASS CFA DE LA POISSONNERIE', annee, numero],
    ...[montant, imputation, 'Liquidation close'],
  ]
  assert.deepEqual(tableaux[0]!.lignes, [
    ligne('2018', '870', 2_103_00),
    ligne('2019', '1460', 1_310_00),
    ligne('2020', '3654', 9_216_00),
  ])
  assert.equal(tableaux[0]!.totaux![5], 12_629_00)
})

test('le dossier dit les diligences, et ce qui manque', () => {
  const avec = [{ ...propositions[0]!, suivi: titre({ diligences: [RELANCE] }) }, propositions[1]!]
  const { tableaux, notes } = composerDossier(dossier(), avec, null)
  assert.deepEqual(tableaux[1]!.lignes, [['2018, n° 870', '2019-03-01', 'Lettre de relance', 'Sans réponse']])
  assert.ok(notes.includes('Titre n° 1460 de 2019 : aucune diligence n’est notée ici.'))
})

test('une diligence se date entre le titre et aujourd’hui, sur un titre à recouvrer', () => {
  assert.equal(codes(noter(RELANCE, titre(), JOUR)), 'accord')
  assert.deepEqual(codes(noter({ ...RELANCE, date: '2017-12-31' }, titre(), JOUR)), ['diligence-anterieure'])
  assert.deepEqual(codes(noter({ ...RELANCE, date: '2023-07-06' }, titre({ etat: 'recouvre' }), JOUR)), [
    'titre-clos',
    'diligence-a-venir',
  ])
  const rien = { diligences: [], admission: null }
  assert.equal(suiviDe('emis', rien), 'emis')
  assert.equal(suiviDe('emis', { ...rien, diligences: [RELANCE] }), 'relance')
  assert.equal(suiviDe('emis', { ...rien, admission: 'a' }), 'propose')
  assert.equal(suiviDe('annule', { ...rien, admission: 'a' }), 'annule')
})

test('proposer un titre : à recouvrer, dans un seul dossier, poursuivi quand le motif le demande', () => {
  const close = { motif: 'liquidation_close', precision: null } as const
  const sansEffet = { motif: 'poursuites_sans_effet', precision: null } as const
  assert.equal(codes(proposerTitre(close, titre(), 'a')), 'accord')
  assert.deepEqual(codes(proposerTitre(sansEffet, titre(), 'a')), ['diligence-manquante'])
  assert.equal(codes(proposerTitre(sansEffet, titre({ diligences: [RELANCE] }), 'a')), 'accord')
  assert.deepEqual(codes(proposerTitre(close, titre({ admission: 'b' }), 'a')), ['titre-deja-propose'])
  assert.deepEqual(codes(proposerTitre(close, titre({ etat: 'admis_en_non_valeur' }), 'a')), ['titre-clos'])
  assert.deepEqual(codes(proposerTitre({ motif: 'autre', precision: ' ' }, titre(), 'a')), [
    'diligence-manquante',
    'precision-manquante',
  ])
})

test('un dossier avance dans l’ordre, jamais deux fois', () => {
  assert.deepEqual(Object.keys(SUITES_ADMISSION), Object.keys(ETATS_ADMISSION))
  assert.deepEqual(codes(proposer('preparation', 0)), ['dossier-vide'])
  assert.equal(codes(proposer('preparation', 1)), 'accord')
  const avis = { sens: 'favorable', date: JOUR, observations: null } as const
  assert.equal(codes(aviser(dossier({ etat: 'proposee' }), avis, JOUR)), 'accord')
  assert.deepEqual(
    codes(aviser(dossier({ etat: 'proposee' }), { ...avis, sens: 'defavorable', date: '2023-03-01' }, JOUR)),
    ['date-anterieure', 'motif-manquant'],
  )
  const vote = { deliberation: 'CP 2023-247', date: JOUR }
  assert.equal(codes(voterAdmission(dossier({ etat: 'avis_favorable' }), vote, JOUR)), 'accord')
  assert.deepEqual(codes(voterAdmission(dossier({ etat: 'avis_defavorable' }), vote, JOUR)), [
    'admission-etat',
  ])
  assert.deepEqual(codes(retirer('admise', '')), ['admission-etat', 'motif-manquant'])
  assert.equal(codes(retirer('votee', 'Un encaissement est venu')), 'accord')
})

test('admettre : la ligne des non-valeurs, et chaque titre encore à recouvrer', () => {
  assert.deepEqual(admettre(dossier(), propositions, IMPUTATION_NON_VALEUR), {
    statut: 'accord',
    valeur: 12_629_00,
  })
  const autre = { ...IMPUTATION_NON_VALEUR, chapitre: '932' }
  const clos = [{ ...propositions[0]!, suivi: titre({ etat: 'admis_en_non_valeur' }) }]
  assert.deepEqual(codes(admettre(dossier({ etat: 'admise' }), clos, autre)), [
    ...['admission-etat', 'imputation-autre', 'titre-clos'],
  ])
})

test('le fichier du comptable : une ligne par diligence, chaque faute à sa cellule', () => {
  const connus = [
    titre({ diligences: [RELANCE] }),
    titre({ id: 't2', exercice: 2019, numero: 1460, montant: 1_310_00 }),
  ]
  const ligne = (
    numero: number,
    ...[exercice, no, montant, motif, precision, acte, date, resultat]: string[]
  ) => ({
    numero,
    cellules: {
      ...{ exercice: exercice!, numero: no!, montant: montant!, motif: motif!, precision: precision ?? null },
      ...{ acte: acte ?? null, date: date ?? null, resultat: resultat ?? null },
    },
  })
  const bon = lireTitres(
    [
      ligne(
        2,
        '2018',
        '870',
        '2103',
        'Poursuites sans effet',
        '',
        'Lettre de relance',
        '01/03/2019',
        'Sans réponse',
      ),
      ligne(
        3,
        '2018',
        '870',
        '2 103,00 €',
        'poursuites sans effet',
        '',
        'saisie',
        '02/05/2019',
        'Compte vide',
      ),
      ligne(4, '2019', '1460', '1310', 'Liquidation close'),
    ],
    connus,
  )
  assert.deepEqual(bon.anomalies, [])
  assert.deepEqual(
    bon.lus.map(({ titre: { numero }, motif, diligences }) => [numero, motif, diligences.length]),
    [
      [870, 'poursuites_sans_effet', 1],
      [1460, 'liquidation_close', 0],
    ],
  )
  const { lus, anomalies } = lireTitres(
    [
      ligne(2, '2018', '871', '2103', 'Liquidation close'),
      ligne(3, '2018', '870', '2104', 'Lassitude'),
      ligne(4, '2019', '1460', '1310', 'Autre motif', '', 'danse', '32/01/2020', ''),
      ligne(5, '2018', '870', '2103', 'Liquidation close'),
      ligne(6, '2018', '870', '2103', 'Débiteur disparu ou introuvable'),
    ],
    connus,
  )
  assert.deepEqual(
    anomalies.map(({ ligne, colonne, code }) => [ligne, colonne, code]),
    [
      [2, 'numero', 'titre-inconnu'],
      [3, 'montant', 'montant-different'],
      [3, 'motif', 'motif-inconnu'],
      [4, 'precision', 'precision-manquante'],
      [4, 'date', 'date-illisible'],
      [4, 'resultat', 'valeur-manquante'],
      [4, 'acte', 'diligence-inconnue'],
      [6, 'motif', 'motif-different'],
    ],
  )
  assert.equal(lus.length, 1)
})
