import { z } from '@hono/zod-openapi'
import { GENRES_RETOUR, type GenreRetour } from '#aides/asp/noms-retours.ts'
import { ETATS_LUS, type EtatLu } from '#aides/asp/retour.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

// What somebody does with a file or a line of the agency that the program set aside.

const tags = ['Paiements des aides']
const motif = z.string().trim().min(3).max(500).openapi({ description: 'Pourquoi, gardé dans le journal' })
const params = z.object({ id: z.string().max(100) })
const acte = { droit: 'aide.payer', method: 'post', tags } as const

export const postRetraitRetour = declareRoute({
  ...acte,
  path: '/paiements-aides/retours/{id}/retrait',
  summary: 'Télécharger un fichier rendu par l’ASP qui n’a pas été lu : un acte tracé',
  request: { params },
  responses: {
    200: {
      description: 'Le fichier, tel qu’il est arrivé',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(404),
  },
})

export const postGenreRetour = declareRoute({
  ...acte,
  path: '/paiements-aides/retours/{id}/genre',
  summary: 'Dire ce qu’est un fichier au nom inconnu ou illisible : il est lu',
  request: {
    params,
    body: jsonBody(
      z.object({ genre: z.enum(Object.keys(GENRES_RETOUR) as [GenreRetour, ...GenreRetour[]]) }),
    ),
  },
  responses: { 204: { description: 'Il va être lu' }, ...errorResponses(400, 404, 422) },
})

export const postClassementRetour = declareRoute({
  ...acte,
  path: '/paiements-aides/retours/{id}/classement',
  summary: 'Classer un fichier qui ne sera pas lu : son contenu n’est plus gardé',
  request: { params, body: jsonBody(z.object({ motif })) },
  responses: { 204: { description: 'Classé' }, ...errorResponses(400, 404, 422) },
})

const etatsLus: EtatLu[] = [...ETATS_LUS.paiements, ...ETATS_LUS.reversements]

export const postApplication = declareRoute({
  ...acte,
  path: '/paiements-aides/retours/{retour}/lignes/{ligne}/application',
  summary: 'Appliquer une ligne mise de côté au paiement que l’on désigne',
  description: 'Par la même règle qu’une ligne lue d’elle-même ; refusé avec toutes les raisons.',
  request: {
    params: z.object({ retour: z.string().max(100), ligne: z.coerce.number().int().min(1).max(10_000_000) }),
    body: jsonBody(
      z.object({
        paiement: z.int().min(1).max(Number.MAX_SAFE_INTEGER).openapi({ example: 12 }),
        etat: z
          .enum(etatsLus)
          .nullable()
          .default(null)
          .openapi({ description: 'Ce que veut dire l’état de la ligne, quand il est inconnu' }),
        motif,
      }),
    ),
  },
  responses: {
    200: json(
      'Le sort de la ligne : suivie, ou déjà sue',
      z.object({ etat: z.enum(['appliquee', 'deja']) }).openapi('LigneSuivie'),
    ),
    ...errorResponses(400, 404, 422),
  },
})
