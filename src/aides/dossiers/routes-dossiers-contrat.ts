import { z } from '@hono/zod-openapi'
import { schemaDossierLu, schemaPageDossiers, schemaRecherche } from '#aides/dossiers/schema-dossiers.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What the dossiers of individual aids answer, route by route.

const tags = ['Dossiers d’aides']
const params = z.object({ id: z.string().min(1).max(100) })
const fait = { 204: { description: 'C’est fait' }, ...errorResponses(400, 404, 422) } as const
const motif = z.string().max(2_000)

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const getDossiers = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/campagnes-aides/{id}/dossiers',
  tags,
  summary: 'Dossiers d’une campagne d’aides, page par page',
  description: 'Un organisme ne voit que les siens.',
  request: {
    params,
    query: schemaRecherche.extend({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  },
  responses: { 200: json('Par nom', schemaPageDossiers), ...errorResponses(400, 404) },
})

export const getExportDossiers = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/campagnes-aides/{id}/dossiers.xlsx',
  tags,
  summary: 'Les mêmes dossiers en classeur ; le téléchargement est tracé',
  request: { params, query: schemaRecherche },
  responses: {
    200: {
      description: 'Le classeur',
      content: { [XLSX]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404),
  },
})

export const getDossier = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/dossiers-aides/{id}',
  tags,
  summary: 'Un dossier : identité, contrat, verdict et son explication, histoire, collisions',
  request: { params },
  responses: { 200: json('Le dossier', schemaDossierLu), ...errorResponses(404) },
})

export const postRetrait = declareRoute({
  droit: 'aide.instruire',
  method: 'post',
  path: '/dossiers-aides/{id}/retrait',
  tags,
  summary: 'Retirer un dossier : ce qu’il prenait revient à l’enveloppe',
  request: { params, body: jsonBody(z.object({ motif })) },
  responses: fait,
})

export const postLevee = declareRoute({
  droit: 'aide.instruire',
  method: 'post',
  path: '/dossiers-aides/{id}/levees',
  tags,
  summary: 'Dire que deux dossiers ne sont pas deux fois le même bénéfice',
  request: {
    params,
    body: jsonBody(
      z.object({ autre: z.string().min(1).max(100), nature: z.enum(['personne', 'compte']), motif }),
    ),
  },
  responses: fait,
})

const attestes = z.object({ attestes: z.int() })

export const postAttestations = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/campagnes-aides/{id}/attestations',
  tags,
  summary: 'Attester l’assiduité de ses apprentis : ceux choisis, ou tous comme assidus',
  description:
    'Une attestation ne se reprend pas. Au-delà des absences admises par la règle, le dossier est jugé de nouveau.',
  request: {
    params,
    body: jsonBody(
      z.object({
        tous: z.boolean().default(false),
        attestations: z
          .array(
            z.object({
              dossier: z.string().min(1).max(100),
              assidu: z.boolean(),
              absences: z.string().max(20).nullable().openapi({ example: '12,5' }),
            }),
          )
          .max(2_000)
          .default([]),
      }),
    ),
  },
  responses: { 200: json('Combien', attestes), ...errorResponses(400, 404, 422) },
})

export const postFichierAttestations = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/campagnes-aides/{id}/attestations/fichier',
  tags,
  summary: 'Attester l’assiduité par un fichier : le classeur des dossiers, complété',
  request: {
    params,
    query: z.object({ nom: z.string().min(1).max(255) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: { 200: json('Combien', attestes), ...errorResponses(400, 404, 413, 422) },
})
