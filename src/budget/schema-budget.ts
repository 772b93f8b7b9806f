import { z } from '@hono/zod-openapi'
import type { Engagement } from '#budget/rules/engager.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { Credits } from '#budget/rules/reports.ts'
import type { Alerte, Soldes } from '#budget/rules/soldes.ts'
import type { SuspensionEcrite } from '#budget/rules/suspendre.ts'
import type { Titre } from '#budget/rules/titres.ts'
import type { AffectationSuivie, Desengagement } from '#budget/store-engagements.ts'
import type { MouvementCredits } from '#budget/store-lignes.ts'

/** What the API says about the budget, for the published contract. Every amount is in cents. */

/** A hundred billion euros: beyond, it is a mistake of typing. */
const MAXIMUM = 10_000_000_000_000
const centimes = z.int().openapi({ description: 'En centimes', example: 2_027_000_000 })
const date = z.string().openapi({ format: 'date', example: '2023-07-05' })
const exercice = z.int().openapi({ example: 2023 })

const imputation = {
  chapitre: z.string().openapi({ example: '932' }),
  codeFonctionnel: z.string().openapi({ example: '26' }),
  programme: z.string().nullable().openapi({ example: 'HP 26-003' }),
  action: z.string().nullable().openapi({ example: '12600301' }),
  nature: z.string().nullable().openapi({ description: 'Compte par nature', example: '6541' }),
}

export const schemaLigne: z.ZodType<Ligne> = z
  .object({
    id: z.string(),
    exercice,
    ...imputation,
    libelle: z.string(),
    indicatif: z.boolean().openapi({ description: 'Vrai quand aucun document publié ne donne cette ligne' }),
  })
  .openapi('LigneBudgetaire')

export const schemaSoldes: z.ZodType<Soldes> = z
  .object({
    voteAutorisationEngagement: centimes,
    voteCreditsDePaiement: centimes,
    affecte: centimes,
    engageSurAffectation: centimes,
    engageSansAffectation: centimes,
    mandateSurAffectation: centimes,
    mandateSansAffectation: centimes,
    paye: centimes,
    engage: centimes,
    mandate: centimes,
    resteAAffecter: centimes,
    resteAEngager: centimes,
    resteCreditsDePaiement: centimes,
    retenuSansMandat: centimes,
    resteAPayer: centimes,
  })
  .openapi('Soldes', { description: 'Sommes des actes, calculées à chaque lecture' })

export const schemaSuspension: z.ZodType<SuspensionEcrite> = z
  .object({
    id: z.string(),
    ligne: z.string(),
    motif: z.string(),
    du: date,
    au: date,
    par: z.string(),
    leveeLe: date.nullable(),
    motifLevee: z.string().nullable(),
  })
  .openapi('SuspensionDeLigne')

/** A line, its balances, what should be known of it. */
export type LigneExecutee = {
  readonly ligne: Ligne
  readonly soldes: Soldes
  readonly suspension: SuspensionEcrite | null
  readonly alertes: readonly Alerte[]
  /** Some of its credits were chosen by the demonstration. */
  readonly creditsIndicatifs: boolean
}
const schemaLigneExecutee: z.ZodType<LigneExecutee> = z
  .object({
    ligne: schemaLigne,
    soldes: schemaSoldes,
    suspension: schemaSuspension.nullable(),
    creditsIndicatifs: z.boolean(),
    alertes: z.array(
      z
        .object({
          code: z.enum(['affectation', 'credits-de-paiement']),
          num: centimes,
          den: centimes,
        })
        .openapi('AlerteBudget'),
    ),
  })
  .openapi('LigneExecutee')

export type Execution = {
  readonly exercice: number
  readonly exercices: readonly number[]
  readonly lignes: readonly LigneExecutee[]
  readonly total: Soldes
}
export const schemaExecution: z.ZodType<Execution> = z
  .object({
    exercice,
    exercices: z.array(exercice),
    lignes: z.array(schemaLigneExecutee),
    total: schemaSoldes,
  })
  .openapi('ExecutionBudgetaire')

const schemaMouvement: z.ZodType<MouvementCredits> = z
  .object({
    acte: z.enum(['budget_primitif', 'decision_modificative', 'report', 'virement']),
    reference: z.string(),
    date,
    autorisationEngagement: centimes,
    creditsDePaiement: centimes,
    autreLigne: z.string().nullable(),
    motif: z.string().nullable(),
    indicatif: z.boolean(),
  })
  .openapi('MouvementCredits')

const schemaAffectation: z.ZodType<AffectationSuivie> = z
  .object({
    id: z.string(),
    ligne: z.string(),
    operation: z.string(),
    deliberation: z.string(),
    date,
    montant: centimes,
    engage: centimes,
  })
  .openapi('Affectation')

const echeance = z.object({ exercice, montant: centimes }).openapi('EcheanceDePaiement')
export const schemaEngagement: z.ZodType<Engagement> = z
  .object({
    id: z.string(),
    ligne: z.string(),
    affectation: z.string().nullable(),
    objet: z.string().openapi({ example: 'demande:12' }),
    libelle: z.string(),
    beneficiaire: z.string(),
    siret: z.string().nullable(),
    date,
    montant: centimes,
    indicatif: z.boolean(),
    echeancier: z.array(echeance),
    desengage: centimes,
    mandate: centimes,
    paye: centimes,
  })
  .openapi('Engagement')

const schemaDesengagement: z.ZodType<Desengagement> = z
  .object({ engagement: z.string(), date, montant: centimes, motif: z.string() })
  .openapi('Desengagement')

