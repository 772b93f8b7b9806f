import {
  schemaAppel,
  schemaConduite,
  schemaCree,
  schemaDemandeReouverture,
  schemaEtatAtteint,
  schemaListeArretee,
  schemaModificationAppel,
  schemaNouvelAppel,
  schemaPassage,
  schemaReouvertures,
} from '#campagnes/schema-appel.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about the call of a campaign; `routes-appel*.ts` keep the promise. */
const tags = ['Appels']

export const postCampagne = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes',
  tags,
  summary: 'Préparer un nouvel appel',
  description: 'Crée une campagne sans formation, à l’état « En préparation » : ses demandes viendront.',
  request: { body: jsonBody(schemaNouvelAppel) },
  responses: { 201: json('La campagne créée', schemaCree), ...errorResponses(400, 422) },
})

export const getAppel = declareRoute({
  droit: 'campagne.lire',
  method: 'get',
  path: '/campagnes/{id}/appel',
  tags,
  summary: 'L’appel d’une campagne : ses dates, ses pièces, ses contacts, ses questions',
  request: { params: paramId },
  responses: { 200: json('L’appel', schemaAppel), ...errorResponses(404) },
})

export const putAppel = declareRoute({
  droit: 'campagne.conduire',
  method: 'put',
  path: '/campagnes/{id}/appel',
  tags,
  summary: 'Enregistrer l’appel d’une campagne',
  description:
    'Refusé (409, `version_perimee`) si quelqu’un d’autre l’a enregistré depuis la version lue. Une fois l’appel ouvert, ce qui engage les organismes ne change plus.',
  request: { params: paramId, body: jsonBody(schemaModificationAppel) },
  responses: {
    200: json('L’appel, dans sa nouvelle version', schemaAppel),
    ...errorResponses(400, 404, 409, 422),
  },
})

export const getConduite = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: '/campagnes/{id}/conduite',
  tags,
  summary: 'Où en est une campagne, et ce qu’il faut pour le pas suivant',
  request: { params: paramId },
  responses: { 200: json('Où elle en est', schemaConduite), ...errorResponses(404) },
})

export const postEtat = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/etat',
  tags,
  summary: 'Faire avancer une campagne, ou la ramener en arrière avec un motif',
  request: { params: paramId, body: jsonBody(schemaPassage) },
  responses: { 200: json('L’état atteint', schemaEtatAtteint), ...errorResponses(400, 404, 422) },
})

export const postListe = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/liste',
  tags,
  summary: 'Arrêter la liste : les formations des demandes validées entrent au classement',
  description: 'Remplace la liste d’avant ; les scénarios restent.',
  request: { params: paramId },
  responses: { 200: json('Ce que la liste réunit', schemaListeArretee), ...errorResponses(404, 422) },
})

export const getReouvertures = declareRoute({
  droit: 'campagne.conduire',
  method: 'get',
  path: '/campagnes/{id}/reouvertures',
  tags,
  summary: 'Réouvertures accordées à un organisme, la plus récente d’abord',
  request: { params: paramId },
  responses: { 200: json('Les réouvertures', schemaReouvertures), ...errorResponses(404) },
})

export const postReouverture = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: '/campagnes/{id}/reouvertures',
  tags,
  summary: 'Rouvrir l’appel à un organisme, jusqu’à une date, avec un motif',
  request: { params: paramId, body: jsonBody(schemaDemandeReouverture) },
  responses: { 201: json('La réouverture', schemaCree), ...errorResponses(400, 404, 422) },
})
