import { createAffectation, createEngagement, createMandat } from '#budget/store-actes.ts'
import { createLigne, createSuspension, createVote } from '#budget/store-credits.ts'
import { createTitre } from '#budget/store-titres.ts'
import { systemClock } from '#platform/clock.ts'
import { type Tx, transaction } from '#platform/db.ts'
import type { Decision } from '#socle/decision.ts'
import { euros } from '#socle/montant.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

const DATE = '2023-06-01'
const LOIN = '2099-12-31'
const montant = euros(10)
const SIRET = '73282932000074'
const engagement = (objet: string) => ({
  ...{ objet, libelle: 'Essai', beneficiaire: 'CFA', siret: SIRET, date: DATE, montant },
  echeancier: [{ exercice: 2023, montant }],
})

/** Lines, affectations, engagements and mandats, each made when it is asked for. */
export function preparerBudget({ db }: Application) {
  let rang = 0
  const faire = async <T>(acte: (tx: Tx) => Promise<Decision<T> | undefined>): Promise<T> => {
    const decision = await transaction(db, acte)
    if (decision?.statut !== 'accord') throw new Error(JSON.stringify(decision))
    return decision.valeur
  }
  const imputation = () => ({
    ...{ chapitre: '932', codeFonctionnel: '26', programme: null, action: `essai-${++rang}`, nature: null },
    ...{ exercice: 2023, libelle: 'Essai' },
  })
  const ligne = async () => {
    const { id } = await faire((tx) => createLigne(tx, { ...imputation(), indicatif: true }))
    const vote = { acte: 'budget_primitif', reference: 'BP', date: DATE } as const
    const credits = { autorisationEngagement: euros(100), creditsDePaiement: euros(100) }
    await faire((tx) => createVote(tx, id, { ...vote, ...credits }))
    return id
  }
  const affectation = async () => {
    const id = await ligne()
    const demande = { operation: 'Essai', deliberation: 'CP', date: DATE, montant: euros(100) }
    return (await faire((tx) => createAffectation(tx, id, demande))).id
  }
  const engage = async () => {
    const id = await affectation()
    const aujourdhui = { aujourdhui: DATE }
    return (await faire((tx) => createEngagement(tx, { affectation: id }, engagement('essai:1'), aujourdhui)))
      .id
  }
  const mandat = async () => {
    const id = await engage()
    const demande = { reference: `essai-${++rang}`, exercice: 2023, date: DATE, montant }
    return (await faire((tx) => createMandat(tx, id, demande, DATE))).id
  }
  const suspendue = async () => {
    const id = await ligne()
    await faire((tx) => createSuspension(tx, id, { motif: 'Essai', au: LOIN }, systemClock.today()))
    return id
  }
  const nouveauTitre = () => ({
    ...{ exercice: 2023, numero: ++rang, debiteur: 'CFA', siret: null, objet: 'Essai', date: DATE, montant },
  })
  const titre = async () => (await faire((tx) => createTitre(tx, nouveauTitre()))).id
  const suivant = () => ++rang
  return { imputation, ligne, affectation, engage, mandat, suspendue, nouveauTitre, titre, suivant }
}

const poster = (corps: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** One example a route of the budget. */
export function exemplesBudget(budget: ReturnType<typeof preparerBudget>): Record<string, Exemple> {
  const surLigne = (
    fin: string,
    corps: () => object,
    droit: Exemple['droit'] = 'budget.ecrire',
  ): Exemple => ({
    droit,
    chemin: async () => `/api/budget/lignes/${await budget.ligne()}/${fin}`,
    envoi: () => poster(corps()),
  })
  const credits = { reference: 'DM 1', date: DATE, autorisationEngagement: 100, creditsDePaiement: 100 }
  let vers = ''
  return {
    'GET /api/budget/lignes': { droit: 'budget.lire' },
    'GET /api/budget/cascade': { droit: 'budget.lire' },
    'GET /api/budget/execution.csv': { droit: 'budget.lire' },
    'GET /api/budget/titres': { droit: 'budget.lire' },
    'GET /api/budget/lignes/{id}': {
      droit: 'budget.lire',
      chemin: async () => `/api/budget/lignes/${await budget.ligne()}`,
    },
    'POST /api/budget/lignes': { droit: 'budget.ecrire', envoi: () => poster(budget.imputation()) },
    'POST /api/budget/lignes/{id}/credits': surLigne('credits', () => ({
      acte: 'decision_modificative',
      ...credits,
    })),
    'POST /api/budget/lignes/{id}/transferts': {
      droit: 'budget.ecrire',
      chemin: async () => {
        vers = await budget.ligne()
        return `/api/budget/lignes/${await budget.ligne()}/transferts`
      },
      envoi: () => poster({ acte: 'virement', vers, motif: 'Essai', ...credits }),
    },
    'POST /api/budget/lignes/{id}/affectations': surLigne('affectations', () => ({
      ...{ operation: 'Essai', deliberation: 'CP', date: DATE, montant },
    })),
    'POST /api/budget/lignes/{id}/engagements': surLigne('engagements', () => engagement('essai:2')),
    'POST /api/budget/affectations/{id}/engagements': {
      droit: 'budget.ecrire',
      chemin: async () => `/api/budget/affectations/${await budget.affectation()}/engagements`,
      envoi: () => poster(engagement('essai:3')),
    },
    'POST /api/budget/engagements/{id}/desengagements': {
      droit: 'budget.ecrire',
      chemin: async () => `/api/budget/engagements/${await budget.engage()}/desengagements`,
      envoi: () => poster({ montant, motif: 'Essai', date: DATE }),
    },
    'POST /api/budget/engagements/{id}/mandats': {
      droit: 'mandat.emettre',
      chemin: async () => `/api/budget/engagements/${await budget.engage()}/mandats`,
      envoi: () => poster({ reference: `essai-${budget.suivant()}`, exercice: 2023, date: DATE, montant }),
    },
    'POST /api/budget/mandats/{id}/constat': {
      droit: 'paiement.constater',
      chemin: async () => `/api/budget/mandats/${await budget.mandat()}/constat`,
      envoi: () => poster({ etat: 'paye', date: DATE, motif: null }),
    },
    'POST /api/budget/lignes/{id}/suspension': surLigne(
      'suspension',
      () => ({ motif: 'Essai', au: LOIN }),
      'ligne.suspendre',
    ),
    'POST /api/budget/lignes/{id}/reprise': {
      droit: 'ligne.suspendre',
      chemin: async () => `/api/budget/lignes/${await budget.suspendue()}/reprise`,
      envoi: () => poster({ motif: 'Essai' }),
    },
    'POST /api/budget/titres': { droit: 'budget.ecrire', envoi: () => poster(budget.nouveauTitre()) },
    'POST /api/budget/titres/{id}/suite': {
      droit: 'budget.ecrire',
      chemin: async () => `/api/budget/titres/${await budget.titre()}/suite`,
      envoi: () => poster({ etat: 'recouvre', date: DATE, motif: null, engagement: null }),
    },
  }
}
