import assert from 'node:assert/strict'
import { test } from 'node:test'
import { affecter } from '#budget/rules/affecter.ts'
import { etalerEcheanciers, reduireEcheancier } from '#budget/rules/echeancier.ts'
import {
  type DemandeEngagement,
  engager,
  etatEngagement,
  type SituationEngagement,
} from '#budget/rules/engager.ts'
import { ecrireImputation, type Ligne } from '#budget/rules/ligne.ts'
import { constater, type Mandat, mandater, reconnaitre } from '#budget/rules/mandater.ts'
import { proposerReport, transferer, voter } from '#budget/rules/reports.ts'
import { solder } from '#budget/rules/soldes.ts'
import { suspendre, suspensionEnCours } from '#budget/rules/suspendre.ts'
import { suivreTitre, type Titre } from '#budget/rules/titres.ts'
import type { Decision } from '#socle/decision.ts'
import { euros } from '#socle/montant.ts'

const ligne: Ligne = {
  ...{ id: 'l', exercice: 2023, chapitre: '932', codeFonctionnel: '26', programme: 'HP 26-003' },
  ...{ action: '12600302', nature: null, libelle: 'Accompagnement', indicatif: false },
}
const totaux = {
  ...{ voteAutorisationEngagement: euros(1_000), voteCreditsDePaiement: euros(500), affecte: euros(700) },
  ...{
    engageSurAffectation: euros(300),
    engageSansAffectation: euros(50),
    mandateSurAffectation: euros(200),
  },
  ...{ mandateSansAffectation: euros(20), paye: euros(120) },
}
const soldes = solder(totaux)
const codes = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ code }) => code) : []
/** What is said, every kind of space as a plain one. */
const dire = (decision: Decision<unknown>) =>
  decision.statut === 'refus' ? decision.motifs.map(({ message }) => message.replace(/\s/g, ' ')) : []

test('une affectation dépasse ce qui reste : le refus dit combien', () => {
  const demande = { operation: 'ARA', deliberation: 'CP 2023-035', date: '2023-01-25', montant: euros(301) }
  const decision = affecter(demande, { ligne, soldes, dejaAffecte: true })
  assert.deepEqual(dire(decision), [
    'Le montant de 301 € dépasse ce qui reste à affecter sur les autorisations d’engagement de 2023 : il reste 300 €.',
    'La délibération CP 2023-035 affecte déjà un montant à l’opération « ARA » sur cette ligne.',
  ])
  assert.equal(
    affecter({ ...demande, montant: euros(300) }, { ligne, soldes, dejaAffecte: false }).statut,
    'accord',
  )
})

const engagement: DemandeEngagement = {
  ...{
    objet: 'demande:1',
    libelle: 'Essai',
    beneficiaire: 'CFA',
    siret: '73282932000074',
    date: '2023-09-01',
  },
  ...{ montant: euros(100), echeancier: [{ exercice: 2023, montant: euros(100) }] },
}
const situation: SituationEngagement = {
  ...{ ligne, suspension: undefined, resteAffectation: euros(100), resteCreditsDePaiement: 0, dejaEngage: 0 },
}

test('un engagement refusé dit toutes ses raisons à la fois', () => {
  assert.equal(engager(engagement, situation).statut, 'accord')
  const decision = engager(
    {
      ...engagement,
      siret: '73282932000075',
      echeancier: [
        { exercice: 2022, montant: euros(10) },
        { exercice: 2022, montant: 0 },
      ],
    },
    {
      ...situation,
      suspension: { motif: 'contrôle en cours', au: '2023-12-31' },
      resteAffectation: euros(99),
      dejaEngage: euros(40),
    },
  )
  assert.deepEqual(codes(decision), [
    ...['ligne-suspendue', 'affectation-insuffisante', 'echeancier-inexact', 'echeancier-repete'],
    ...['echeancier-anterieur', 'echeance-invalide', 'deja-engage', 'siret-invalide'],
  ])
  assert.equal(
    dire(decision)[0],
    'La ligne 932 / 26 / HP 26-003 / 12600302 de 2023 est suspendue jusqu’au 31 décembre 2023 : « contrôle en cours ».',
  )
})

test('sans affectation, l’engagement prend les crédits de paiement de l’année, sans SIRET s’il le faut', () => {
  const perte = { ...engagement, siret: null }
  const sur = { ...situation, resteAffectation: null, resteCreditsDePaiement: euros(100) }
  assert.equal(engager(perte, sur).statut, 'accord')
  assert.deepEqual(codes(engager(perte, situation)), ['siret-manquant'])
  assert.deepEqual(codes(engager(perte, { ...sur, resteCreditsDePaiement: euros(99) })), [
    'credits-de-paiement-insuffisants',
  ])
  const echeancier = [{ exercice: 2024, montant: euros(100) }]
  assert.deepEqual(codes(engager({ ...perte, echeancier }, sur)), ['echeancier-pluriannuel'])
})

