import { z } from '@hono/zod-openapi'
import { CHAMPS } from '#aides/dossiers/champs-corrigeables.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const cellule = z.string().max(300)

/** What a correction answers: what deserves a look, and what follows from it. */
export const schemaCorrigee = z
  .object({
    corrigees: z.array(z.string()).openapi({ description: 'Les cases qui disent autre chose qu’avant' }),
    avertissements: z.array(
      z.object({ champ: z.string().nullable(), code: z.string(), message: z.string() }),
    ),
    aVerifier: z.boolean().openapi({ description: 'La personne ressemble désormais à une autre' }),
    comptePartage: z.boolean().openapi({ description: 'Le compte est aussi celui d’une autre personne' }),
  })
  .openapi('DossierCorrige')
export type DossierCorrige = z.infer<typeof schemaCorrigee>

export const postCorrections = declareRoute({
  droit: 'aide.corriger',
  method: 'post',
  path: '/dossiers-aides/{id}/corrections',
  tags: ['Dossiers d’aides'],
  summary: 'Corriger l’identité, les adresses ou le compte d’un dossier déposé',
  description:
    'Les cases suivent les règles des listes ; un refus dit toutes les raisons, case par case (« champ »). Le compte se ' +
    'saisit entier. Refusé (409) si le dossier a changé depuis sa lecture, dont « version » est la marque.',
  request: {
    params: z.object({ id: z.string().min(1).max(100) }),
    body: jsonBody(
      z.object({
        version: z.string().max(100),
        cellules: z
          .strictObject(Object.fromEntries(CHAMPS.map((champ) => [champ, cellule.optional()])))
          .openapi({ example: { codePostal: '75011' } }),
        motif: z.string().max(2_000).default(''),
      }),
    ),
  },
  responses: { 200: json('Ce qui est corrigé', schemaCorrigee), ...errorResponses(400, 404, 409, 422) },
})
