import { z } from '@hono/zod-openapi'
import type { Instruction } from '#aides/instruire.ts'
import type { AideLue, AideResumee } from '#aides/presentation.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const periode = z.object({
  debut: z.string().openapi({ example: '2025-01-01' }),
  fin: z.string(),
  indicative: z.string().optional().openapi({ description: 'Pourquoi ces bornes sont les nôtres' }),
})

const imputation = z
  .object({ chapitre: z.string(), fonction: z.string(), programme: z.string(), action: z.string() })
  .nullable()

const schemaAideResumee = z
  .object({
    code: z.string().openapi({ example: 'ara-2025' }),
    titre: z.string(),
    periode,
    beneficiaire: z.string(),
    imputation,
    calculable: z
      .boolean()
      .openapi({ description: 'Faux quand les sources ne disent pas tous les montants' }),
  })
  .openapi('AideResumee') as unknown as z.ZodType<AideResumee>

const question = z.object({
  nom: z.string().openapi({ description: 'Clé de la réponse dans `reponses`' }),
  titre: z.string(),
  texte: z.string(),
  nature: z.looseObject({ genre: z.enum(['oui ou non', 'choix', 'nombre', 'montant', 'date']) }),
})

const schemaAide = z
  .looseObject({
    code: z.string(),
    titre: z.string(),
    version: z.object({ fichier: z.string(), empreinte: z.string() }),
    periode,
    imputation,
    questions: z.array(question),
    texte: z.string().openapi({ description: 'La règle entière, en Publicodes' }),
  })
  .openapi('Aide') as unknown as z.ZodType<AideLue>

const motif = z.looseObject({ code: z.string(), message: z.string() })

const schemaInstruction = z
  .looseObject({
    statut: z.enum(['accord', 'refus', 'incomplet', 'non calculable']),
    montant: z.int().optional().openapi({ description: 'En centimes, pour un accord', example: 20_000 }),
    motifs: z.array(motif).optional(),
    questions: z
      .array(question.extend({ pourquoi: z.array(z.string()) }))
      .optional()
      .openapi({ description: 'Ce qui reste à demander, la question qui conclut au plus tôt d’abord' }),
    jugeLe: z.string(),
  })
  .openapi('InstructionAide') as unknown as z.ZodType<Instruction>

const tags = ['Aides']
const params = z.object({ code: z.string().max(100).openapi({ example: 'ara-2025' }) })

export const getAides = declareRoute({
  droit: 'reglement.lire',
  method: 'get',
  path: '/aides',
  tags,
  summary: 'Aides individuelles dont la règle est publiée',
  responses: { 200: json('Par code', z.array(schemaAideResumee)) },
})

export const getAide = declareRoute({
  droit: 'reglement.lire',
  method: 'get',
  path: '/aides/{code}',
  tags,
  summary: 'La règle d’une aide : questions, conditions, montants, sources, lacunes, texte',
  request: { params },
  responses: { 200: json('La règle', schemaAide), ...errorResponses(400, 404) },
})

export const postSimulation = declareRoute({
  droit: 'reglement.lire',
  method: 'post',
  path: '/aides/{code}/simulation',
  tags,
  summary: 'Simuler une aide',
  description:
    'Rien n’est enregistré. Une réponse est « oui » ou « non », le code d’un choix, un nombre décimal, un jour AAAA-MM-JJ.',
  request: {
    params,
    body: jsonBody(
      z.object({
        reponses: z
          .record(z.string().max(100), z.union([z.string().max(100), z.number(), z.boolean(), z.null()]))
          .refine((reponses) => Object.keys(reponses).length <= 100, 'Cent réponses au plus.')
          .openapi({ example: { niveau: '3', absences: 12.5 } }),
      }),
    ),
  },
  responses: {
    200: json('Accord, refus, incomplet ou non calculable', schemaInstruction),
    ...errorResponses(400, 404, 422),
  },
})
