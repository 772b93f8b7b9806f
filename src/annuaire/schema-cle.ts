import { z } from '@hono/zod-openapi'
import { DEBIT_MAXIMUM } from '#annuaire/cle.ts'
import { schemaAction, schemaOrganisation, schemaRole } from '#annuaire/schema-compte.ts'

const instant = z.iso.datetime()
export const debit = z
  .int()
  .openapi({ description: 'Demandes par minute', example: 60, maximum: DEBIT_MAXIMUM })
export const schemaCle = z
  .object({
    id: z.string().openapi({ description: 'Le `client_id` du programme' }),
    nom: z.string(),
    organisation: schemaOrganisation,
    role: schemaRole,
    portees: z.array(schemaAction),
    debit,
    creeeLe: instant,
    servieLe: instant.nullable().openapi({ description: 'Dernière demande de jeton' }),
    revoqueeLe: instant.nullable(),
  })
  .openapi('Cle')
export type CleLue = z.infer<typeof schemaCle>

/** A key on the day it is made: the only time that its secret is seen. */
export const schemaCleCreee = z.object({ cle: schemaCle, secret: z.string() })
export type CleCreee = z.infer<typeof schemaCleCreee>
