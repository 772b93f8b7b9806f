import { z } from '@hono/zod-openapi'
import {
  schemaActeSession,
  schemaOctrois,
  schemaSaisieSession,
  schemaSessionLue,
  schemaSessionResumee,
} from '#aides/sessions/schema-sessions.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What the sessions of individual aids answer, route by route.

const tags = ['Campagnes d’aides']
export const params = z.object({ id: z.string().min(1).max(100) })
const cree = z.object({ id: z.string() })
const fait = { 204: { description: 'C’est fait' }, ...errorResponses(400, 404, 422) } as const

export const getSessions = declareRoute({
  droit: 'aide.lire',
  method: 'get',
  path: '/campagnes-aides',
  tags,
  summary: 'Campagnes d’aides individuelles : état, enveloppe, dossiers',
  description: 'Un organisme voit celles qui sont ouvertes ou l’ont été, et n’y compte que les siens.',
  responses: { 200: json('La plus récente d’abord', z.array(schemaSessionResumee)) },
})

export const postSession = declareRoute({
  droit: 'aide.conduire',
  method: 'post',
  path: '/campagnes-aides',
  tags,
  summary: 'Créer une campagne : le texte de l’aide y est figé par son empreinte',
  request: { body: jsonBody(schemaSaisieSession) },
  responses: { 201: json('Son identifiant', cree), ...errorResponses(400, 422) },
})

export const getSession = declareRoute({
  droit: 'aide.lire',
  method: 'get',
  path: '/campagnes-aides/{id}',
  tags,
  summary: 'Une campagne : consommation par organisme, niveau et état, listes, octrois',
  request: { params },
  responses: { 200: json('La campagne', schemaSessionLue), ...errorResponses(404) },
})

export const putSession = declareRoute({
  droit: 'aide.conduire',
  method: 'put',
  path: '/campagnes-aides/{id}',
  tags,
  summary: 'Changer le libellé, les dates, l’enveloppe, l’attestation',
  request: { params, body: jsonBody(schemaSaisieSession) },
  responses: fait,
})

export const postEtatSession = declareRoute({
  droit: 'aide.conduire',
  method: 'post',
  path: '/campagnes-aides/{id}/etat',
  tags,
  summary: 'Ouvrir, clore, rouvrir, solder',
  request: {
    params,
    body: jsonBody(z.object({ acte: schemaActeSession, motif: z.string().max(2_000).optional() })),
  },
  responses: fait,
})

export const postOctroi = declareRoute({
  droit: 'aide.conduire',
  method: 'post',
  path: '/campagnes-aides/{id}/octrois',
  tags,
  summary: 'Accorder les aides proposées, dans l’ordre du dépôt et dans l’enveloppe',
  description:
    'Se fait en arrière-plan. Ce que l’enveloppe ne tient pas attend, à son rang. Demandé pendant qu’un octroi se fait, le reprend.',
  request: { params },
  responses: { 202: json('Son identifiant', cree), ...errorResponses(404, 422) },
})

export const getOctrois = declareRoute({
  droit: 'aide.lire',
  method: 'get',
  path: '/campagnes-aides/{id}/octrois',
  tags,
  summary: 'Octrois d’une campagne : avancement et compte rendu',
  request: { params },
  responses: { 200: json('Le plus récent d’abord', schemaOctrois), ...errorResponses(404) },
})