test('un désengagement retire les dernières années de l’échéancier', () => {
  const echeancier = [2023, 2024, 2025].map((exercice) => ({ exercice, montant: 10 }))
  assert.deepEqual(reduireEcheancier(echeancier, 14), [
    { exercice: 2023, montant: 10 },
    { exercice: 2024, montant: 6 },
  ])
  assert.deepEqual(etalerEcheanciers([{ exercice: 2023, montant: 10 }], [{ exercice: 2025, montant: 4 }]), [
    { exercice: 2023, montant: 10, mandate: 0 },
    { exercice: 2024, montant: 0, mandate: 0 },
    { exercice: 2025, montant: 0, mandate: 4 },
  ])
  assert.equal(etatEngagement({ montant: 10, desengage: 10, paye: 0 }), 'desengage')
  assert.equal(etatEngagement({ montant: 10, desengage: 4, paye: 6 }), 'solde')
  assert.equal(etatEngagement({ montant: 10, desengage: 4, paye: 5 }), 'ouvert')
})

const mandat = { reference: 'M1', exercice: 2023, date: '2023-10-01', montant: euros(60) }
const du = {
  engagement: {
    ...{ montant: euros(100), desengage: 0, mandate: 0, affectation: 'a' },
    echeancier: [
      { exercice: 2023, montant: euros(60) },
      { exercice: 2024, montant: euros(40) },
    ],
  },
  ...{ ligne, suspension: undefined, mandats: [] },
  paiement: { ligne, suspension: undefined, reste: euros(1_000) },
}

test('un mandat tient dans l’engagement, dans l’échéancier et dans les crédits de paiement', () => {
  assert.equal(mandater(mandat, du).statut, 'accord')
  const trop = mandater(
    { ...mandat, montant: euros(70) },
    { ...du, paiement: { ...du.paiement, reste: euros(5) } },
  )
  assert.deepEqual(dire(trop), [
    'L’échéancier prévoit 60 € jusqu’en 2023 : il reste 60 € pour ce mandat de 70 €.',
    'Le montant de 70 € dépasse ce qui reste des crédits de paiement de 2023 : il reste 5 €.',
  ])
  assert.deepEqual(
    codes(mandater({ ...mandat, exercice: 2031, montant: euros(101) }, { ...du, paiement: undefined })),
    ['engagement-insuffisant', 'echeancier-depasse', 'ligne-absente'],
  )
})

test('ce qui n’a pas été payé à temps peut l’être plus tard, jamais plus tôt, dans quelque ordre que ce soit', () => {
  assert.equal(mandater({ ...mandat, exercice: 2024, montant: euros(100) }, du).statut, 'accord')
  const plusTard = [{ exercice: 2024, montant: euros(90) }]
  const encore = { ...du, engagement: { ...du.engagement, mandate: euros(90) }, mandats: plusTard }
  assert.deepEqual(codes(mandater({ ...mandat, montant: euros(11) }, encore)), [
    'engagement-insuffisant',
    'echeancier-depasse',
  ])
  assert.equal(mandater({ ...mandat, montant: euros(10) }, encore).statut, 'accord')
})

test('la même référence est le même paiement, ou un refus qui dit de quoi il s’agit', () => {
  const ecrit: Mandat = {
    ...{ ...mandat, id: 'm', engagement: 'e', ligne: 'l', bordereau: 1 },
    ...{ motif: null, etat: 'emis', constateLe: null, motifRejet: null },
  }
  assert.deepEqual(reconnaitre({ ...mandat, engagement: 'e' }, ecrit), { statut: 'accord', valeur: ecrit })
  assert.deepEqual(codes(reconnaitre({ ...mandat, montant: 1, engagement: 'e' }, ecrit)), ['reference-prise'])
  assert.deepEqual(dire(reconnaitre({ ...mandat, engagement: 'e' }, { ...ecrit, etat: 'rejete' })), [
    'La référence « M1 » est celle d’un mandat rejeté de 60 €, daté du 1er octobre 2023 : un nouveau paiement demande une nouvelle référence.',
  ])
  assert.deepEqual(codes(constater({ etat: 'rejete', date: '2023-09-30', motif: ' ' }, ecrit)), [
    'date-anterieure',
    'motif-manquant',
  ])
  assert.deepEqual(
    codes(constater({ etat: 'rejete', date: '2023-10-02', motif: 'x' }, { ...ecrit, etat: 'paye' })),
    ['deja-constate'],
  )
})

