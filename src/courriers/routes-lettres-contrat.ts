import { z } from '@hono/zod-openapi'
import { schemaLot } from '#campagnes/demandes/schema-instruction.ts'
import {
  corpsLot,
  corpsRecours,
  corpsSignature,
  paramId as params,
  queryExemplaire,
  schemaLettres,
  schemaSignees,
} from '#courriers/schema-lettres.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about letters; `routes-lettres*.ts` keep the promise. */
const tags = ['Lettres de notification']
export const PDF = 'application/pdf'

export const getLettres = declareRoute({
  droit: 'instruction.lire',
  method: 'get',
  path: '/campagnes/{id}/lettres',
  tags,
  summary: 'Lettres d’une campagne votée, leurs états et les travaux en cours',
  request: { params },
  responses: { 200: json('Les lettres', schemaLettres), ...errorResponses(400, 404) },
})

export const putRecours = declareRoute({
  droit: 'campagne.conduire',
  method: 'put',
  path: '/campagnes/{id}/lettres/recours',
  tags,
  summary: 'Écrire les voies de recours que les prochaines lettres imprimeront',
  request: { params, body: jsonBody(corpsRecours) },
  responses: { 204: { description: 'Enregistré' }, ...errorResponses(400, 404) },
})

export const postLot = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/lettres/lot',
  tags,
  summary: 'Générer ou notifier des lettres, en arrière-plan',
  description: 'Suivi, arrêt et reprise : `/instruction/lots/{id}`.',
  request: { params, body: jsonBody(corpsLot) },
  responses: { 202: json('Le travail qui commence', schemaLot), ...errorResponses(400, 404, 422) },
})

export const postSignature = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/lettres/signature',
  tags,
  summary: 'Dire que des lettres sont signées : par qui, quand. Toutes, ou aucune',
  request: { params, body: jsonBody(corpsSignature) },
  responses: { 200: json('Combien', schemaSignees), ...errorResponses(400, 404, 422) },
})

export const getLettre = declareRoute({
  droit: 'demande.lire',
  method: 'get',
  path: '/demandes/{id}/lettre',
  tags,
  summary: 'La lettre de notification, en PDF',
  description: 'Un organisme lit la sienne, une fois notifiée.',
  request: { params, query: queryExemplaire },
  responses: {
    200: {
      description: 'La lettre',
      content: { [PDF]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 404),
  },
})

export const putScan = declareRoute({
  droit: 'campagne.conduire',
  method: 'put',
  path: '/demandes/{id}/lettre/scan',
  tags,
  summary: 'Déposer la lettre signée à la main, numérisée en PDF (10 Mo au plus)',
  request: {
    params,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: { 204: { description: 'Déposée' }, ...errorResponses(400, 404, 413, 422) },
})
