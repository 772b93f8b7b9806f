import { z } from '@hono/zod-openapi'
import {
  paramImport,
  queryAnomalies,
  queryApercu,
  queryNom,
  schemaApercu,
  schemaCree,
  schemaDemande,
  schemaImport,
  schemaPageAnomalies,
  schemaRecu,
} from '#campagnes/importation/schema-import.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about imports; `routes-import.ts` keeps the promise. */
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const tags = ['Imports']

export const getModeleXlsx = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/modele.xlsx',
  tags,
  summary: 'Fichier modèle à remplir, avec son mode d’emploi',
  responses: { 200: binary('Le classeur', XLSX) },
})

export const getModeleCsv = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/modele.csv',
  tags,
  summary: 'Fichier modèle en CSV (point-virgule, UTF-8)',
  responses: { 200: binary('Le fichier', 'text/csv') },
})

export const getImports = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports',
  tags,
  summary: 'Imports en cours ou prêts, le plus récent d’abord',
  responses: { 200: json('Au plus vingt imports', z.array(schemaImport)) },
})

export const postImport = declareRoute({
  droit: 'import.deposer',
  method: 'post',
  path: '/imports',
  tags,
  summary: 'Envoyer un fichier de candidatures',
  description:
    'Le corps est le fichier lui-même, XLSX ou CSV, de 100 Mo au plus. Un fichier où aucun tableau n’est trouvé est refusé ' +
    'aussitôt (422) ; les autres sont lus ensuite : suivez `GET /imports/{id}`. ' +
    'Le même fichier envoyé deux fois est le même import.',
  request: {
    query: queryNom,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    200: json('Ce fichier avait déjà été envoyé', schemaRecu),
    202: json('Reçu, lecture à suivre', schemaRecu),
    ...errorResponses(400, 413, 415, 422),
  },
})

export const getImport = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/{id}',
  tags,
  summary: 'Où en est un import',
  request: { params: paramImport },
  responses: { 200: json('L’import', schemaImport), ...errorResponses(404) },
})

export const getAnomalies = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/{id}/anomalies',
  tags,
  summary: 'Erreurs et avertissements, par page de 100',
  description:
    'Les erreurs d’abord, dans l’ordre du fichier. `colonne` vide désigne les anomalies de lignes entières.',
  request: { params: paramImport, query: queryAnomalies },
  responses: { 200: json('Une page', schemaPageAnomalies), ...errorResponses(400, 404) },
})

export const getApercu = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/{id}/apercu',
  tags,
  summary: 'Lignes telles qu’elles ont été comprises, par page de 50',
  request: { params: paramImport, query: queryApercu },
  responses: { 200: json('Une page', schemaApercu), ...errorResponses(400, 404) },
})

export const getCorrige = declareRoute({
  droit: 'import.deposer',
  method: 'get',
  path: '/imports/{id}/corrige.xlsx',
  tags,
  summary: 'Le fichier reçu, avec ce qu’il faut corriger sur chaque ligne',
  description:
    'Peut être renvoyé tel quel une fois corrigé. Les cellules sont colorées jusqu’à 3 000 lignes.',
  request: { params: paramImport },
  responses: { 200: binary('Le classeur', XLSX), ...errorResponses(404, 409, 422) },
})

export const postCampagne = declareRoute({
  droit: 'campagne.creer',
  method: 'post',
  path: '/imports/{id}/campagne',
  tags,
  summary: 'Créer une campagne à partir d’un import sans erreur',
  description: 'Tout ou rien. Une seconde demande répond la même campagne et ne change rien.',
  request: {
    params: paramImport,
    body: jsonBody(schemaDemande),
  },
  responses: {
    200: json('La campagne existait déjà', schemaCree),
    201: json('La campagne est créée', schemaCree),
    ...errorResponses(400, 404, 409, 422),
  },
})

export const deleteImport = declareRoute({
  droit: 'import.deposer',
  method: 'delete',
  path: '/imports/{id}',
  tags,
  summary: 'Abandonner un import',
  description: 'Un import déjà devenu une campagne ne s’abandonne pas.',
  request: { params: paramImport },
  responses: { 204: { description: 'L’import est abandonné' }, ...errorResponses(404, 409) },
})
