import { z } from '@hono/zod-openapi'
import { ETATS_MANDAT } from '#budget/rules/mandater.ts'
import { ETATS_TITRE } from '#budget/rules/titres.ts'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { NATURES_AVIS, SENS_AVIS } from '#campagnes/demandes/avis.ts'
import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import { DECISIONS, ETATS_LETTRE } from '#courriers/lettre.ts'
import { DOCUMENTS_LONGS } from '#majoration/documents/document-long.ts'
import { type Archive, ETATS_ARCHIVE } from '#memoire/archive.ts'
import type { Memoire } from '#memoire/memoire.ts'

/** What the API takes and answers about all that was decided for a body. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const centimes = z.int().openapi({ description: 'En centimes' })
const instant = z.string().openapi({ format: 'date-time' })
const jour = z.string().openapi({ format: 'date' })
const auteur = z.string().openapi({ description: 'Vide pour qui n’a pas à savoir quel agent' })

const mandat = z.object({
  ...{ engagement: z.string(), reference: z.string(), exercice: z.int(), bordereau: z.int(), date: jour },
  ...{ montant: centimes, etat: cles(ETATS_MANDAT) },
  ...{ constateLe: jour.nullable(), motifRejet: z.string().nullable() },
})
const engagement = z.object({
  ...{ id: z.string(), objet: z.string(), libelle: z.string(), date: jour, exercice: z.int() },
  ...{ montant: centimes, desengage: centimes, indicatif: z.boolean(), mandats: z.array(mandat) },
})

const demande = z.object({
  ...{ id: z.string(), campagne: z.string(), numero: z.int(), etat: cles(ETATS_DEMANDE) },
  ...{ deposeeLe: instant.nullable(), formations: z.int() },
  etapes: z.array(
    z.object({
      ...{ acte: z.string(), titre: z.string(), sens: z.string(), par: auteur },
      ...{ motif: z.string().nullable(), le: instant },
    }),
  ),
  corrections: z.array(
    z.object({
      ...{ formation: z.string(), champ: z.string(), avant: z.string(), apres: z.string() },
      ...{ motif: z.string(), le: instant },
    }),
  ),
  complements: z.array(
    z.object({ texte: z.string(), echeance: jour, le: instant, reponduLe: instant.nullable() }),
  ),
  messages: z.array(
    z.object({ sens: z.enum(['region', 'organisme', 'interne']), texte: z.string(), auteur, le: instant }),
  ),
  pieces: z.array(
    z.object({
      ...{ id: z.string(), code: z.string(), nom: z.string(), type: z.string(), taille: z.int() },
      ...{ sha256: z.string(), deposeeLe: instant },
    }),
  ),
  lettre: z
    .object({
      ...{ etat: cles(ETATS_LETTRE), decision: cles(DECISIONS), montant: centimes, le: instant },
      ...{ signataire: z.string().nullable(), signeeLe: jour.nullable() },
      ...{ notifieeLe: instant.nullable(), numerisee: z.boolean() },
    })
    .nullable()
    .openapi({ description: 'Un organisme ne voit la sienne que notifiée' }),
  avis: z
    .array(
      z.object({ nature: cles(NATURES_AVIS), sens: cles(SENS_AVIS), texte: z.string(), auteur, le: instant }),
    )
    .openapi({ description: 'Pour les agents seuls' }),
  levees: z
    .array(z.object({ code: z.string(), motif: z.string(), auteur, le: instant }))
    .openapi({ description: 'Contrôles levés ; pour les agents seuls' }),
})

const campagne = z.object({
  ...{ id: z.string(), libelle: z.string(), exercice: z.int(), etat: cles(ETATS_CAMPAGNE) },
  ...{ fictif: z.boolean(), mention: z.string().nullable() },
  deliberation: z.object({ reference: z.string(), date: jour }).nullable(),
  vote: z
    .object({
      ...{ contrats: z.int(), majoration: centimes, dontBonusVert: centimes },
      ...{ majorationExceptionnelle: centimes, majorationTotale: centimes },
      motifExceptionnelle: z.string().nullable(),
    })
    .nullable(),
  rapprochement: z
    .object({
      ...{ fichier: z.string(), le: instant, formations: z.int(), signes: z.int(), votes: z.int() },
    })
    .nullable()
    .openapi({ description: 'Contrats signés, sur les formations dont le dernier fichier parle' }),
  demandes: z.array(demande),
  engagements: z.array(engagement),
})

export const schemaMemoire = z
  .object({
    ...{ siret: z.string(), nom: z.string() },
    interne: z.boolean().openapi({ description: 'Lue par un agent : notes, avis et contrôles y sont' }),
    exercices: z.array(z.object({ exercice: z.int(), campagnes: z.array(campagne) })),
    autresEngagements: z.array(engagement),
    titres: z.array(
      z.object({
        ...{ exercice: z.int(), numero: z.int(), objet: z.string(), montant: centimes },
        etat: cles(ETATS_TITRE),
      }),
    ),
  })
  .openapi('MemoireOrganisme') as unknown as z.ZodType<Memoire>

export const schemaArchive = z
  .object({
    ...{ id: z.string(), siret: z.string().nullable(), campagne: z.string().nullable() },
    ...{ scenario: z.string().nullable(), document: cles(DOCUMENTS_LONGS).nullable() },
    ...{ etat: cles(ETATS_ARCHIVE), faites: z.int(), total: z.int() },
    taille: z.int().nullable().openapi({ description: 'En octets' }),
    ...{ sha256: z.string().nullable(), erreur: z.string().nullable() },
    ...{ demandeeLe: instant, finieLe: instant.nullable() },
  })
  .openapi('ArchiveOrganisme') as unknown as z.ZodType<Archive>

export const paramSiret = z.object({
  siret: z
    .string()
    .regex(/^\d{14}$/, 'Un SIRET a quatorze chiffres')
    .openapi({ param: { name: 'siret', in: 'path' }, example: '73282932000074' }),
})
const identifiant = (name: string, example?: string) =>
  z
    .string()
    .min(1)
    .max(200)
    .refine((texte) => texte.isWellFormed() && !texte.includes('\u0000'), 'Caractère non imprimable')
    .openapi({ param: { name, in: 'path' }, ...(example && { example }) })

export const paramDocument = z.object({
  id: identifiant('id', '2023'),
  scenario: identifiant('scenario', 'reglement'),
  document: cles(DOCUMENTS_LONGS).openapi({ param: { name: 'document', in: 'path' } }),
})
export const paramArchive = z.object({ id: identifiant('id') })
