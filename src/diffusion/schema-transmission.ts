import { z } from '@hono/zod-openapi'
import { json } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What is passed on to an OPCO, or the whole of it to the Région: formations, and where the voted total goes. */

const centimes = z.int().openapi({ description: 'En centimes', example: 63_811 })
const cumul = { formations: z.int(), contrats: z.int(), majoration: centimes }

const schemaFormationTransmise = z
  .object({
    identifiant: z.string(),
    intitule: z.string(),
    niveau: z.int().openapi({ example: 5 }),
    codeRncp: z.string().nullable().openapi({ example: 'RNCP38878' }),
    commune: z.string(),
    departement: z.string(),
    filiere: z.string(),
    organisme: z.object({ identifiant: z.string(), nom: z.string(), siret: z.string().nullable() }),
    contrats: z.int(),
    majoration: centimes,
    parContrat: centimes.nullable().openapi({ description: 'En centimes, arrondi au plus proche' }),
    opcos: z.array(z.string()).openapi({ description: 'Noms des OPCO qui suivent cette filière' }),
  })
  .openapi('FormationTransmise')

const schemaPartage = z
  .object({
    parOpco: z.array(z.object({ id: z.string(), nom: z.string(), ...cumul })),
    partagees: z.object(cumul),
    sansOpco: z.object(cumul),
    horsFormation: centimes.openapi({
      description: 'Voté pour un organisme, non pour une de ses formations',
    }),
    total: centimes,
  })
  .openapi('PartageDuVote')

const schemaTransmission = z
  .object({
    campagne: z.object({
      id: z.string(),
      libelle: z.string(),
      exercice: z.int(),
      fictif: z.boolean(),
      mention: z.string().nullable(),
    }),
    vote: z.object({ date: z.string(), reference: z.string() }).nullable(),
    opco: z.object({ id: z.string(), nom: z.string() }).nullable(),
    totaux: z.object(cumul),
    formations: z.array(schemaFormationTransmise),
    partage: schemaPartage.nullable().openapi({ description: 'Pour la Région : où va chaque euro voté' }),
  })
  .openapi('Transmission')
export type Transmission = z.infer<typeof schemaTransmission>
export type LigneTransmise = Transmission['formations'][number]

const request = {
  params: z.object({ id: z.string().openapi({ example: '2023' }) }),
  query: z.object({
    opco: z
      .string()
      .optional()
      .openapi({ description: 'Pour la Région : un OPCO ; absent, toutes les formations retenues' }),
  }),
}
const tags = ['Transmission aux OPCO']

export const getTransmission = declareRoute({
  droit: 'transmission.lire',
  method: 'get',
  path: '/campagnes/{id}/transmission',
  tags,
  summary: 'Formations financées du périmètre d’un OPCO, montants votés',
  description:
    'Un OPCO reçoit son périmètre, et lui seul. Une formation que plusieurs suivent paraît chez chacun.',
  request,
  responses: { 200: json('Ce qui est transmis', schemaTransmission), ...errorResponses(404, 422) },
})

export const getTransmissionXlsx = declareRoute({
  droit: 'transmission.lire',
  method: 'get',
  path: '/campagnes/{id}/transmission.xlsx',
  tags,
  summary: 'La même transmission, en classeur',
  request,
  responses: {
    200: {
      description: 'Une feuille par formation, une par organisme',
      content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
          schema: z.string().openapi({ format: 'binary' }),
        },
      },
    },
    ...errorResponses(404, 422),
  },
})
