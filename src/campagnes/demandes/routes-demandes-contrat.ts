import { z } from '@hono/zod-openapi'
import {
  corpsEffectif,
  corpsFormation,
  corpsIdentifiants,
  corpsMessage,
  corpsReponse,
  corpsRetrait,
  corpsVersion,
  paramDemande,
  paramFormation,
  paramPiece,
  queryFichier,
  queryPiece,
  queryVersion,
  schemaAppels,
  schemaDemandeLue,
  schemaEnregistrement,
  schemaFichierLu,
  schemaId,
} from '#campagnes/demandes/schema-demandes.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about the applications of training centres; the other `routes-demandes-*` keep the promise. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const PDF = 'application/pdf'
const tags = ['Demandes']
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const fichier = {
  required: true,
  content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
}
const enregistre = { 200: json('Enregistré', schemaEnregistrement), ...errorResponses(400, 404, 409, 422) }
const deposer = { droit: 'demande.deposer', tags } as const
const lire = { droit: 'demande.lire', tags, method: 'get' } as const

export const getAppels = declareRoute({
  droit: 'campagne.lire',
  tags,
  method: 'get',
  path: '/appels',
  summary: 'Appels ouverts, avec la demande de son organisme s’il en a une',
  responses: { 200: json('Les appels', schemaAppels) },
})

export const postDemande = declareRoute({
  ...deposer,
  method: 'post',
  path: '/campagnes/{id}/demandes',
  summary: 'Ouvrir la demande de son organisme',
  description: 'La seconde fois, répond celle qui est déjà ouverte.',
  request: { params: paramId },
  responses: {
    200: json('Déjà ouverte', schemaId),
    201: json('Ouverte', schemaId),
    ...errorResponses(400, 404, 422),
  },
})

export const getDemande = declareRoute({
  ...lire,
  path: '/demandes/{id}',
  summary: 'Une demande, avec ses formations, ses pièces et son suivi',
  request: { params: paramDemande },
  responses: { 200: json('La demande', schemaDemandeLue), ...errorResponses(400, 404) },
})

export const putFormation = declareRoute({
  ...deposer,
  method: 'put',
  path: '/demandes/{id}/formations/{identifiant}',
  summary: 'Enregistrer une formation, nouvelle ou non, juste ou non',
  request: { params: paramFormation, body: jsonBody(corpsFormation) },
  responses: enregistre,
})

export const deleteFormation = declareRoute({
  ...deposer,
  method: 'delete',
  path: '/demandes/{id}/formations/{identifiant}',
  summary: 'Retirer une formation',
  request: { params: paramFormation, query: queryVersion },
  responses: enregistre,
})

export const putEffectif = declareRoute({
  ...deposer,
  method: 'put',
  path: '/demandes/{id}/effectif',
  summary: 'Enregistrer l’effectif de l’organisme',
  request: { params: paramDemande, body: jsonBody(corpsEffectif) },
  responses: enregistre,
})

export const putIdentifiants = declareRoute({
  ...deposer,
  method: 'put',
  path: '/demandes/{id}/identifiants',
  summary: 'Enregistrer l’UAI et le NDA de l’organisme',
  description: 'Ils valent pour toutes ses demandes ; ce qui est faux est refusé, champ par champ.',
  request: { params: paramDemande, body: jsonBody(corpsIdentifiants) },
  responses: enregistre,
})

export const postRenouvellement = declareRoute({
  ...deposer,
  method: 'post',
  path: '/demandes/{id}/renouvellement',
  summary: 'Reprendre les formations de la campagne précédente',
  request: { params: paramDemande, body: jsonBody(corpsVersion) },
  responses: enregistre,
})

export const postFichier = declareRoute({
  ...deposer,
  method: 'post',
  path: '/demandes/{id}/formations/fichier',
  summary: 'Lire les formations d’un fichier CSV ou XLSX, pour un aperçu ou pour de bon',
  description: 'Les lignes fautives entrent comme elles sont écrites : elles se corrigent ensuite.',
  request: { params: paramDemande, query: queryFichier, body: fichier },
  responses: {
    200: json('Ce que le fichier contient', schemaFichierLu),
    ...errorResponses(400, 404, 409, 413, 422),
  },
})

export const getFormationsXlsx = declareRoute({
  ...lire,
  path: '/demandes/{id}/formations.xlsx',
  summary: 'Les formations dans un classeur, chaque cellule à corriger colorée',
  request: { params: paramDemande },
  responses: { 200: binary('Le classeur', XLSX), ...errorResponses(400, 404) },
})

export const postPiece = declareRoute({
  ...deposer,
  method: 'post',
  path: '/demandes/{id}/pieces',
  summary: 'Joindre un document',
  description: 'PDF, XLSX, DOCX, ODT, PNG ou JPEG, 20 Mo au plus ; c’est son contenu qui dit ce qu’il est.',
  request: { params: paramDemande, query: queryPiece, body: fichier },
  responses: { 201: json('Joint', schemaId), ...errorResponses(400, 404, 413, 422) },
})

export const getPiece = declareRoute({
  ...lire,
  path: '/demandes/{id}/pieces/{piece}',
  summary: 'Télécharger un document joint',
  request: { params: paramPiece },
  responses: { 200: binary('Le document', 'application/octet-stream'), ...errorResponses(400, 404) },
})

export const deletePiece = declareRoute({
  ...deposer,
  method: 'delete',
  path: '/demandes/{id}/pieces/{piece}',
  summary: 'Retirer un document joint',
  request: { params: paramPiece },
  responses: { 204: { description: 'Retiré' }, ...errorResponses(400, 404, 422) },
})

const acte = {
  ...deposer,
  method: 'post',
  responses: { 204: { description: 'Fait' }, ...errorResponses(400, 404, 409, 422) },
} as const

export const postDepot = declareRoute({
  ...acte,
  path: '/demandes/{id}/depot',
  summary: 'Déposer la demande',
  request: { params: paramDemande, body: jsonBody(corpsVersion) },
})

export const postReprise = declareRoute({
  ...acte,
  path: '/demandes/{id}/reprise',
  summary: 'Reprendre une demande déposée, tant que l’appel est ouvert, pour la changer',
  request: { params: paramDemande, body: jsonBody(corpsVersion) },
})

export const postRetrait = declareRoute({
  ...acte,
  path: '/demandes/{id}/retrait',
  summary: 'Retirer la demande',
  request: { params: paramDemande, body: jsonBody(corpsRetrait) },
})

export const postReponse = declareRoute({
  ...acte,
  path: '/demandes/{id}/reponse',
  summary: 'Répondre à une demande de complément, même après la clôture',
  request: { params: paramDemande, body: jsonBody(corpsReponse) },
})

export const postMessage = declareRoute({
  ...deposer,
  method: 'post',
  path: '/demandes/{id}/messages',
  summary: 'Écrire à la Région',
  request: { params: paramDemande, body: jsonBody(corpsMessage) },
  responses: { 201: json('Envoyé', schemaId), ...errorResponses(400, 404, 422) },
})

export const getRecepisse = declareRoute({
  ...lire,
  path: '/demandes/{id}/recepisse.pdf',
  summary: 'Récépissé de dépôt',
  request: { params: paramDemande },
  responses: { 200: binary('Le récépissé', PDF), ...errorResponses(400, 404, 422) },
})
