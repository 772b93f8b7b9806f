import { z } from '@hono/zod-openapi'
import { PDF, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import {
  paramArchive,
  paramDocument,
  paramSiret,
  schemaArchive,
  schemaMemoire,
} from '#memoire/schema-memoire.ts'
import { json } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about the memory of a body; `routes-memoire.ts` keeps the promise. */
const tags = ['Mémoire d’un organisme']
export const ZIP = 'application/zip'
const binaire = { schema: z.string().openapi({ format: 'binary' }) }

export const getMemoire = declareRoute({
  droit: 'memoire.lire',
  method: 'get',
  path: '/organismes/{siret}/memoire',
  tags,
  summary: 'Tout ce qui a été décidé pour un organisme, exercice par exercice',
  description: 'Un organisme lit la sienne, et elle seule.',
  request: { params: paramSiret },
  responses: { 200: json('La mémoire', schemaMemoire), ...errorResponses(400, 404) },
})

export const getArchives = declareRoute({
  droit: 'memoire.emporter',
  method: 'get',
  path: '/organismes/{siret}/archives',
  tags,
  summary: 'Les dossiers complets de cet organisme que l’on a demandés, le dernier d’abord',
  request: { params: paramSiret },
  responses: { 200: json('Au plus cinq', z.array(schemaArchive)), ...errorResponses(400, 404) },
})

export const postArchive = declareRoute({
  droit: 'memoire.emporter',
  method: 'post',
  path: '/organismes/{siret}/archives',
  tags,
  summary: 'Préparer le dossier complet d’un organisme, en arrière-plan',
  description:
    'Un ZIP avec son index. Déjà en préparation pour la même personne, c’est le même. Retiré sept jours après (indicatif).',
  request: { params: paramSiret },
  responses: {
    200: json('Déjà en préparation', schemaArchive),
    202: json('En préparation', schemaArchive),
    ...errorResponses(400, 404, 422),
  },
})

export const postDocument = declareRoute({
  droit: 'document.preparer',
  method: 'post',
  path: '/campagnes/{id}/scenarios/{scenario}/documents/{document}',
  tags: ['Exports'],
  summary: 'Préparer un long document d’une campagne, en arrière-plan',
  description:
    'Pour une campagne de plusieurs milliers de formations, il faut des secondes. Déjà en préparation pour la même personne, c’est le même. Retiré sept jours après (indicatif).',
  request: { params: paramDocument },
  responses: {
    200: json('Déjà en préparation', schemaArchive),
    202: json('En préparation', schemaArchive),
    ...errorResponses(400, 404, 422),
  },
})

export const getFichier = declareRoute({
  droit: 'memoire.emporter',
  method: 'get',
  path: '/archives/{id}/fichier',
  tags,
  summary: 'Le dossier complet, en ZIP, ou le document, pour la seule personne qui l’a demandé',
  request: { params: paramArchive },
  responses: {
    200: {
      description: 'Le ZIP, le PDF ou le classeur',
      content: { [ZIP]: binaire, [PDF]: binaire, [XLSX]: binaire },
    },
    ...errorResponses(400, 404),
  },
})

export const postAnnulation = declareRoute({
  droit: 'memoire.emporter',
  method: 'post',
  path: '/archives/{id}/annulation',
  tags,
  summary: 'Arrêter un dossier ou un document en préparation',
  request: { params: paramArchive },
  responses: { 200: json('Le dossier', schemaArchive), ...errorResponses(400, 404, 422) },
})

export const postRelance = declareRoute({
  droit: 'memoire.emporter',
  method: 'post',
  path: '/archives/{id}/relance',
  tags,
  summary: 'Reprendre un dossier ou un document arrêté ou en échec',
  request: { params: paramArchive },
  responses: { 202: json('En préparation', schemaArchive), ...errorResponses(400, 404, 422) },
})
