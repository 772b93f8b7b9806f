import { z } from '@hono/zod-openapi'
import type { Courriers } from '#aides/dossiers/courrier.ts'
import { json } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What the letters to apprentices answer, route by route.

const tags = ['Courriers d’aides']
const params = z.object({ id: z.string().min(1).max(100) })
export const PDF = 'application/pdf'

const binaire = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})

const schemaCourriers = z
  .object({
    aDire: z.int().openapi({ description: 'Personnes à qui une décision reste à dire' }),
    courriers: z.array(
      z.object({
        ...{ id: z.string(), etat: z.enum(['en_cours', 'fini', 'arrete']) },
        ...{ total: z.int(), faits: z.int(), courriels: z.int() },
        motif: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
        ...{ par: z.string(), creeLe: z.string(), finiLe: z.string().nullable() },
      }),
    ),
  })
  .openapi('CourriersAide') as unknown as z.ZodType<Courriers>

export const getCourriers = declareRoute({
  droit: 'aide.instruire',
  method: 'get',
  path: '/campagnes-aides/{id}/courriers',
  tags,
  summary: 'Courriers d’une campagne d’aides : avancement, et ce qui reste à dire',
  request: { params },
  responses: { 200: json('Le plus récent d’abord', schemaCourriers), ...errorResponses(404) },
})

export const postCourrier = declareRoute({
  droit: 'aide.conduire',
  method: 'post',
  path: '/campagnes-aides/{id}/courriers',
  tags,
  summary: 'Préparer une lettre à chacun, et écrire à ceux qui ont donné une adresse',
  description: 'Se fait en arrière-plan. Une même décision n’est pas dite deux fois.',
  request: { params },
  responses: { 202: json('Son identifiant', z.object({ id: z.string() })), ...errorResponses(404, 422) },
})

export const getZipCourrier = declareRoute({
  droit: 'aide.instruire',
  method: 'get',
  path: '/courriers-aides/{id}/lettres.zip',
  tags,
  summary: 'Les lettres d’un envoi, à imprimer ; le téléchargement est tracé',
  request: { params },
  responses: { 200: binaire('application/zip', 'Des PDF/UA de cinquante lettres'), ...errorResponses(404) },
})

export const getLettreAide = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/dossiers-aides/{id}/lettre.pdf',
  tags,
  summary: 'La lettre d’un dossier décidé, en PDF/UA',
  request: { params },
  responses: { 200: binaire(PDF, 'La lettre'), ...errorResponses(404) },
})
