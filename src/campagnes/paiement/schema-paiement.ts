import { z } from '@hono/zod-openapi'
import type { Ligne } from '#budget/rules/ligne.ts'
import type { SuspensionEcrite } from '#budget/rules/suspendre.ts'
import { schemaEngagement, schemaLigne, schemaMandat, schemaSuspension } from '#budget/schema-budget.ts'
import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { LigneLiquidee } from '#campagnes/paiement/liquidation.ts'
import type { LigneTraitee } from '#campagnes/paiement/retour.ts'
import type {
  AffectationOuverte,
  Bordereau,
  LigneEnAttente,
  Retour,
} from '#campagnes/paiement/store-paiement.ts'
import { texteLibre } from '#campagnes/schema-appel.ts'
import type { Motif } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** What the API says and takes about the payment of a campaign. Every amount is in cents. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const centimes = z.int().openapi({ description: 'En centimes', example: 2_027_000_000 })
const date = z.string().openapi({ format: 'date', example: '2023-07-05' })
const exercice = z.int().openapi({ example: 2023 })
const motifs = z.array(z.looseObject({ code: z.string(), message: z.string() })) as unknown as z.ZodType<
  readonly Motif[]
>

/** A body in the sheet, with why it can or cannot be engaged or paid by the person who reads. */
export type LigneFeuille = LigneLiquidee & {
  readonly motifsEngager: readonly Motif[]
  /** Why this person may not pay it, whatever the budget says. */
  readonly separation: readonly Motif[]
}
const schemaLigneFeuille: z.ZodType<LigneFeuille> = z
  .object({
    organisme: z.string(),
    nom: z.string(),
    siret: z.string().nullable(),
    rang: z.int(),
    vote: centimes,
    demande: z
      .object({
        id: z.string(),
        numero: z.int(),
        etat: cles<EtatDemande>(ETATS_DEMANDE),
        organisation: z.string(),
      })
      .nullable(),
    objet: z.string().openapi({ example: 'demande:12' }),
    engagements: z.array(
      z.object({
        engagement: schemaEngagement,
        mandats: z.array(schemaMandat),
        reste: centimes,
        suspendu: z.boolean(),
        reference: z.string().openapi({ description: 'Celle du prochain mandat' }),
      }),
    ),
    engage: centimes,
    mandate: centimes,
    paye: centimes,
    reste: centimes,
    suspendu: centimes,
    motifsEngager: motifs,
    separation: motifs,
  })
  .openapi('LigneDeLiquidation')

export type BordereauFeuille = Bordereau & {
  readonly mandats: number
  readonly montant: Centimes
  readonly paye: Centimes
  readonly rejete: Centimes
}

const traitee = {
  numero: z.int(),
  reference: z.string(),
  etat: z.string(),
  date: z.string(),
  motif: z.string(),
  montant: z.string(),
  suite: z.enum(['applique', 'deja', 'attente']),
  message: z.string(),
}
const schemaTraitee: z.ZodType<LigneTraitee> = z.object(traitee).openapi('LigneDeRetour')
const retour = {
  id: z.string(),
  nom: z.string(),
  recuLe: z.string().openapi({ format: 'date-time' }),
  par: z.string(),
  applique: z.int(),
  deja: z.int(),
  attente: z.int(),
}
const schemaRetour: z.ZodType<Retour> = z.object(retour).openapi('RetourDePaiement')

