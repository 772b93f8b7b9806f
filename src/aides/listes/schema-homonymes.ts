import { z } from '@hono/zod-openapi'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const identite = z.object({
  civilite: z.string(),
  nomNaissance: z.string(),
  nomUsage: z.string().nullable(),
  prenom: z.string(),
  neLe: z.string(),
  paysNaissance: z.string(),
  communeNaissance: z.string().nullable(),
})

export const schemaAVerifier = z
  .object({
    total: z.int(),
    session: z.object({ id: z.string(), libelle: z.string() }),
    dossiers: z.array(
      z.object({
        id: z.string(),
        numero: z.string(),
        organisme: z.string(),
        deposeLe: z.string(),
        identite,
        candidats: z.array(
          z.object({
            id: z.string(),
            ressemblance: z.enum(['identique', 'proche']),
            identite,
            dossiers: z.array(
              z.object({ numero: z.string(), libelle: z.string(), organisme: z.string(), etat: z.string() }),
            ),
          }),
        ),
      }),
    ),
  })
  .openapi('DossiersAVerifier')
export type DossiersAVerifier = z.infer<typeof schemaAVerifier>

export const schemaIdentification = z.object({
  personne: z
    .string()
    .max(100)
    .nullable()
    .openapi({ description: 'La personne déjà connue que c’est ; null : c’en est une autre' }),
  note: z.string().trim().min(1).max(500).openapi({ description: 'Ce qui permet de le dire' }),
})

const tags = ['Listes d’aides']

export const getAVerifier = declareRoute({
  droit: 'aide.instruire',
  method: 'get',
  path: '/campagnes-aides/{id}/a-verifier',
  tags,
  summary: 'Dossiers dont la personne ressemble à une autre, avec les identités côte à côte',
  description: 'Les cinquante plus anciens.',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 200: json('Les dossiers', schemaAVerifier), ...errorResponses(404) },
})

export const postIdentite = declareRoute({
  droit: 'aide.instruire',
  method: 'post',
  path: '/dossiers-aides/{id}/identite',
  tags,
  summary: 'Dire si la personne d’un dossier est déjà connue, ou en est une autre',
  description:
    'Le dossier prend alors l’état que dit la règle ; rien n’est confondu sans cet acte, qui est tracé.',
  request: { params: z.object({ id: z.string().max(100) }), body: jsonBody(schemaIdentification) },
  responses: {
    200: json(
      'Le nouvel état',
      z.object({
        ...{ etat: z.string(), consequence: z.string().nullable() },
        rangOctroi: z
          .int()
          .nullable()
          .openapi({ description: 'Tour au prochain octroi, d’une aide déjà accordée' }),
      }),
    ),
    ...errorResponses(400, 404, 409, 422),
  },
})
