import { z } from '@hono/zod-openapi'
import type { DecisionVotee } from '#campagnes/demandes/decision-votee.ts'

const centimes = z.int().openapi({ description: 'En centimes' })

export const schemaDecision = z
  .object({
    montants: z
      .object({
        ...{ contrats: z.int(), majoration: centimes, dontBonusVert: centimes },
        ...{ majorationExceptionnelle: centimes, majorationTotale: centimes },
      })
      .nullable()
      .openapi({ description: 'Montants votés ; null avant le vote, ou quand rien n’est voté' }),
    engagements: z.array(
      z.object({
        ...{ libelle: z.string(), date: z.string().openapi({ format: 'date' }), montant: centimes },
        paiements: z.array(
          z.object({
            ...{ reference: z.string(), date: z.string().openapi({ format: 'date' }), montant: centimes },
            etat: z.enum(['emis', 'paye', 'rejete']),
            constateLe: z.string().nullable().openapi({ format: 'date' }),
          }),
        ),
      }),
    ),
  })
  .openapi('DecisionVotee') as unknown as z.ZodType<DecisionVotee>
