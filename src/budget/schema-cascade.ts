import { z } from '@hono/zod-openapi'
import { ANS_SANS_MOUVEMENT, type Cascade } from '#budget/rules/cascade.ts'
import { schemaEngagement, schemaLigne } from '#budget/schema-budget.ts'

/** What the API says of the way from engagements to mandats, and of what it suggests. Every amount is in cents. */

const centimes = z.int().openapi({ description: 'En centimes', example: 2_027_000_000 })
const exercice = z.int().openapi({ example: 2023 })

export type CascadeLue = Cascade & { readonly exercice: number; readonly ans: number }

export const queryCascade = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100).optional().openapi({
    description: 'Celui d’où partent les reports ; par défaut l’année en cours si elle a des lignes',
    example: 2023,
  }),
  ans: z.coerce.number().int().min(1).max(20).default(ANS_SANS_MOUVEMENT).openapi({
    description: 'Années sans mouvement à partir desquelles un désengagement est suggéré (indicatif)',
    example: ANS_SANS_MOUVEMENT,
  }),
})

export const schemaCascade: z.ZodType<CascadeLue> = z
  .object({
    exercice,
    ans: z.int(),
    annees: z.array(
      z
        .object({
          exercice,
          engage: centimes,
          mandateMemeAnnee: centimes,
          mandateEnsuite: centimes,
          reste: centimes,
          resteEchu: centimes,
        })
        .openapi('AnneeCascade'),
    ),
    reports: z.array(
      z
        .object({
          ligne: schemaLigne,
          vers: schemaLigne.nullable(),
          propose: z.object({ autorisationEngagement: centimes, creditsDePaiement: centimes }),
        })
        .openapi('SuggestionReport'),
    ),
    desengagements: z.array(
      z
        .object({
          engagement: schemaEngagement,
          ligne: schemaLigne,
          reste: centimes,
          dernierMouvement: z.string().openapi({ format: 'date', example: '2023-07-05' }),
        })
        .openapi('SuggestionDesengagement'),
    ),
  })
  .openapi('CascadeBudgetaire')
