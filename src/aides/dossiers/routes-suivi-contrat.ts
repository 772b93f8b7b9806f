import { z } from '@hono/zod-openapi'
import type { SuiviLu } from '#aides/dossiers/suivi.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What a signed link gives to the person that a dossier is about, and who makes it.

const tags = ['Suivi d’une aide']
const params = z.object({ id: z.string().min(1).max(100) })

const schemaSuivi = z
  .object({
    qui: z.string().openapi({ example: 'Aïcha A.' }),
    aide: z.string(),
    titre: z.string(),
    ton: z.enum(['succes', 'info', 'avertissement']),
    explications: z.array(z.string()),
    montant: z.int().nullable().openapi({ description: 'En centimes' }),
    paiement: z.string().nullable(),
    aFaire: z.string().nullable(),
    contact: z.string(),
    expireLe: z.string(),
  })
  .openapi('SuiviAide') as unknown as z.ZodType<SuiviLu>

export const postSuivi = declareRoute({
  droit: 'libre',
  method: 'post',
  path: '/suivi-aide',
  tags,
  summary: 'Ce qu’un lien de suivi donne à lire à l’apprenti',
  description: 'N’écrit rien. Le jeton est dans le corps : une adresse laisse des traces.',
  request: { body: jsonBody(z.object({ jeton: z.string().max(100) })) },
  responses: { 200: json('Le suivi', schemaSuivi), ...errorResponses(400, 404) },
})

export const postLien = declareRoute({
  droit: 'aide.instruire',
  method: 'post',
  path: '/dossiers-aides/{id}/lien',
  tags,
  summary: 'Donner le lien de suivi d’un dossier, valable un an',
  request: { params },
  responses: { 200: json('Son adresse', z.object({ adresse: z.string() })), ...errorResponses(404) },
})

export const postRevocation = declareRoute({
  droit: 'aide.instruire',
  method: 'post',
  path: '/dossiers-aides/{id}/lien/revocation',
  tags,
  summary: 'Révoquer le lien de suivi d’un dossier',
  request: { params },
  responses: { 204: { description: 'C’est fait' }, ...errorResponses(404, 422) },
})
