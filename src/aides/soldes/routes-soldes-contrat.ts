import { z } from '@hono/zod-openapi'
import {
  schemaApercuListe,
  schemaDetailSolde,
  schemaEcrit,
  schemaEngagementSolde,
  schemaMandatSolde,
  schemaMotif,
  schemaSaisieSolde,
  schemaSeuil,
  schemaSoldes,
  schemaTitreSolde,
  schemaVote,
} from '#aides/soldes/schema-soldes.ts'
import { queryNom } from '#campagnes/paiement/schema-paiement.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { PDF, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the routes of the balances promise. */

const tags = ['Soldes']
const un = '/soldes/{id}' as const
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const fichier = {
  params: paramId,
  query: queryNom,
  body: {
    required: true,
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
} as const
const detail = {
  200: json('Le solde et son détail', schemaDetailSolde),
  ...errorResponses(400, 404, 422),
} as const

const queryAnnexe = z.object({
  dispositif: z.string().max(80).openapi({ example: 'aea-2019-2020' }),
  deliberation: z.string().max(80).optional().openapi({
    description: 'Ceux qu’elle a votés ; sans elle, tous ceux du dispositif, en projet',
    example: 'CP 2023-247',
  }),
})

export const getSoldes = declareRoute({
  droit: 'solde.lire',
  method: 'get',
  path: '/soldes',
  tags,
  summary: 'Les soldes des aides avancées : estimé, avancé, réel, solde, état',
  description: 'La Région voit tout, un organisme le sien une fois constaté.',
  responses: { 200: json('Les soldes', schemaSoldes) },
})

export const getAnnexeSoldes = declareRoute({
  droit: 'solde.exporter',
  method: 'get',
  path: '/soldes/annexe.pdf',
  tags,
  summary: 'Annexe des soldes, en PDF/UA',
  request: { query: queryAnnexe },
  responses: { 200: binary('L’annexe', PDF), ...errorResponses(400, 404) },
})
export const getAnnexeSoldesXlsx = declareRoute({
  droit: 'solde.exporter',
  method: 'get',
  path: '/soldes/annexe.xlsx',
  tags,
  summary: 'Annexe des soldes, en classeur',
  request: { query: queryAnnexe },
  responses: { 200: binary('Le classeur', XLSX), ...errorResponses(400, 404) },
})
export const getModeleListe = declareRoute({
  droit: 'solde.preparer',
  method: 'get',
  path: '/soldes/modele.xlsx',
  tags,
  summary: 'Fichier modèle d’une liste nominative',
  responses: { 200: binary('Le modèle et son mode d’emploi', XLSX) },
})

export const getSolde = declareRoute({
  droit: 'solde.lire',
  method: 'get',
  path: un,
  tags,
  summary: 'Un solde : d’où il vient, sa liste nominative, ce qui peut l’engager',
  request: { params: paramId },
  responses: detail,
})
export const getLettreSolde = declareRoute({
  droit: 'solde.lire',
  method: 'get',
  path: `${un}/lettre.pdf`,
  tags,
  summary: 'La lettre qui annonce un solde ou un reversement',
  request: { params: paramId },
  responses: { 200: binary('La lettre', PDF), ...errorResponses(404, 422) },
})
export const getLigneComptable = declareRoute({
  droit: 'solde.exporter',
  method: 'get',
  path: `${un}/ligne-comptable.pdf`,
  tags,
  summary: 'La ligne comptable d’un solde ou d’un reversement',
  request: { params: paramId },
  responses: { 200: binary('La pièce', PDF), ...errorResponses(404, 422) },
})

export const postSolde = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: '/soldes',
  tags,
  summary: 'Ouvrir le solde d’un établissement',
  request: { body: jsonBody(schemaSaisieSolde) },
  responses: { 201: json('Il est ouvert', schemaEcrit), ...errorResponses(400, 404, 422) },
})
export const postCorrection = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: `${un}/correction`,
  tags,
  summary: 'Corriger un solde',
  request: { params: paramId, body: jsonBody(schemaSaisieSolde) },
  responses: detail,
})
export const postApercuListe = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: `${un}/liste/apercu`,
  tags,
  summary: 'Lire une liste nominative sans rien écrire',
  request: fichier,
  responses: {
    200: json('Ce qu’elle dit, et ses erreurs cellule par cellule', schemaApercuListe),
    ...errorResponses(400, 404, 413, 422),
  },
})
export const postListe = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: `${un}/liste`,
  tags,
  summary: 'Apporter la liste nominative d’un solde',
  description: 'XLSX ou CSV, 2 Mo au plus. Tout ou rien ; elle remplace la précédente.',
  request: fichier,
  responses: {
    200: json('Le solde et son détail', schemaDetailSolde),
    ...errorResponses(400, 404, 413, 422),
  },
})
export const postConstatSolde = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: `${un}/constat`,
  tags,
  summary: 'Constater un solde : nul, il est clos',
  request: { params: paramId },
  responses: detail,
})
export const postRepriseSolde = declareRoute({
  droit: 'solde.preparer',
  method: 'post',
  path: `${un}/reprise`,
  tags,
  summary: 'Rouvrir un solde constaté',
  request: { params: paramId },
  responses: detail,
})
export const postVoteSoldes = declareRoute({
  droit: 'solde.voter',
  method: 'post',
  path: '/soldes/vote',
  tags,
  summary: 'Inscrire le vote de plusieurs soldes',
  request: { body: jsonBody(schemaVote) },
  responses: { 200: json('Les soldes', schemaSoldes), ...errorResponses(400, 404, 422) },
})
export const postAbandon = declareRoute({
  droit: 'solde.voter',
  method: 'post',
  path: `${un}/abandon`,
  tags,
  summary: 'Ne pas poursuivre un reversement sous le seuil',
  request: { params: paramId, body: jsonBody(schemaMotif) },
  responses: detail,
})
export const postSeuil = declareRoute({
  droit: 'solde.voter',
  method: 'post',
  path: '/soldes/seuil',
  tags,
  summary: 'Fixer le seuil sous lequel un reversement peut ne pas être poursuivi',
  request: { body: jsonBody(schemaSeuil) },
  responses: { 200: json('Les soldes', schemaSoldes), ...errorResponses(400) },
})
export const postEngagementSolde = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: `${un}/engagement`,
  tags,
  summary: 'Engager un solde à verser',
  request: { params: paramId, body: jsonBody(schemaEngagementSolde) },
  responses: detail,
})
export const postMandatSolde = declareRoute({
  droit: 'mandat.emettre',
  method: 'post',
  path: `${un}/mandat`,
  tags,
  summary: 'Mandater un solde engagé',
  request: { params: paramId, body: jsonBody(schemaMandatSolde) },
  responses: detail,
})
export const postTitreSolde = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: `${un}/titre`,
  tags,
  summary: 'Émettre le titre de recettes d’un solde à reverser',
  request: { params: paramId, body: jsonBody(schemaTitreSolde) },
  responses: detail,
})
