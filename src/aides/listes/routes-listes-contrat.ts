import { z } from '@hono/zod-openapi'
import {
  paramLigne,
  paramListe,
  paramSession,
  queryLignes,
  queryNomListe,
  schemaCorrection,
  schemaDepot,
  schemaEcart,
  schemaLigne,
  schemaListe,
  schemaListeRecue,
  schemaListes,
  schemaPageLignes,
  schemaRemplacees,
  schemaRemplacement,
} from '#aides/listes/schema-listes.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about lists of aids; `routes-listes.ts` and its neighbours keep the promise. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binaire = z.string().openapi({ format: 'binary' })
const fichier = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: binaire } },
})
const tags = ['Listes d’aides']

export const getModeleListeXlsx = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/listes-aides/modele.xlsx',
  tags,
  summary: 'Fichier modèle à remplir, avec son mode d’emploi',
  responses: { 200: fichier('Le classeur', XLSX) },
})

export const getModeleListeCsv = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/listes-aides/modele.csv',
  tags,
  summary: 'Fichier modèle en CSV (point-virgule, UTF-8)',
  responses: { 200: fichier('Le fichier', 'text/csv') },
})

export const getListes = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/campagnes-aides/{id}/listes',
  tags,
  summary: 'Listes déposées pour une campagne d’aides : les siennes, ou toutes pour la Région',
  request: { params: paramSession },
  responses: { 200: json('La plus récente d’abord', schemaListes), ...errorResponses(404) },
})

export const postListe = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/campagnes-aides/{id}/listes',
  tags,
  summary: 'Envoyer une liste d’apprentis',
  description:
    'Le corps est le fichier lui-même, XLSX ou CSV, de 100 Mo au plus ; il est chiffré, puis effacé une fois lu. Un fichier ' +
    'sans les colonnes attendues est refusé aussitôt (422) ; les autres sont lus ensuite : suivez `GET /listes-aides/{id}`. ' +
    'Le même fichier envoyé deux fois est la même liste.',
  request: {
    params: paramSession,
    query: queryNomListe,
    body: { required: true, content: { 'application/octet-stream': { schema: binaire } } },
  },
  responses: {
    200: json('Ce fichier avait déjà été envoyé', schemaListeRecue),
    202: json('Reçu, lecture à suivre', schemaListeRecue),
    ...errorResponses(400, 404, 413, 415, 422),
  },
})

export const getListe = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/listes-aides/{id}',
  tags,
  summary: 'Où en est une liste : lecture, erreurs par colonne et par cause, dossiers faits',
  request: { params: paramListe },
  responses: { 200: json('La liste', schemaListe), ...errorResponses(404) },
})

export const getLignes = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/listes-aides/{id}/lignes',
  tags,
  summary: 'Lignes d’une liste, par page de 50',
  request: { params: paramListe, query: queryLignes },
  responses: { 200: json('Une page', schemaPageLignes), ...errorResponses(400, 404) },
})

export const patchLigne = declareRoute({
  droit: 'aide.deposer',
  method: 'patch',
  path: '/listes-aides/{id}/lignes/{ligne}',
  tags,
  summary: 'Corriger des cellules d’une ligne, contrôlée de nouveau aussitôt',
  request: { params: paramLigne, body: jsonBody(schemaCorrection) },
  responses: { 200: json('La ligne', schemaLigne), ...errorResponses(400, 404, 409) },
})

export const putEcart = declareRoute({
  droit: 'aide.deposer',
  method: 'put',
  path: '/listes-aides/{id}/lignes/{ligne}/ecart',
  tags,
  summary: 'Écarter une ligne du dépôt, avec un motif ; ou la reprendre',
  request: { params: paramLigne, body: jsonBody(schemaEcart) },
  responses: { 200: json('La ligne', schemaLigne), ...errorResponses(400, 404, 409) },
})

export const postRemplacement = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/listes-aides/{id}/remplacements',
  tags,
  summary: 'Appliquer une correction à toutes les cellules identiques d’une colonne',
  description:
    'Par lots de 2 000 lignes : recommencez tant que la réponse en compte autant. Le compte bancaire ne se remplace pas ainsi.',
  request: { params: paramListe, body: jsonBody(schemaRemplacement) },
  responses: { 200: json('Combien de lignes', schemaRemplacees), ...errorResponses(400, 404, 409, 422) },
})

export const postCorrigee = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/listes-aides/{id}/fichier',
  tags,
  summary: 'Télécharger sa liste telle que corrigée, avec ce qui reste à corriger',
  description:
    'Les colonnes du fichier, puis celles des erreurs. Les comptes bancaires y sont : l’acte est tracé.',
  request: { params: paramListe },
  responses: { 200: fichier('Le classeur', XLSX), ...errorResponses(404, 409) },
})

export const postDepot = declareRoute({
  droit: 'aide.deposer',
  method: 'post',
  path: '/listes-aides/{id}/depot',
  tags,
  summary: 'Déposer une liste : un dossier par ligne valide',
  description:
    'Seulement pendant que la campagne d’aides est ouverte, à la seconde près. Une seconde demande ne change rien.',
  request: { params: paramListe, body: jsonBody(schemaDepot) },
  responses: { 202: { description: 'Dépôt en cours, à suivre' }, ...errorResponses(400, 404, 409, 422) },
})

export const deleteListe = declareRoute({
  droit: 'aide.deposer',
  method: 'delete',
  path: '/listes-aides/{id}',
  tags,
  summary: 'Abandonner une liste : son fichier et ses lignes sont effacés',
  request: { params: paramListe },
  responses: { 204: { description: 'La liste est abandonnée' }, ...errorResponses(404, 409) },
})
