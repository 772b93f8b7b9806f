import { z } from '@hono/zod-openapi'
import { schemaConstat, schemaMandat } from '#budget/schema-budget.ts'
import {
  corpsEngagements,
  corpsMandats,
  paramBordereau,
  paramMandat,
  paramRetour,
  queryNom,
  schemaBordereauEmis,
  schemaEngagementsFaits,
  schemaFeuille,
  schemaLignesRetour,
  schemaRetourTraite,
} from '#campagnes/paiement/schema-paiement.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about the payment of a campaign; the other `routes-paiement-*` keep the promise. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8'
const tags = ['Paiement']
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})

export const getPaiement = declareRoute({
  droit: 'paiement.lire',
  method: 'get',
  path: '/campagnes/{id}/paiement',
  tags,
  summary: 'Feuille de liquidation d’une campagne votée',
  description:
    'Par organisme : voté, engagé, mandaté, payé, reste, suspendu, et ce qui empêche d’aller plus loin.',
  request: { params: paramId },
  responses: { 200: json('La feuille', schemaFeuille), ...errorResponses(404) },
})

export const postEngagements = declareRoute({
  droit: 'demande.engager',
  method: 'post',
  path: '/campagnes/{id}/paiement/engagements',
  tags,
  summary: 'Engager les montants votés d’organismes',
  description: 'Chaque organisme est engagé, ou refusé avec ses motifs, sans que les autres en dépendent.',
  request: { params: paramId, body: jsonBody(corpsEngagements) },
  responses: {
    200: json('Ce qu’il est advenu de chacun', schemaEngagementsFaits),
    ...errorResponses(400, 404, 422),
  },
})

export const postMandats = declareRoute({
  droit: 'mandat.emettre',
  method: 'post',
  path: '/campagnes/{id}/paiement/mandats',
  tags,
  summary: 'Émettre un bordereau de mandats',
  description:
    'Tout ou rien. Une référence déjà écrite est le même paiement : elle est répondue, jamais écrite deux fois.',
  request: { params: paramId, body: jsonBody(corpsMandats) },
  responses: { 200: json('Les mandats demandés', schemaBordereauEmis), ...errorResponses(400, 404, 422) },
})

export const postConstatPaiement = declareRoute({
  droit: 'paiement.constater',
  method: 'post',
  path: '/campagnes/{id}/paiement/mandats/{mandat}/constat',
  tags,
  summary: 'Constater qu’un mandat de la campagne est payé, ou le rejeter',
  description: 'Quand tout est payé, la demande de l’organisme devient « Payée ».',
  request: { params: paramMandat, body: jsonBody(schemaConstat) },
  responses: { 200: json('Le mandat', schemaMandat), ...errorResponses(400, 404, 422) },
})

export const postRetour = declareRoute({
  droit: 'paiement.constater',
  method: 'post',
  path: '/campagnes/{id}/paiement/retours',
  tags,
  summary: 'Envoyer le retour du comptable : mandats payés ou rejetés',
  description:
    'Le corps est le fichier, XLSX ou CSV, de 5 Mo au plus : une ligne par mandat (référence, état, date, motif, montant). ' +
    'Ce qui ne se rapproche pas est mis de côté. Le même fichier deux fois ne change rien.',
  request: {
    params: paramId,
    query: queryNom,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    200: json('Le compte rendu, ligne à ligne', schemaRetourTraite),
    ...errorResponses(400, 404, 413, 415, 422),
  },
})

export const getRetour = declareRoute({
  droit: 'paiement.lire',
  method: 'get',
  path: '/campagnes/{id}/paiement/retours/{retour}',
  tags,
  summary: 'Compte rendu d’un retour, ligne à ligne',
  request: { params: paramRetour },
  responses: { 200: json('Les lignes', schemaLignesRetour), ...errorResponses(404) },
})

export const getBordereauXlsx = declareRoute({
  droit: 'paiement.lire',
  method: 'get',
  path: '/campagnes/{id}/paiement/bordereaux/{exercice}/{numero}/liste.xlsx',
  tags,
  summary: 'Bordereau pour le comptable, en classeur',
  request: { params: paramBordereau },
  responses: { 200: binary('Le classeur', XLSX), ...errorResponses(400, 404) },
})

export const getBordereauCsv = declareRoute({
  droit: 'paiement.lire',
  method: 'get',
  path: '/campagnes/{id}/paiement/bordereaux/{exercice}/{numero}/liste.csv',
  tags,
  summary: 'Bordereau pour le comptable, en CSV',
  request: { params: paramBordereau },
  responses: { 200: binary('Le fichier', CSV), ...errorResponses(400, 404) },
})
