import { z } from '@hono/zod-openapi'
import {
  schemaConstat,
  schemaDetail,
  schemaEcrit,
  schemaExecution,
  schemaLevee,
  schemaLigne,
  schemaMandat,
  schemaNouveauDesengagement,
  schemaNouveauMandat,
  schemaNouveauTitre,
  schemaNouvelEngagement,
  schemaNouvelleAffectation,
  schemaNouvelleLigne,
  schemaNouvelleSuspension,
  schemaSuite,
  schemaTitre,
  schemaTransfert,
  schemaVote,
} from '#budget/schema-budget.ts'
import { queryCascade, schemaCascade } from '#budget/schema-cascade.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the routes of the budget take and answer. */

const tags = ['Budget']
export const CSV = 'text/csv; charset=utf-8'
const params = z.object({ id: z.string().openapi({ description: 'Identifiant' }) })
const query = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100).optional().openapi({
    description: 'Par défaut, l’année en cours si elle a des lignes, sinon la dernière',
    example: 2023,
  }),
})
const ecrit = { 201: json('Écrit et tracé', schemaEcrit), ...errorResponses(400, 404, 422) }
const fait = { 204: { description: 'Écrit et tracé' }, ...errorResponses(400, 404, 422) }

export const getLignes = declareRoute({
  droit: 'budget.lire',
  method: 'get',
  path: '/budget/lignes',
  tags,
  summary: 'Exécution du budget d’un exercice, ligne par ligne',
  description: 'Rien n’est enregistré des soldes : ils sont la somme des actes au moment de la lecture.',
  request: { query },
  responses: {
    200: json('Les lignes, leurs soldes et leurs alertes', schemaExecution),
    ...errorResponses(400),
  },
})

export const getExecution = declareRoute({
  droit: 'budget.lire',
  method: 'get',
  path: '/budget/execution.csv',
  tags,
  summary: 'Exécution du budget d’un exercice, en CSV',
  request: { query },
  responses: {
    200: {
      description: 'Une ligne par ligne budgétaire',
      content: { [CSV]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400),
  },
})

export const getCascade = declareRoute({
  droit: 'budget.lire',
  method: 'get',
  path: '/budget/cascade',
  tags,
  summary: 'De l’engagement au mandat, exercice après exercice, et ce que cela suggère',
  description: 'Des suggestions seulement : rien n’est reporté ni désengagé sans un acte.',
  request: { query: queryCascade },
  responses: { 200: json('La cascade et ses suggestions', schemaCascade), ...errorResponses(400) },
})

export const getLigne = declareRoute({
  droit: 'budget.lire',
  method: 'get',
  path: '/budget/lignes/{id}',
  tags,
  summary: 'Une ligne et tous ses actes',
  request: { params },
  responses: { 200: json('La ligne', schemaDetail), ...errorResponses(404) },
})

export const postLigne = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/lignes',
  tags,
  summary: 'Ouvrir une ligne budgétaire',
  request: { body: jsonBody(schemaNouvelleLigne) },
  responses: { 201: json('La ligne ouverte', schemaLigne), ...errorResponses(400, 422) },
})

export const postVote = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/lignes/{id}/credits',
  tags,
  summary: 'Inscrire un budget primitif ou une décision modificative',
  request: { params, body: jsonBody(schemaVote) },
  responses: fait,
})

export const postTransfert = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/lignes/{id}/transferts',
  tags,
  summary: 'Déplacer des crédits : virement ou report',
  request: { params, body: jsonBody(schemaTransfert) },
  responses: fait,
})

export const postAffectation = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/lignes/{id}/affectations',
  tags,
  summary: 'Affecter une autorisation d’engagement à une opération',
  request: { params, body: jsonBody(schemaNouvelleAffectation) },
  responses: ecrit,
})

export const postEngagement = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/affectations/{id}/engagements',
  tags,
  summary: 'Engager sur une affectation',
  request: { params, body: jsonBody(schemaNouvelEngagement) },
  responses: ecrit,
})

export const postEngagementSansAffectation = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/lignes/{id}/engagements',
  tags,
  summary: 'Engager des crédits de paiement sans affectation',
  request: { params, body: jsonBody(schemaNouvelEngagement) },
  responses: ecrit,
})

export const postDesengagement = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/engagements/{id}/desengagements',
  tags,
  summary: 'Désengager ce qui ne sera pas payé',
  request: { params, body: jsonBody(schemaNouveauDesengagement) },
  responses: fait,
})

export const postMandat = declareRoute({
  droit: 'mandat.emettre',
  method: 'post',
  path: '/budget/engagements/{id}/mandats',
  tags,
  summary: 'Émettre un mandat',
  description: 'Renvoyer le même mandat, avec la même référence, répond celui qui est déjà écrit.',
  request: { params, body: jsonBody(schemaNouveauMandat) },
  responses: { 201: json('Le mandat', schemaMandat), ...errorResponses(400, 404, 422) },
})

export const postConstat = declareRoute({
  droit: 'paiement.constater',
  method: 'post',
  path: '/budget/mandats/{id}/constat',
  tags,
  summary: 'Constater qu’un mandat est payé, ou le rejeter',
  request: { params, body: jsonBody(schemaConstat) },
  responses: { 200: json('Le mandat', schemaMandat), ...errorResponses(400, 404, 422) },
})

export const postSuspension = declareRoute({
  droit: 'ligne.suspendre',
  method: 'post',
  path: '/budget/lignes/{id}/suspension',
  tags,
  summary: 'Suspendre une ligne jusqu’à une date',
  request: { params, body: jsonBody(schemaNouvelleSuspension) },
  responses: fait,
})

export const postLevee = declareRoute({
  droit: 'ligne.suspendre',
  method: 'post',
  path: '/budget/lignes/{id}/reprise',
  tags,
  summary: 'Lever la suspension d’une ligne',
  request: { params, body: jsonBody(schemaLevee) },
  responses: fait,
})

export const getTitres = declareRoute({
  droit: 'budget.lire',
  method: 'get',
  path: '/budget/titres',
  tags,
  summary: 'Titres de recettes, par exercice et numéro',
  responses: { 200: json('Les titres', z.array(schemaTitre)) },
})

export const postTitre = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/titres',
  tags,
  summary: 'Émettre un titre de recettes',
  request: { body: jsonBody(schemaNouveauTitre) },
  responses: { 201: json('Le titre', schemaTitre), ...errorResponses(400, 422) },
})

export const postSuite = declareRoute({
  droit: 'budget.ecrire',
  method: 'post',
  path: '/budget/titres/{id}/suite',
  tags,
  summary: 'Dire comment un titre a fini',
  request: { params, body: jsonBody(schemaSuite) },
  responses: { 200: json('Le titre', schemaTitre), ...errorResponses(400, 404, 422) },
})
