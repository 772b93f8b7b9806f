import { z } from '@hono/zod-openapi'
import {
  schemaCoupure,
  schemaDepartage,
  schemaGrille,
  schemaRepartition,
  schemaTexte,
} from '#campagnes/import-schema-reglement.ts'
import type { Scenario } from '#majoration/scenario.ts'
import type { Parametres } from '#majoration/simulation.ts'

/** Shapes only: bounds are judged by `verifierScenario`, which gives every reason at once. */
export const schemaParametres: z.ZodType<Parametres> = z
  .strictObject({
    dotation: z.number().openapi({ description: 'Enveloppe ordinaire, en centimes', example: 2_014_000_000 }),
    grille: schemaGrille,
    departage: schemaDepartage,
    coupure: schemaCoupure,
    repartition: schemaRepartition,
  })
  .openapi('Parametres', { description: 'Tout ce qu’un scénario peut changer' })

const instant = z.string().openapi({ format: 'date-time', example: '2023-06-21T09:30:00.000Z' })
const nom = z.string().openapi({ description: 'De 1 à 120 caractères', example: 'Plafond à 1,5 M€' })
const version = z.int().openapi({ description: 'Celle qui a été lue', example: 1 })

export const schemaScenario: z.ZodType<Scenario> = z
  .object({
    id: z.string(),
    campagne: z.string().openapi({ example: '2023' }),
    nom,
    parametres: schemaParametres,
    version,
    creeLe: instant,
    modifieLe: instant,
  })
  .openapi('Scenario')

export const schemaNouveauScenario = z
  .object({ nom, parametres: schemaParametres })
  .openapi('NouveauScenario')
export const schemaModification = z
  .object({ nom, parametres: schemaParametres, version })
  .openapi('ModificationScenario')
export const schemaCopie = z.object({ nom }).openapi('CopieScenario')

export const schemaPerimee = z
  .object({ code: z.string(), message: z.string(), courant: schemaScenario.optional() })
  .openapi('ScenarioPerime', { description: 'Le scénario a changé : `courant` est ce qu’il est devenu' })

export const paramScenario = z.object({
  id: schemaTexte.openapi({ param: { name: 'id', in: 'path' }, description: 'Identifiant du scénario' }),
})
export const queryVersion = z.object({
  version: z.coerce
    .number()
    .int()
    .openapi({ param: { name: 'version', in: 'query' }, description: 'Version lue', example: 1 }),
})