export const schemaMandat: z.ZodType<Mandat> = z
  .object({
    id: z.string(),
    reference: z.string(),
    engagement: z.string(),
    ligne: z.string(),
    exercice,
    bordereau: z.int(),
    date,
    montant: centimes,
    motif: z.string().nullable().openapi({ description: 'Pourquoi il ne paie qu’une partie du reste' }),
    etat: z.enum(['emis', 'paye', 'rejete']),
    constateLe: date.nullable(),
    motifRejet: z.string().nullable(),
  })
  .openapi('Mandat')

/** A line, its acts, and the other years of its imputation. */
export type DetailLigne = {
  readonly execution: LigneExecutee
  readonly annees: readonly { readonly ligne: Ligne; readonly soldes: Soldes }[]
  readonly mouvements: readonly MouvementCredits[]
  readonly affectations: readonly AffectationSuivie[]
  /** Those of the imputation, of every exercice. */
  readonly engagements: readonly Engagement[]
  readonly desengagements: readonly Desengagement[]
  readonly mandats: readonly Mandat[]
  readonly suspensions: readonly SuspensionEcrite[]
  /** What could be carried over to the next exercice. */
  readonly report: Credits
}
export const schemaDetail: z.ZodType<DetailLigne> = z
  .object({
    execution: schemaLigneExecutee,
    annees: z.array(z.object({ ligne: schemaLigne, soldes: schemaSoldes })).openapi({
      description: 'La même imputation, un exercice après l’autre',
    }),
    mouvements: z.array(schemaMouvement),
    affectations: z.array(schemaAffectation),
    engagements: z.array(schemaEngagement).openapi({ description: 'Ceux de l’imputation, tous exercices' }),
    desengagements: z.array(schemaDesengagement),
    mandats: z.array(schemaMandat).openapi({ description: 'Ceux de ces engagements' }),
    suspensions: z.array(schemaSuspension),
    report: z.object({ autorisationEngagement: centimes, creditsDePaiement: centimes }).openapi({
      description: 'Ce qui pourrait être reporté sur l’exercice suivant',
    }),
  })
  .openapi('DetailLigneBudgetaire')

export const schemaTitre: z.ZodType<Titre> = z
  .object({
    id: z.string(),
    exercice,
    numero: z.int(),
    debiteur: z.string(),
    siret: z.string().nullable(),
    objet: z.string(),
    date: date.nullable(),
    montant: centimes,
    etat: z.enum(['emis', 'recouvre', 'annule', 'admis_en_non_valeur']),
    encaisse: centimes.openapi({ description: 'Reçu en tout, en centimes' }),
    engagement: z.string().nullable(),
  })
  .openapi('TitreDeRecettes')

export const schemaEcrit = z.object({ id: z.string() }).openapi('ActeEcrit')

// What is sent.

const texte = (maximum: number) => z.string().trim().min(1, 'à remplir').max(maximum, 'trop long')
const jour = z.iso.date('une date AAAA-MM-JJ est attendue').openapi({ example: '2023-07-05' })
const annee = z.int().min(2000).max(2100)
const montant = z.int().min(1, 'un montant supérieur à zéro est attendu').max(MAXIMUM)
const montantSigne = z.int().min(-MAXIMUM).max(MAXIMUM)
const siret = z.string().regex(/^\d{14}$/, '14 chiffres sont attendus')
const facultatif = texte(80).nullable()

export const schemaNouvelleLigne = z.object({
  exercice: annee,
  chapitre: texte(20),
  codeFonctionnel: texte(20),
  programme: facultatif,
  action: facultatif,
  nature: facultatif,
  libelle: texte(200),
})

const credits = {
  reference: texte(80),
  date: jour,
  autorisationEngagement: montantSigne,
  creditsDePaiement: montantSigne,
}
export const schemaVote = z.object({
  acte: z.enum(['budget_primitif', 'decision_modificative']),
  ...credits,
})
export const schemaTransfert = z.object({
  acte: z.enum(['virement', 'report']),
  vers: texte(80),
  ...credits,
  motif: texte(500),
})

export const schemaNouvelleAffectation = z.object({
  operation: texte(200),
  deliberation: texte(80),
  date: jour,
  montant,
})
export const schemaNouvelEngagement = z.object({
  objet: texte(200).openapi({ example: 'marche:2027-12' }),
  libelle: texte(200),
  beneficiaire: texte(200),
  siret: siret.nullable(),
  date: jour,
  montant,
  echeancier: z
    .array(z.object({ exercice: annee, montant }))
    .min(1)
    .max(12),
})
export const schemaNouveauDesengagement = z.object({ montant, motif: texte(500), date: jour })
export const schemaNouveauMandat = z.object({
  reference: texte(80).openapi({ description: 'Une par paiement : la renvoyer n’écrit rien de plus' }),
  exercice: annee,
  date: jour,
  montant,
  bordereau: z.int().min(1).max(1_000_000).optional().openapi({
    description: 'Bordereau déjà ouvert ; sans lui, le mandat ouvre le suivant',
  }),
})
export const schemaConstat = z.object({
  etat: z.enum(['paye', 'rejete']),
  date: jour,
  motif: texte(500).nullable(),
})
export const schemaNouvelleSuspension = z.object({ motif: texte(500), au: jour })
export const schemaLevee = z.object({ motif: texte(500) })
export const schemaNouveauTitre = z.object({
  exercice: annee,
  numero: z.int().min(1).max(2_000_000_000),
  debiteur: texte(200),
  siret: siret.nullable(),
  objet: texte(200),
  date: jour,
  montant,
})
export const schemaSuite = z.object({
  etat: z.enum(['recouvre', 'annule', 'admis_en_non_valeur']),
  date: jour,
  motif: texte(500).nullable(),
  engagement: texte(80).nullable().openapi({ description: 'Celui qui porte une admission en non-valeur' }),
})
