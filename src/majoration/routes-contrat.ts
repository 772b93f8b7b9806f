import { z } from '@hono/zod-openapi'
import { paramId } from '#campagnes/schema-campagne.ts'
import {
  paramScenario,
  queryVersion,
  schemaCopie,
  schemaModification,
  schemaNouveauScenario,
  schemaPerimee,
  schemaScenario,
} from '#majoration/schema-scenario.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about scenarios; `routes.ts` keeps the promise. */
const tags = ['Scénarios']

export const getScenarios = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/scenarios',
  tags,
  summary: 'Scénarios enregistrés d’une campagne, du plus ancien au plus récent',
  description:
    'Le scénario « reglement », le règlement tel quel, existe toujours et ne figure pas dans la liste.',
  request: { params: paramId },
  responses: { 200: json('Les scénarios', z.array(schemaScenario)), ...errorResponses(404) },
})

export const postScenario = declareRoute({
  droit: 'scenario.ecrire',
  method: 'post',
  path: '/campagnes/{id}/scenarios',
  tags,
  summary: 'Enregistrer un nouveau scénario',
  request: { params: paramId, body: jsonBody(schemaNouveauScenario) },
  responses: {
    201: json('Le scénario, en version 1', schemaScenario),
    ...errorResponses(400, 404, 409, 422),
  },
})

export const putScenario = declareRoute({
  droit: 'scenario.ecrire',
  method: 'put',
  path: '/scenarios/{id}',
  tags,
  summary: 'Enregistrer les modifications d’un scénario',
  description: 'Refusé (409, `version_perimee`) si quelqu’un d’autre l’a enregistré depuis la version lue.',
  request: { params: paramScenario, body: jsonBody(schemaModification) },
  responses: {
    200: json('Le scénario, dans sa nouvelle version', schemaScenario),
    409: json('Version périmée, ou nom déjà pris', schemaPerimee),
    ...errorResponses(400, 404, 422),
  },
})

export const postCopie = declareRoute({
  droit: 'scenario.ecrire',
  method: 'post',
  path: '/scenarios/{id}/dupliquer',
  tags,
  summary: 'Copier un scénario sous un autre nom',
  request: { params: paramScenario, body: jsonBody(schemaCopie) },
  responses: { 201: json('La copie, en version 1', schemaScenario), ...errorResponses(400, 404, 409, 422) },
})

export const deleteScenario = declareRoute({
  droit: 'scenario.ecrire',
  method: 'delete',
  path: '/scenarios/{id}',
  tags,
  summary: 'Supprimer un scénario',
  request: { params: paramScenario, query: queryVersion },
  responses: {
    204: { description: 'Le scénario n’existe plus' },
    409: json('Version périmée', schemaPerimee),
    ...errorResponses(400, 404),
  },
})
