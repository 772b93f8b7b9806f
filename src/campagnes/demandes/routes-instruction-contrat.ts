import { z } from '@hono/zod-openapi'
import {
  schemaAttribution,
  schemaAvis,
  schemaComplement,
  schemaCorrection,
  schemaEtude,
  schemaFile,
  schemaLevee,
  schemaLot,
  schemaLotDemande,
  schemaMessage,
  schemaMotif,
  schemaNomVue,
  schemaNouvelleVue,
  schemaPage,
  schemaRecherche,
  schemaRejet,
  schemaVoisines,
  schemaVue,
} from '#campagnes/demandes/schema-instruction.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What the instruction desk answers, route by route.

const tags = ['Instruction des demandes']
const identifiant = z.string().min(1).max(100)
const params = z.object({ id: identifiant })
const lire = { droit: 'instruction.lire', method: 'get', tags } as const
const instruire = { droit: 'demande.instruire', method: 'post', tags } as const
const valider = { droit: 'demande.valider', method: 'post', tags } as const
const fait = { 204: { description: 'C’est fait' }, ...errorResponses(400, 404, 422) } as const

export const getFile = declareRoute({
  ...lire,
  path: '/campagnes/{id}/demandes',
  summary: 'File des demandes d’une campagne, cinquante par page',
  request: { params, query: schemaPage },
  responses: { 200: json('Une page de la file', schemaFile), ...errorResponses(400, 404) },
})

export const getVoisines = declareRoute({
  ...lire,
  path: '/campagnes/{id}/demandes/{demande}/voisines',
  summary: 'Place d’une demande dans la file ainsi regardée : la précédente, la suivante',
  request: { params: params.extend({ demande: identifiant }), query: schemaRecherche },
  responses: { 200: json('Sa place', schemaVoisines), ...errorResponses(400, 404) },
})

export const getEtude = declareRoute({
  ...lire,
  path: '/demandes/{id}/instruction',
  summary: 'Tout ce qu’un agent lit pour instruire une demande déposée',
  request: { params },
  responses: { 200: json('La demande et ses contrôles', schemaEtude), ...errorResponses(404) },
})

export const postAttribution = declareRoute({
  ...instruire,
  path: '/demandes/{id}/attribution',
  summary: 'Confier une demande à un agent, ou à personne',
  request: { params, body: jsonBody(schemaAttribution) },
  responses: fait,
})

export const postCorrection = declareRoute({
  ...instruire,
  path: '/demandes/{id}/corrections',
  summary: 'Corriger une valeur déclarée : les deux restent',
  request: { params, body: jsonBody(schemaCorrection) },
  responses: fait,
})

export const postLevee = declareRoute({
  ...instruire,
  path: '/demandes/{id}/alertes/levee',
  summary: 'Lever une alerte, avec un motif ; elle revient si ses chiffres changent',
  request: { params, body: jsonBody(schemaLevee) },
  responses: fait,
})

export const postAvis = declareRoute({
  ...instruire,
  path: '/demandes/{id}/avis',
  summary: 'Donner un avis',
  request: { params, body: jsonBody(schemaAvis) },
  responses: fait,
})

export const postMessage = declareRoute({
  ...instruire,
  path: '/demandes/{id}/instruction/messages',
  summary: 'Écrire à l’organisme, ou entre agents',
  request: { params, body: jsonBody(schemaMessage) },
  responses: fait,
})

export const postComplement = declareRoute({
  ...instruire,
  path: '/demandes/{id}/complements',
  summary: 'Demander un complément à l’organisme, avant une date',
  request: { params, body: jsonBody(schemaComplement) },
  responses: fait,
})

export const postConstat = declareRoute({
  ...instruire,
  path: '/demandes/{id}/constat-complet',
  summary: 'Constater que rien ne manque',
  request: { params },
  responses: fait,
})

export const postInstruction = declareRoute({
  ...instruire,
  path: '/demandes/{id}/instruction',
  summary: 'Conclure l’instruction : il y faut un avis final',
  request: { params },
  responses: fait,
})

export const postRendu = declareRoute({
  ...valider,
  path: '/demandes/{id}/rendu',
  summary: 'Rendre une demande à l’instruction',
  request: { params, body: jsonBody(schemaMotif) },
  responses: fait,
})

export const postValidation = declareRoute({
  ...valider,
  path: '/demandes/{id}/validation',
  summary: 'Valider une demande que l’on n’a pas instruite',
  request: { params },
  responses: fait,
})

export const postRejet = declareRoute({
  ...valider,
  path: '/demandes/{id}/rejet',
  summary: 'Déclarer une demande inéligible, avec tous les motifs',
  request: { params, body: jsonBody(schemaRejet) },
  responses: fait,
})

export const postRetablissement = declareRoute({
  ...valider,
  path: '/demandes/{id}/retablissement',
  summary: 'Rétablir une demande déclarée inéligible',
  request: { params, body: jsonBody(schemaMotif) },
  responses: fait,
})

export const postLot = declareRoute({
  ...instruire,
  path: '/campagnes/{id}/demandes/lot',
  summary: 'Faire un même acte sur plusieurs demandes, en arrière-plan',
  description: 'Valider demande en plus le droit de valider.',
  request: { params, body: jsonBody(schemaLotDemande) },
  responses: { 202: json('Le travail qui commence', schemaLot), ...errorResponses(400, 404, 422) },
})

export const getLot = declareRoute({
  ...lire,
  path: '/instruction/lots/{id}',
  summary: 'Avancement d’un travail et compte rendu, demande par demande',
  request: { params },
  responses: { 200: json('Le travail', schemaLot), ...errorResponses(404) },
})

export const postAnnulation = declareRoute({
  ...instruire,
  path: '/instruction/lots/{id}/annulation',
  summary: 'Arrêter un travail : ce qui est fait reste fait',
  request: { params },
  responses: { 200: json('Le travail arrêté', schemaLot), ...errorResponses(404, 422) },
})

export const postRelance = declareRoute({
  ...instruire,
  path: '/instruction/lots/{id}/relance',
  summary: 'Reprendre ce qu’un travail a refusé ou laissé de côté',
  description: 'Au nom de qui l’avait lancé, avec ses droits d’aujourd’hui.',
  request: { params },
  responses: { 202: json('Le travail qui reprend', schemaLot), ...errorResponses(404, 422) },
})

export const getVues = declareRoute({
  ...lire,
  path: '/instruction/vues',
  summary: 'Vues de la file partagées dans l’équipe',
  responses: { 200: json('Par nom', z.array(schemaVue)) },
})

export const postVue = declareRoute({
  ...instruire,
  path: '/instruction/vues',
  summary: 'Partager une vue de la file',
  request: { body: jsonBody(schemaNouvelleVue) },
  responses: { 201: json('La vue', schemaVue), ...errorResponses(400, 409) },
})

export const putVue = declareRoute({
  ...instruire,
  method: 'put',
  path: '/instruction/vues/{id}',
  summary: 'Renommer une vue',
  request: { params, body: jsonBody(schemaNomVue) },
  responses: { 204: { description: 'Renommée' }, ...errorResponses(400, 404, 409) },
})

export const deleteVue = declareRoute({
  ...instruire,
  method: 'delete',
  path: '/instruction/vues/{id}',
  summary: 'Supprimer une vue',
  request: { params },
  responses: { 204: { description: 'Supprimée' }, ...errorResponses(404) },
})
