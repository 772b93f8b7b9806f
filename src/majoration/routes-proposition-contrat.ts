import { z } from '@hono/zod-openapi'
import { paramId } from '#campagnes/schema-campagne.ts'
import {
  paramProposition,
  queryAvec,
  schemaEcarts,
  schemaNouvelleProposition,
  schemaProposition,
  schemaResumeProposition,
  schemaVote,
  schemaVoteConstate,
} from '#majoration/schema-proposition.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about propositions and the vote; `routes-proposition*.ts` keep the promise. */
const tags = ['Propositions']

export const getPropositions = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/propositions',
  tags,
  summary: 'Propositions figées d’une campagne, la plus récente d’abord',
  request: { params: paramId },
  responses: { 200: json('Les propositions', z.array(schemaResumeProposition)), ...errorResponses(404) },
})

export const getProposition = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/propositions/{numero}',
  tags,
  summary: 'Une proposition entière, son empreinte vérifiée',
  request: { params: paramProposition },
  responses: { 200: json('La proposition', schemaProposition), ...errorResponses(400, 404) },
})

export const getEcarts = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/propositions/{numero}/ecarts',
  tags,
  summary: 'Ce qu’une proposition change à une autre',
  request: { params: paramProposition, query: queryAvec },
  responses: { 200: json('Les écarts', schemaEcarts), ...errorResponses(400, 404) },
})

export const postProposition = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/propositions',
  tags,
  summary: 'Figer une proposition sur la liste d’aujourd’hui',
  description: 'Recalculée par le serveur. Elle remplace la précédente, en disant pourquoi.',
  request: { params: paramId, body: jsonBody(schemaNouvelleProposition) },
  responses: { 201: json('La proposition', schemaResumeProposition), ...errorResponses(400, 404, 422) },
})

export const postVote = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/vote',
  tags,
  summary: 'Constater le vote : la proposition au vote devient les montants votés',
  description: 'En une fois : la campagne, la proposition, les montants publiés et chaque demande.',
  request: { params: paramId, body: jsonBody(schemaVote) },
  responses: { 200: json('Ce qui a été voté', schemaVoteConstate), ...errorResponses(400, 404, 422) },
})