export type Feuille = {
  readonly campagne: {
    readonly id: string
    readonly libelle: string
    readonly exercice: number
    readonly etat: EtatCampagne
    readonly fictif: boolean
    readonly mention: string | null
  }
  /** Why nothing of the campaign is engaged nor mandated, if so. */
  readonly motifs: readonly Motif[]
  readonly lignes: readonly LigneFeuille[]
  readonly affectations: readonly AffectationOuverte[]
  /** Budget lines that pay it or could, with what suspends them. */
  readonly lignesBudgetaires: readonly {
    readonly ligne: Ligne
    readonly suspension: SuspensionEcrite | null
  }[]
  readonly bordereaux: readonly BordereauFeuille[]
  readonly retours: readonly Retour[]
  readonly enAttente: readonly LigneEnAttente[]
}
export const schemaFeuille: z.ZodType<Feuille> = z
  .object({
    campagne: z.object({
      id: z.string(),
      libelle: z.string(),
      exercice,
      etat: cles<EtatCampagne>(ETATS_CAMPAGNE),
      fictif: z.boolean(),
      mention: z.string().nullable(),
    }),
    motifs,
    lignes: z.array(schemaLigneFeuille),
    affectations: z.array(
      z.object({
        id: z.string(),
        operation: z.string(),
        deliberation: z.string(),
        reste: centimes,
        ligne: schemaLigne,
      }),
    ),
    lignesBudgetaires: z.array(z.object({ ligne: schemaLigne, suspension: schemaSuspension.nullable() })),
    bordereaux: z.array(
      z.object({
        exercice,
        numero: z.int(),
        emisLe: date,
        mandats: z.int(),
        montant: centimes,
        paye: centimes,
        rejete: centimes,
      }),
    ),
    retours: z.array(schemaRetour),
    enAttente: z.array(z.object({ ...traitee, fichier: z.string(), recuLe: z.string() })),
  })
  .openapi('LiquidationDeCampagne')

/** What became of each body that one asked to engage. */
export type EngagementFait = {
  readonly organisme: string
  readonly suite: 'fait' | 'deja' | 'refus'
  readonly montant: Centimes
  readonly motifs: readonly Motif[]
}
export const schemaEngagementsFaits: z.ZodType<EngagementFait[]> = z.array(
  z
    .object({
      organisme: z.string(),
      suite: z.enum(['fait', 'deja', 'refus']),
      montant: centimes,
      motifs,
    })
    .openapi('EngagementFait'),
)

export const schemaBordereauEmis = z
  .object({
    nouveaux: z.int().openapi({ description: 'Mandats écrits par cet appel ; les autres l’étaient déjà' }),
    mandats: z.array(schemaMandat),
  })
  .openapi('BordereauEmis')

export const schemaRetourTraite = z
  .object({ id: z.string(), dejaRecu: z.boolean(), lignes: z.array(schemaTraitee) })
  .openapi('RetourTraite')

export const schemaLignesRetour = z.array(schemaTraitee)

// What is sent.

const annee = z.int().min(2000).max(2100)
/** One request engages or pays the whole of a campaign at most. */
const LIGNES_MAXIMUM = 1_000
const identifiant = texteLibre(200).min(1)

export const corpsEngagements = z.object({
  affectation: identifiant,
  exercice: annee.openapi({ description: 'Exercice où le montant sera payé', example: 2023 }),
  organismes: z.array(identifiant).min(1).max(LIGNES_MAXIMUM),
})
export const corpsMandats = z.object({
  exercice: annee,
  paiements: z
    .array(
      z.object({
        engagement: identifiant,
        reference: identifiant.openapi({
          description: 'Celle que la feuille propose : elle fait le paiement',
        }),
        montant: z.int().min(1).max(10_000_000_000_000),
        motif: texteLibre(300)
          .nullable()
          .default(null)
          .openapi({ description: 'Pourquoi le reste attend, quand une partie seulement est payée' }),
      }),
    )
    .min(1)
    .max(LIGNES_MAXIMUM),
})
export const paramBordereau = z.object({
  id: identifiant,
  exercice: z.coerce.number().int().min(2000).max(2100),
  numero: z.coerce.number().int().min(1).max(1_000_000_000),
})
export const paramMandat = z.object({ id: identifiant, mandat: identifiant })
export const paramRetour = z.object({ id: identifiant, retour: identifiant })
export const queryNom = z.object({
  nom: texteLibre(200).min(1).openapi({ description: 'Nom du fichier', example: 'retour.csv' }),
})
