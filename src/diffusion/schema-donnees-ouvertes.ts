import { z } from '@hono/zod-openapi'
import type { ExerciceOuvert } from '#diffusion/exercice.ts'
import { COLONNES_SCDL } from '#diffusion/subvention.ts'
import { json } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What is open of one exercice, without its lines. */
export type ResumeOuvert = Omit<ExerciceOuvert, 'subventions'> & { readonly subventions: number }

const schemaResumeOuvert: z.ZodType<ResumeOuvert> = z
  .object({
    exercice: z.int().openapi({ example: 2023 }),
    fictif: z.boolean().openapi({ description: 'Vrai quand les données viennent de la démonstration' }),
    mention: z.string().nullable().openapi({ example: 'détail fictif, totaux publiés' }),
    campagnes: z.array(z.string()),
    subventions: z.int().openapi({ description: 'Lignes du fichier', example: 72 }),
    beneficiaires: z.int().openapi({ example: 71 }),
    montant: z.int().openapi({ description: 'En centimes', example: 2_027_000_000 }),
    sansSiret: z.int().openapi({ description: 'Lignes dont le bénéficiaire n’a pas de SIRET connu' }),
    motifs: z
      .array(z.looseObject({ code: z.string(), message: z.string() }))
      .openapi({ description: 'Ce qui empêche encore la publication' }),
  })
  .openapi('ExerciceOuvert')

const tags = ['Données ouvertes']

export const getExercicesOuverts = declareRoute({
  droit: 'publication.lire',
  method: 'get',
  path: '/donnees-ouvertes',
  tags,
  summary: 'Exercices dont les subventions votées sont publiées',
  responses: { 200: json('Le plus récent d’abord', z.array(schemaResumeOuvert)) },
})

export const getDatapackage = declareRoute({
  droit: 'publication.lire',
  method: 'get',
  path: '/donnees-ouvertes/datapackage.json',
  tags,
  summary: 'Description des fichiers (Frictionless Data Package)',
  description:
    'Adresse, schéma, licence, taille et empreinte de chaque fichier ; `fictif` pour la démonstration.',
  responses: {
    200: json(
      'Les fichiers publiés',
      z.looseObject({ resources: z.array(z.looseObject({ path: z.string() })) }),
    ),
  },
})

const ligne = z.object(
  Object.fromEntries(COLONNES_SCDL.map((colonne) => [colonne, z.union([z.string(), z.number()]).nullable()])),
)

export const getSubventions = declareRoute({
  droit: 'publication.lire',
  method: 'get',
  path: '/donnees-ouvertes/subventions/{fichier}',
  tags,
  summary: 'Subventions votées d’un exercice, au schéma SCDL Subventions 2.1',
  description:
    'Adresse stable : l’exercice puis `.csv` (UTF-8, virgules, RFC 4180) ou `.json`. L’ETag évite de renvoyer le même.',
  request: {
    params: z.object({
      fichier: z
        .string()
        .regex(/^\d{4}\.(csv|json)$/)
        .openapi({ example: '2023.csv' }),
    }),
  },
  responses: {
    200: {
      description: 'Une ligne par subvention',
      content: {
        'text/csv': { schema: z.string() },
        'application/json': {
          schema: z.object({ metadonnees: z.looseObject({}), subventions: z.array(ligne) }),
        },
      },
    },
    304: { description: 'Rien n’a changé' },
    ...errorResponses(400, 404, 422),
  },
})
