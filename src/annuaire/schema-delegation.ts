import { z } from '@hono/zod-openapi'
import { ETATS_DELEGATION, type EtatDelegation } from '#annuaire/delegation.ts'
import { schemaRole } from '#annuaire/schema-compte.ts'

const texte = z.string().max(100)
const jour = z.iso.date()
const imprimable = (texte: string) => texte.isWellFormed() && !/\p{Cc}/u.test(texte)
const motif = z.string().trim().max(500).refine(imprimable, 'Caractère non imprimable')

export const schemaDelegation = z
  .object({
    id: z.string(),
    de: z.string(),
    nomDe: z.string(),
    a: z.string(),
    nomA: z.string(),
    role: schemaRole,
    du: jour.openapi({ description: 'Premier jour, heure de Paris' }),
    au: jour.openapi({ description: 'Dernier jour compris' }),
    motif: z.string(),
    etat: z.enum(Object.keys(ETATS_DELEGATION) as [EtatDelegation, ...EtatDelegation[]]).openapi({
      description:
        '`sans_effet` : ses dates tiennent, mais plus le rôle ou les comptes sur lesquels elle repose',
    }),
    donneeLe: z.iso.datetime(),
    retireeLe: z.iso.datetime().nullable(),
  })
  .openapi('Delegation')
export type DelegationLue = z.infer<typeof schemaDelegation>

/** `actuelles`: in course, to come, or without effect; `passees`: over or withdrawn. */
export const schemaFiltre = z.object({ etat: z.enum(['actuelles', 'passees']).optional() })

export const schemaDemandeDelegation = z.object({
  de: texte
    .optional()
    .openapi({ description: 'Qui prête ; soi-même par défaut, un autre pour l’administrateur' }),
  a: texte,
  role: schemaRole,
  du: jour.openapi({ example: '2026-07-01' }),
  au: jour.openapi({ example: '2026-07-31' }),
  motif: motif.openapi({ example: 'Congés d’été' }),
})

export const schemaRetrait = z.object({
  motif: motif.openapi({ description: 'Nécessaire pour retirer la délégation d’un autre' }),
})

/** What the form of a delegation offers. */
export const schemaPersonnes = z.object({
  aujourdhui: jour,
  donneurs: z.array(
    z.object({ id: z.string(), nom: z.string(), organisation: z.string(), roles: z.array(schemaRole) }),
  ),
  receveurs: z.array(z.object({ id: z.string(), nom: z.string() })),
})
export type PersonnesDelegation = z.infer<typeof schemaPersonnes>
