import { z } from '@hono/zod-openapi'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the routes of the documents take and answer. */

export const PDF = 'application/pdf'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8'

const tags = ['Exports']
const params = z.object({
  id: z.string().openapi({ example: '2023' }),
  scenario: z.string().openapi({ description: 'Identifiant, ou « reglement »', example: SCENARIO_REGLEMENT }),
})
const fichier = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const dossier = '/campagnes/{id}/scenarios/{scenario}' as const

export const getAnnexe = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: `${dossier}/annexe.pdf`,
  tags,
  summary: 'Annexe 1, en PDF/UA',
  request: { params, query: z.object({ explications: z.enum(['oui', 'non']).default('non') }) },
  responses: {
    200: fichier('Le tableau voté, et l’explication des montants sur demande', PDF),
    ...errorResponses(400, 404, 422),
  },
})

export const getClasseur = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: `${dossier}/repartition.xlsx`,
  tags,
  summary: 'Répartition, classement, règles et dictionnaire, en classeur',
  request: { params },
  responses: { 200: fichier('Le classeur', XLSX), ...errorResponses(404, 422) },
})

export const getRepartition = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: `${dossier}/repartition.csv`,
  tags,
  summary: 'Répartition, en CSV',
  request: { params },
  responses: { 200: fichier('Une ligne par organisme', CSV), ...errorResponses(404, 422) },
})

export const getClassement = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: `${dossier}/classement.csv`,
  tags,
  summary: 'Classement, en CSV',
  request: { params },
  responses: {
    200: fichier('Une ligne par formation, dans l’ordre du classement', CSV),
    ...errorResponses(404),
  },
})

export const getComparaison = declareRoute({
  droit: 'document.exporter',
  method: 'get',
  path: '/campagnes/{id}/comparaison.pdf',
  tags,
  summary: 'Comparaison de deux scénarios sur une page, en PDF/UA',
  request: {
    params: params.pick({ id: true }),
    query: z.object({ avant: z.string().default(SCENARIO_REGLEMENT), apres: z.string() }),
  },
  responses: { 200: fichier('Une page A4', PDF), ...errorResponses(400, 404, 422) },
})
