import { z } from '@hono/zod-openapi'
import {
  corpsChoix,
  corpsEcart,
  corpsScan,
  paramId as params,
  queryNom,
  schemaChoix,
  schemaCree,
  schemaRecu,
  schemaScans,
} from '#courriers/scans/schema-scans.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about scans of signed letters; `routes-scans.ts` and `routes-scans-pages.ts` keep the promise. */
const tags = ['Lettres de notification']
const binaire = z.string().openapi({ format: 'binary' })
const fichier = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: binaire } },
})

export const getScans = declareRoute({
  droit: 'campagne.conduire',
  method: 'get',
  path: '/campagnes/{id}/scans',
  tags,
  summary: 'Scans de lettres signées : où en est leur lecture, et les pages à voir',
  request: { params },
  responses: { 200: json('Les scans', schemaScans), ...errorResponses(400, 404) },
})

export const postScan = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/scans',
  tags,
  summary: 'Commencer un envoi de lettres signées : qui les a signées, quand',
  request: { params, body: jsonBody(corpsScan) },
  responses: { 201: json('L’envoi, vide', schemaCree), ...errorResponses(400, 404, 422) },
})

export const postFichier = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/scans/{id}/fichiers',
  tags,
  summary: 'Ajouter un fichier à un envoi : PDF, PNG ou JPEG (100 Mo au plus)',
  request: {
    params,
    query: queryNom,
    body: { required: true, content: { 'application/octet-stream': { schema: binaire } } },
  },
  responses: { 201: json('Reçu', schemaRecu), ...errorResponses(400, 404, 413, 422) },
})

export const postLecture = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/scans/{id}/lecture',
  tags,
  summary: 'Lire un envoi en arrière-plan, ou reprendre sa lecture',
  request: { params },
  responses: { 202: { description: 'La lecture commence' }, ...errorResponses(400, 404, 422) },
})

export const postArret = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/scans/{id}/annulation',
  tags,
  summary: 'Arrêter la lecture d’un envoi : ce qui est joint le reste',
  request: { params },
  responses: { 204: { description: 'Arrêtée' }, ...errorResponses(400, 404, 422) },
})

export const getVignette = declareRoute({
  droit: 'campagne.conduire',
  method: 'get',
  path: '/scans/pages/{id}/vignette',
  tags,
  summary: 'Image réduite d’une page à voir',
  request: { params },
  responses: { 200: fichier('L’image', 'image/png'), ...errorResponses(400, 404) },
})

export const getPage = declareRoute({
  droit: 'campagne.conduire',
  method: 'get',
  path: '/scans/pages/{id}/document',
  tags,
  summary: 'Une page à voir, telle que numérisée, en PDF',
  request: { params },
  responses: { 200: fichier('La page', 'application/pdf'), ...errorResponses(400, 404) },
})

export const postChoix = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/scans/pages/{id}/rattachement',
  tags,
  summary: 'Dire à la main de quelle lettre est une page, et laquelle',
  description: 'L’original est joint aussitôt si la lettre est alors entière.',
  request: { params, body: jsonBody(corpsChoix) },
  responses: { 200: json('Ce qu’il en est', schemaChoix), ...errorResponses(400, 404, 422) },
})

export const postEcart = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/scans/pages/{id}/ecart',
  tags,
  summary: 'Écarter une page, avec le motif : son image est effacée',
  request: { params, body: jsonBody(corpsEcart) },
  responses: { 200: json('Ce qu’il en est de sa lettre', schemaChoix), ...errorResponses(400, 404, 422) },
})
