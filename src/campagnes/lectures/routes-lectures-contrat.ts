import { z } from '@hono/zod-openapi'
import {
  schemaAgents,
  schemaAppreciations,
  schemaArbitrage,
  schemaBilanRepartition,
  schemaChoixLecture,
  schemaLecturesDeCampagne,
  schemaLecturesDeDemande,
  schemaMesLectures,
} from '#campagnes/lectures/schema-lectures.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What double readings answer, route by route.

const tags = ['Double lecture']
const params = z.object({ id: z.string().min(1).max(100) })
const fait = { 204: { description: 'C’est fait' }, ...errorResponses(400, 404, 422) } as const

export const getMesLectures = declareRoute({
  droit: 'lecture.noter',
  method: 'get',
  path: '/lectures',
  tags,
  summary: 'Lectures confiées à qui le demande, celles à faire d’abord',
  responses: { 200: json('Ses lectures', schemaMesLectures) },
})

export const getLecturesDeCampagne = declareRoute({
  droit: 'instruction.lire',
  method: 'get',
  path: '/campagnes/{id}/lectures',
  tags,
  summary: 'Double lecture d’une campagne : qui lit quoi, les écarts, les arbitrages',
  description: 'Aucune note d’une demande ne s’y lit avant que ses deux lectures soient validées.',
  request: { params },
  responses: { 200: json('Les lectures', schemaLecturesDeCampagne), ...errorResponses(404) },
})

export const putChoixLecture = declareRoute({
  droit: 'lecture.conduire',
  method: 'put',
  path: '/campagnes/{id}/lectures/choix',
  tags,
  summary: 'Choisir ce qui se lit à deux, le seuil d’écart, et si une proposition l’attend',
  request: { params, body: jsonBody(schemaChoixLecture) },
  responses: fait,
})

export const postRepartition = declareRoute({
  droit: 'lecture.conduire',
  method: 'post',
  path: '/campagnes/{id}/lectures/repartition',
  tags,
  summary: 'Confier d’un coup les lectures qui manquent, à parts égales',
  request: { params },
  responses: { 200: json('Ce qui est confié', schemaBilanRepartition), ...errorResponses(404, 422) },
})

export const getLecturesDeDemande = declareRoute({
  droit: 'instruction.lire',
  method: 'get',
  path: '/demandes/{id}/lectures',
  tags,
  summary: 'Double lecture d’une demande, telle que peut la voir qui le demande',
  description: 'Les notes des autres n’y paraissent qu’une fois les deux lectures validées.',
  request: { params },
  responses: { 200: json('Ses lectures', schemaLecturesDeDemande), ...errorResponses(404) },
})

export const putAgents = declareRoute({
  droit: 'lecture.conduire',
  method: 'put',
  path: '/demandes/{id}/lectures/agents',
  tags,
  summary: 'Confier les deux lectures d’une demande',
  request: { params, body: jsonBody(schemaAgents) },
  responses: fait,
})

export const putAppreciations = declareRoute({
  droit: 'lecture.noter',
  method: 'put',
  path: '/demandes/{id}/lectures/appreciations',
  tags,
  summary: 'Garder des notes de sa lecture, achevée ou non',
  request: { params, body: jsonBody(schemaAppreciations) },
  responses: fait,
})

export const postCloture = declareRoute({
  droit: 'lecture.noter',
  method: 'post',
  path: '/demandes/{id}/lectures/validation',
  tags,
  summary: 'Valider sa lecture : elle ne change plus',
  request: { params },
  responses: fait,
})

export const postArbitrage = declareRoute({
  droit: 'lecture.conduire',
  method: 'post',
  path: '/demandes/{id}/lectures/arbitrages',
  tags,
  summary: 'Arbitrer un écart entre les deux lectures, avec une note',
  request: { params, body: jsonBody(schemaArbitrage) },
  responses: fait,
})
