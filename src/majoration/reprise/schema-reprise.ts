import { z } from '@hono/zod-openapi'
import { queryNom } from '#campagnes/paiement/schema-paiement.ts'
import { texteLibre } from '#campagnes/schema-appel.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { COLONNES_REPRISE, type CodeReprise } from '#majoration/reprise/colonnes-reprise.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about a vote of the past, brought as a file. */

const centimes = z.int().openapi({ description: 'En centimes', example: 2_027_000_000 })
const montants = {
  contrats: z.int(),
  majoration: centimes,
  dontBonusVert: centimes,
  majorationExceptionnelle: centimes,
  majorationTotale: centimes,
}
const CODES = COLONNES_REPRISE.map(({ code }) => code) as [CodeReprise, ...CodeReprise[]]

const schemaApercu = z
  .object({
    anomalies: z.array(
      z.object({
        ligne: z.int(),
        colonne: z.enum(CODES),
        valeur: z.string(),
        code: z.string(),
        message: z.string(),
      }),
    ),
    nombreAnomalies: z.int().openapi({ description: 'Toutes ; les 500 premières sont données' }),
    avertissements: z.array(z.string()).openapi({ description: 'À regarder ; rien n’empêche d’appliquer' }),
    lignes: z
      .array(z.object({ organisme: z.string(), nom: z.string(), ...montants }))
      .openapi({ description: 'Les lignes sans erreur, dans l’ordre du fichier' }),
    totaux: z.object({ organismes: z.int(), ...montants }),
  })
  .openapi('ApercuReprise')
export type ApercuReprise = z.infer<typeof schemaApercu>

const schemaRepris = z
  .object({
    deliberation: z.string(),
    voteeLe: z.string().openapi({ format: 'date' }),
    nom: z.string().openapi({ description: 'Nom du fichier' }),
    par: z.string(),
    le: z.string().openapi({ format: 'date-time' }),
  })
  .openapi('VoteRepris')
export type VoteReprisLu = z.infer<typeof schemaRepris>

const tags = ['Reprise d’un vote antérieur']
const dossier = '/campagnes/{id}/reprise' as const
const binaire = { schema: z.string().openapi({ format: 'binary' }) }
const body = { required: true, content: { 'application/octet-stream': binaire } } as const

export const getReprise = declareRoute({
  droit: 'classement.lire',
  method: 'get',
  path: dossier,
  tags,
  summary: 'Le vote repris d’un fichier, s’il y en a un',
  request: { params: paramId },
  responses: {
    200: json('D’où viennent les montants votés', z.object({ repris: schemaRepris.nullable() })),
    ...errorResponses(404),
  },
})

export const getModeleReprise = declareRoute({
  droit: 'campagne.conduire',
  method: 'get',
  path: `${dossier}/modele.xlsx`,
  tags,
  summary: 'Fichier modèle : les organismes de la campagne, leurs montants à compléter',
  request: { params: paramId },
  responses: {
    200: { description: 'Le modèle et son mode d’emploi', content: { [XLSX]: binaire } },
    ...errorResponses(404),
  },
})

export const postApercuReprise = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: `${dossier}/apercu`,
  tags,
  summary: 'Lire un tableau de montants votés sans rien écrire',
  request: { params: paramId, query: queryNom, body },
  responses: {
    200: json('Ce qu’il dit, et ses erreurs cellule à cellule', schemaApercu),
    ...errorResponses(400, 404, 413, 422),
  },
})

export const postReprise = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: dossier,
  tags,
  summary: 'Reprendre un vote antérieur : le tableau devient les montants votés',
  description:
    'XLSX ou CSV, 5 Mo au plus. Tout ou rien, sur une campagne venue d’un fichier et sans demande.',
  request: {
    params: paramId,
    query: queryNom.extend({
      deliberation: texteLibre(100).openapi({ example: 'CP 2023-247' }),
      voteeLe: texteLibre(10).openapi({ format: 'date', example: '2023-07-05' }),
    }),
    body,
  },
  responses: { 200: json('Le vote repris', schemaRepris), ...errorResponses(400, 404, 413, 422) },
})

export const postRetraitReprise = declareRoute({
  droit: 'campagne.conduire',
  method: 'post',
  path: `${dossier}/retrait`,
  tags,
  summary: 'Retirer un vote repris, tant que rien ne repose sur lui',
  request: { params: paramId, body: jsonBody(z.object({ motif: texteLibre(2000) })) },
  responses: {
    200: json('La campagne attend de nouveau son vote', z.object({ repris: z.null() })),
    ...errorResponses(400, 404, 422),
  },
})
