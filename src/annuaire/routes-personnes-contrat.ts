import { z } from '@hono/zod-openapi'
import { schemaRole } from '#annuaire/schema-compte.ts'
import {
  params,
  rechercheComptes,
  schemaApprobation,
  schemaAttente,
  schemaCompte,
  schemaComptes,
  schemaMotif,
  schemaRattachement,
  schemaSessionAdministree,
} from '#annuaire/schema-gestion.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const tags = ['Administration']
const droit = 'personne.gerer'
const fait = (description: string) => ({ 204: { description }, ...errorResponses(400, 404, 409, 422) })
const paramsRole = params.extend({ role: schemaRole })

export const getAttente = declareRoute({
  droit,
  method: 'get',
  path: '/administration/attente',
  tags,
  summary: 'Combien de comptes et d’organisations attendent un accord',
  responses: { 200: json('Deux nombres', schemaAttente) },
})

export const getPersonnes = declareRoute({
  droit,
  method: 'get',
  path: '/personnes',
  tags,
  summary: 'Comptes, ceux qui attendent d’abord, cinquante par page',
  request: { query: rechercheComptes },
  responses: { 200: json('Une page de comptes', schemaComptes), ...errorResponses(400) },
})

export const getPersonne = declareRoute({
  droit,
  method: 'get',
  path: '/personnes/{id}',
  tags,
  summary: 'Un compte : qui, pour quelle organisation, avec quels rôles',
  request: { params },
  responses: { 200: json('Le compte', schemaCompte), ...errorResponses(400, 404) },
})

export const postApprobation = declareRoute({
  droit,
  method: 'post',
  path: '/personnes/{id}/approbation',
  tags,
  summary: 'Approuver un compte qui attend, et lui donner un premier rôle',
  request: { params, body: jsonBody(schemaApprobation) },
  responses: fait('Le compte est actif'),
})

export const postSuspension = declareRoute({
  droit,
  method: 'post',
  path: '/personnes/{id}/suspension',
  tags,
  summary: 'Suspendre un compte et fermer ses sessions',
  request: { params, body: jsonBody(schemaMotif) },
  responses: fait('Le compte est suspendu, ses sessions fermées'),
})

export const postRetablissement = declareRoute({
  droit,
  method: 'post',
  path: '/personnes/{id}/retablissement',
  tags,
  summary: 'Rétablir un compte suspendu, avec les rôles qu’il avait',
  request: { params },
  responses: fait('Le compte est actif'),
})

export const putOrganisation = declareRoute({
  droit,
  method: 'put',
  path: '/personnes/{id}/organisation',
  tags,
  summary: 'Rattacher un compte à une organisation',
  request: { params, body: jsonBody(schemaRattachement) },
  responses: fait('Le compte est rattaché'),
})

export const putRole = declareRoute({
  droit,
  method: 'put',
  path: '/personnes/{id}/roles/{role}',
  tags,
  summary: 'Donner un rôle, de la nature de l’organisation du compte',
  request: { params: paramsRole },
  responses: fait('Le rôle est donné'),
})

export const deleteRole = declareRoute({
  droit,
  method: 'delete',
  path: '/personnes/{id}/roles/{role}',
  tags,
  summary: 'Retirer un rôle',
  request: { params: paramsRole },
  responses: fait('Le rôle est retiré'),
})

export const getSessions = declareRoute({
  droit,
  method: 'get',
  path: '/personnes/{id}/sessions',
  tags,
  summary: 'Navigateurs où une personne est connectée',
  request: { params },
  responses: {
    200: json('Les sessions ouvertes, la dernière vue d’abord', z.array(schemaSessionAdministree)),
    ...errorResponses(400, 404),
  },
})

export const deleteSession = declareRoute({
  droit,
  method: 'delete',
  path: '/personnes/{id}/sessions/{session}',
  tags,
  summary: 'Fermer la session d’une personne',
  request: { params: params.extend({ session: z.string().max(100) }) },
  responses: { 204: { description: 'La session est fermée' }, ...errorResponses(400, 404) },
})