test('une décision modificative ne reprend que ce que rien n’a pris', () => {
  const vote = { acte: 'decision_modificative', reference: 'DM 1', date: '2023-07-01' } as const
  const reprendre = (ae: number, cdp: number) =>
    voter({ ...vote, autorisationEngagement: -ae, creditsDePaiement: -cdp }, { soldes, dejaVote: true })
  assert.equal(reprendre(euros(300), euros(250)).statut, 'accord')
  assert.deepEqual(codes(reprendre(euros(301), euros(251))), [
    'autorisation-engagement-insuffisante',
    'credits-de-paiement-insuffisants',
  ])
  assert.deepEqual(codes(reprendre(0, 0)), ['montant-invalide'])
  const primitif = {
    ...vote,
    acte: 'budget_primitif',
    autorisationEngagement: -1,
    creditsDePaiement: 0,
  } as const
  assert.deepEqual(codes(voter(primitif, { soldes, dejaVote: true })), ['montant-invalide', 'deja-vote'])
})

test('un report va à la même imputation l’année d’après, un virement à une autre ligne de l’année', () => {
  const transfert = {
    reference: 'R',
    date: '2024-02-01',
    motif: 'x',
    autorisationEngagement: 1,
    creditsDePaiement: 1,
  }
  const apres = { ...ligne, id: 'm', exercice: 2024 }
  const autre = { ...ligne, id: 'n', action: '12600301' }
  const essayer = (acte: 'report' | 'virement', vers: Ligne) =>
    codes(transferer({ ...transfert, acte }, { de: ligne, vers, soldes }))
  assert.deepEqual(essayer('report', apres), [])
  assert.deepEqual(essayer('virement', autre), [])
  assert.deepEqual(essayer('report', autre), ['report-invalide'])
  assert.deepEqual(essayer('virement', apres), ['virement-invalide'])
  assert.deepEqual(essayer('virement', ligne), ['virement-invalide'])
  assert.deepEqual(proposerReport(soldes, euros(80)), {
    autorisationEngagement: euros(300),
    creditsDePaiement: euros(80),
  })
  assert.equal(proposerReport(soldes, euros(9_999)).creditsDePaiement, euros(250))
})

test('une suspension tient jusqu’à son dernier jour, sauf si elle est levée', () => {
  const ecrite = {
    id: 's',
    ligne: 'l',
    motif: 'x',
    du: '2023-01-01',
    au: '2023-01-31',
    par: 'p',
    leveeLe: null,
    motifLevee: null,
  }
  assert.equal(suspensionEnCours([ecrite], '2023-01-31')?.id, 's')
  assert.equal(suspensionEnCours([ecrite], '2023-02-01'), undefined)
  assert.equal(suspensionEnCours([{ ...ecrite, leveeLe: '2023-01-10' }], '2023-01-15'), undefined)
  const demande = { motif: 'y', au: '2023-01-14' }
  assert.deepEqual(codes(suspendre(demande, { ligne, enCours: ecrite, aujourdhui: '2023-01-15' })), [
    'ligne-suspendue',
    'deja-finie',
  ])
})

test('une perte est portée par un engagement, dans la limite de son montant', () => {
  const titre: Titre = {
    ...{ id: 't', exercice: 2020, numero: 3654, debiteur: 'x', siret: null, objet: 'x', date: null },
    ...{ montant: euros(9_216), etat: 'emis', engagement: null, encaisse: 0 },
  }
  const suite = { etat: 'admis_en_non_valeur', date: '2023-07-05', motif: null } as const
  assert.equal(
    suivreTitre(suite, titre, { montant: euros(12_629), dejaImpute: euros(3_413) }).statut,
    'accord',
  )
  assert.deepEqual(dire(suivreTitre(suite, titre, { montant: euros(12_629), dejaImpute: euros(3_414) })), [
    'L’engagement ne porte plus que 9 215 € : il reste 9 216 € sur ce titre.',
  ])
  // 216 € came: 9 000 € are left to lose, and hold in what is left.
  const entame = { ...titre, encaisse: euros(216) }
  const reste = { montant: euros(12_629), dejaImpute: euros(3_629) }
  assert.equal(suivreTitre(suite, entame, reste).statut, 'accord')
  assert.equal(suivreTitre(suite, { ...titre, encaisse: euros(215) }, reste).statut, 'refus')
  assert.deepEqual(codes(suivreTitre(suite, { ...titre, etat: 'recouvre' }, undefined)), [
    'deja-suivi',
    'engagement-manquant',
  ])
  assert.deepEqual(codes(suivreTitre({ ...suite, etat: 'annule' }, titre, undefined)), ['motif-manquant'])
})

test('une imputation par nature se lit sans programme ni action', () => {
  const nonValeur = { chapitre: '931', codeFonctionnel: '12', programme: null, action: null, nature: '6541' }
  assert.equal(ecrireImputation(nonValeur).replace(/\s/g, ' '), '931 / 12 / 6541')
})
