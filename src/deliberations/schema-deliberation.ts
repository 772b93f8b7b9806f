import { z } from '@hono/zod-openapi'
import type { ChiffreControle } from '#deliberations/controle.ts'

/** What the API takes and answers about the délibération of a campaign. */

const texteLibre = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((texte) => texte.isWellFormed() && !texte.includes('\u0000'), 'Caractère non imprimable')
const date = z.string().openapi({ format: 'date', example: '2026-09-01' })
const centimes = z.int().openapi({ description: 'En centimes', example: 2_027_000_000 })

const texte = {
  titre: texteLibre(500),
  visas: texteLibre(20_000).openapi({ description: 'Un visa par ligne' }),
  expose: texteLibre(40_000).openapi({ description: 'Une ligne vide sépare deux paragraphes' }),
  articles: texteLibre(40_000).openapi({ description: '« ## Titre » ouvre un article' }),
  contratsDepuis: texteLibre(10).openapi({ format: 'date', example: '2026-09-01' }),
  affectations: z
    .array(
      z.object({
        ligne: texteLibre(100).openapi({ description: 'Identifiant d’une ligne budgétaire' }),
        operation: texteLibre(300),
        montant: z.int().min(0).max(1_000_000_000_000_000).openapi({ description: 'En centimes' }),
      }),
    )
    .max(20),
}

export const schemaModificationDeliberation = z
  .object({
    ...texte,
    version: z.int().min(0).openapi({ description: 'Celle qui a été lue ; 0 la première fois' }),
  })
  .openapi('ModificationDeliberation')

const motif = z.looseObject({ code: z.string(), message: z.string() })
const contenu = z
  .object({
    titre: z.string(),
    visas: z.array(z.string()),
    expose: z.array(z.string()),
    articles: z.array(z.object({ titre: z.string(), alineas: z.array(z.string()) })),
    annexe: z.object({
      titre: z.string(),
      colonnes: z.array(z.string()),
      lignes: z.array(z.array(z.string())),
      totaux: z.array(z.string()),
    }),
  })
  .openapi('ContenuDeliberation')

const chiffre: z.ZodType<ChiffreControle> = z.object({
  libelle: z.string(),
  attendu: z.string(),
  dit: z.boolean().openapi({ description: 'Le texte le dit' }),
  exige: z.boolean().openapi({ description: 'Le texte doit le dire' }),
})

export const schemaDeliberation = z
  .object({
    campagne: z.object({
      libelle: z.string(),
      exercice: z.int(),
      etat: z.string(),
      fictif: z.boolean(),
      mention: z.string().nullable(),
    }),
    texte: z.object(texte),
    version: z.int().openapi({ description: '0 tant que le modèle n’a pas été repris' }),
    modifieePar: z.string().nullable(),
    modifieeLe: z.string().nullable().openapi({ format: 'date-time' }),
    vote: z.object({ reference: z.string(), date }).nullable(),
    arretee: z
      .object({
        reference: z.string(),
        voteeLe: date,
        empreinte: z.string(),
        le: z.string().openapi({ format: 'date-time' }),
        intacte: z.boolean().openapi({ description: 'Les mots gardés redonnent l’empreinte' }),
      })
      .nullable(),
    contenu: contenu
      .nullable()
      .openapi({ description: 'Le texte rempli ; null quand il ne peut pas l’être' }),
    motifs: z.array(motif).openapi({ description: 'Pourquoi le texte ne peut pas être rempli' }),
    controle: z
      .object({
        conforme: z.boolean(),
        chiffres: z.array(chiffre),
        inconnus: z.array(z.object({ trouve: z.string(), contexte: z.string() })),
        incoherences: z.array(z.string()),
      })
      .nullable(),
    champs: z.array(z.object({ code: z.string(), libelle: z.string(), valeur: z.string().nullable() })),
    lignes: z.array(z.object({ id: z.string(), imputation: z.string() })),
    totale: centimes,
  })
  .openapi('Deliberation')
export type DeliberationLue = z.infer<typeof schemaDeliberation>

export const schemaVersion = z.object({ version: z.int() }).openapi('VersionDeliberation')
export const schemaArret = z
  .object({ reference: z.string(), empreinte: z.string() })
  .openapi('DeliberationArretee')
export const paramCampagne = z.object({
  id: z.string().openapi({
    param: { name: 'id', in: 'path' },
    description: 'Identifiant de la campagne',
    example: '2023',
  }),
})
