import { z } from '@hono/zod-openapi'
import {
  paramCampagne,
  schemaArret,
  schemaDeliberation,
  schemaModificationDeliberation,
  schemaVersion,
} from '#deliberations/schema-deliberation.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about the délibération of a campaign; `routes-deliberation.ts` keeps the promise. */

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const PDF = 'application/pdf'

const tags = ['Délibérations']
const params = paramCampagne
const fichier = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})

export const getDeliberation = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/deliberation',
  tags,
  summary: 'Texte de la délibération, rempli, et le contrôle de ses chiffres',
  request: { params },
  responses: { 200: json('La délibération', schemaDeliberation), ...errorResponses(404) },
})

export const putDeliberation = declareRoute({
  droit: 'campagne.conduire',
  method: 'put',
  path: '/campagnes/{id}/deliberation',
  tags,
  summary: 'Enregistrer le texte, le jour des contrats et les affectations',
  description: 'Un champ inconnu, mal placé ou obligatoire et absent est refusé, tous à la fois.',
  request: { params, body: jsonBody(schemaModificationDeliberation) },
  responses: { 200: json('La version écrite', schemaVersion), ...errorResponses(400, 404, 409, 422) },
})

export const postArret = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/deliberation/arret',
  tags,
  summary: 'Arrêter le texte voté : il ne change plus, numéroté et sous empreinte',
  request: { params },
  responses: { 200: json('Le texte arrêté', schemaArret), ...errorResponses(404, 409, 422) },
})

export const getDocx = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/deliberation.docx',
  tags,
  summary: 'La délibération à reprendre dans un traitement de texte',
  request: { params },
  responses: { 200: fichier('Le document', DOCX), ...errorResponses(404, 422) },
})

export const getPdf = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/deliberation.pdf',
  tags,
  summary: 'La délibération à archiver, en PDF/UA',
  request: { params },
  responses: { 200: fichier('Le document', PDF), ...errorResponses(404, 422) },
})
