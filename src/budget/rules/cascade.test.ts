import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dresserCascade, type Livre, prevuNonMandate } from '#budget/rules/cascade.ts'
import type { Engagement } from '#budget/rules/engager.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import { solder } from '#budget/rules/soldes.ts'
import { euros } from '#socle/montant.ts'

const ligne = (exercice: number, action = '12600302'): Ligne => ({
  ...{ id: `${exercice}-${action}`, exercice, chapitre: '932', codeFonctionnel: '26', programme: null },
  ...{ action, nature: null, libelle: 'Essai', indicatif: false },
})
const engagement = (id: string, de: Ligne, change: Partial<Engagement>): Engagement => ({
  ...{ id, ligne: de.id, affectation: 'a', objet: `objet:${id}`, libelle: 'Essai', beneficiaire: 'CFA' },
  ...{ siret: null, date: `${de.exercice}-03-01`, montant: 0, echeancier: [], indicatif: false },
  ...{ desengage: 0, mandate: 0, paye: 0, ...change },
})
const mandat = (
  un: string,
  de: Ligne,
  date: string,
  montant: number,
  change: Partial<Mandat> = {},
): Mandat => ({
  ...{ id: date, reference: date, engagement: un, ligne: de.id, exercice: de.exercice, bordereau: 1, date },
  ...{ montant: euros(montant), motif: null, etat: 'emis', constateLe: null, motifRejet: null, ...change },
})
const VIDE = {
  ...{ voteAutorisationEngagement: 0, voteCreditsDePaiement: 0, affecte: 0, engageSurAffectation: 0 },
  ...{ engageSansAffectation: 0, mandateSurAffectation: 0, mandateSansAffectation: 0, paye: 0 },
}

/**
 * Two years of one imputation. In 2023, A (1 000 €: 700 in 2023, 300 in 2024) has 500 € mandated in 2023 and 200 € in
 * 2024, 60 € given back; B (400 € in 2023) had 400 € rejected. In 2024, C (250 € in 2024). D is a write-off.
 */
const [L23, L24] = [ligne(2023), ligne(2024)]
const LIVRE: Livre = {
  lignes: [L23, L24, ligne(2023, 'seule')],
  soldes: new Map([
    [
      L23.id,
      solder({
        ...VIDE,
        voteAutorisationEngagement: euros(2_000),
        affecte: euros(1_900),
        voteCreditsDePaiement: euros(1_200),
        mandateSurAffectation: euros(500),
        engageSurAffectation: euros(1_340),
      }),
    ],
    [L24.id, solder({ ...VIDE, voteCreditsDePaiement: euros(900) })],
    [`2023-seule`, solder({ ...VIDE, voteAutorisationEngagement: euros(30) })],
  ]),
  engagements: [
    engagement('A', L23, {
      ...{ montant: euros(1_000), desengage: euros(60), mandate: euros(700) },
      echeancier: [
        { exercice: 2023, montant: euros(700) },
        { exercice: 2024, montant: euros(300) },
      ],
    }),
    engagement('B', L23, { montant: euros(400), echeancier: [{ exercice: 2023, montant: euros(400) }] }),
    engagement('C', L24, { montant: euros(250), echeancier: [{ exercice: 2024, montant: euros(250) }] }),
    engagement('D', L23, {
      ...{ affectation: null, montant: euros(75) },
      echeancier: [{ exercice: 2023, montant: euros(75) }],
    }),
  ],
  desengagements: [{ engagement: 'A', date: '2024-09-30' }],
  mandats: [
    mandat('A', L23, '2023-06-01', 500),
    mandat('A', L24, '2024-02-01', 200),
    mandat('B', L23, '2023-07-01', 400, { etat: 'rejete', constateLe: '2023-08-15' }),
  ],
}
const lire = (exercice: number, ans = 2, aujourdhui = '2026-01-10') =>
  dresserCascade(LIVRE, { exercice, ans, aujourdhui })

test('par exercice d’engagement : mandaté la même année, ensuite, et ce qui reste', () => {
  const ligneDe = (exercice: number, ...montants: number[]) => {
    const [engage, mandateMemeAnnee, mandateEnsuite, reste, resteEchu] = montants.map((un) => euros(un))
    return { exercice, engage, mandateMemeAnnee, mandateEnsuite, reste, resteEchu }
  }
  // 2023 : A vaut 940 (700 puis 240), B 400. Échu en 2023 : A 700 − 700, B 400 − 0.
  assert.deepEqual(lire(2023).annees, [
    ligneDe(2023, 1_340, 500, 200, 640, 400),
    ligneDe(2024, 250, 0, 0, 250, 0),
  ])
  // Échu en 2024 : A 940 − 700, B 400, C 250.
  assert.deepEqual(
    lire(2024).annees.map(({ resteEchu }) => resteEchu),
    [euros(640), euros(250)],
  )
})

test('ce qui a été payé en retard n’est plus attendu', () => {
  assert.equal(prevuNonMandate(2023, LIVRE.engagements), euros(400))
  assert.equal(prevuNonMandate(2024, LIVRE.engagements), euros(890))
})

test('un report est suggéré par ligne de l’exercice, vers la suivante quand elle existe', () => {
  const reports = lire(2023).reports.map(({ ligne: de, vers, propose }) => [
    ...[de.id, vers?.id ?? null, propose.autorisationEngagement, propose.creditsDePaiement],
  ])
  assert.deepEqual(reports, [
    // 2 000 − 1 900 d’autorisations ; 400 attendus, 700 de crédits encore là.
    [L23.id, L24.id, euros(100), euros(400)],
    ['2023-seule', null, euros(30), 0],
  ])
  // En 2024, 640 et 250 attendus, 900 de crédits : 890 à reporter, mais 2025 n’a pas de ligne.
  assert.deepEqual(
    lire(2024).reports.map(({ vers, propose }) => [vers, propose.creditsDePaiement]),
    [[null, euros(890)]],
  )
})

test('un désengagement est suggéré après le nombre d’années choisi sans aucun mouvement', () => {
  const suggeres = (ans: number, aujourdhui?: string) =>
    lire(2023, ans, aujourdhui).desengagements.map(({ engagement: { id }, reste, dernierMouvement }) => [
      ...[id, reste, dernierMouvement],
    ])
  // B : rejeté le 15 août 2023. A : désengagé en partie le 30 septembre 2024. C : engagé le 1er mars 2024.
  assert.deepEqual(suggeres(2), [['B', euros(400), '2023-08-15']])
  assert.deepEqual(suggeres(1), [
    ['B', euros(400), '2023-08-15'],
    ['C', euros(250), '2024-03-01'],
    ['A', euros(240), '2024-09-30'],
  ])
  assert.deepEqual(suggeres(2, '2025-08-14'), [])
  assert.equal(suggeres(2, '2025-08-15').length, 1)
  assert.deepEqual(suggeres(3), [])
})
