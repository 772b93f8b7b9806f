import { z } from '@hono/zod-openapi'

const texte = z.string().trim().max(200)
const jour = z.iso.date()
const avant = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** What is looked for in the journal, in the address. */
export const schemaRecherche = z.object({
  objet: texte
    .optional()
    .openapi({ description: 'Genre, ou genre et identifiant', example: 'campagne:2023' }),
  personne: texte.optional().openapi({ description: 'Identifiant, ou partie du nom', example: 'Benali' }),
  acte: texte.optional().openapi({ example: 'scenario.modifie' }),
  du: jour.optional().openapi({ description: 'Premier jour, heure de Paris', example: '2026-01-01' }),
  au: jour.optional().openapi({ description: 'Dernier jour compris', example: '2026-12-31' }),
})
export const schemaPage = z.object({
  avant: avant.optional().openapi({ description: 'Seulement les entrées d’avant ce numéro' }),
})

const schemaChangement = z.object({
  libelle: z.string(),
  avant: z.string().nullable(),
  apres: z.string().nullable(),
})

export const schemaEntree = z
  .object({
    id: z.number(),
    instant: z.string().openapi({ description: 'Instant UTC' }),
    acte: z.string(),
    objet: z.string(),
    phrase: z.string().openapi({
      example: 'Nadia Benali (responsable) a enregistré le scénario « Vert », version 3',
    }),
    changements: z.array(schemaChangement),
    reste: z.number().openapi({ description: 'Changements au-delà de ceux qui sont donnés' }),
    personne: z.string(),
    pour: z.string().nullable(),
    role: z.string(),
    adresse: z.string().nullable(),
    logiciel: z.string().nullable(),
    reglement: z.string().nullable(),
    motif: z.string().nullable(),
  })
  .openapi('EntreeJournal')

export const schemaEntrees = z.object({
  entrees: z.array(schemaEntree),
  suivante: z.number().nullable().openapi({ description: 'À redonner dans « avant » ; nul à la fin' }),
})

export const schemaTete = z
  .object({
    numero: z.number().openapi({ description: 'Nombre de maillons' }),
    empreinte: z.string().openapi({ description: 'SHA-256 du dernier maillon' }),
    instant: z.string().nullable().openapi({ description: 'Instant du dernier acte' }),
    releveeLe: z.string(),
  })
  .openapi('TeteJournal')

export type EntreeLue = z.infer<typeof schemaEntree>
export type EntreesLues = z.infer<typeof schemaEntrees>
