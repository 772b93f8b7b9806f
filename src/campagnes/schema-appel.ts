import { z } from '@hono/zod-openapi'
import type { BrouillonAppel } from '#campagnes/appel.ts'
import {
  type ActeCampagne,
  ETATS_CAMPAGNE,
  type EtatCampagne,
  PASSAGES_CAMPAGNE,
} from '#campagnes/cycle-campagne.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Motif } from '#socle/decision.ts'

/** What the API takes and answers about the call of a campaign and the way that it goes. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
export const texteLibre = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((texte) => texte.isWellFormed() && !texte.includes('\u0000'), 'Caractère non imprimable')

const instant = z.string().openapi({ format: 'date-time', example: '2027-03-31T21:59:59.000Z' })
const heure = texteLibre(25).openapi({
  description: 'Jour et heure à Paris ; vide tant qu’on ne la sait pas',
  example: '2027-03-31T23:59:59',
})
const dotation = z.number().openapi({ description: 'En centimes, euros entiers', example: 2_014_000_000 })
const libelle = texteLibre(200).openapi({ example: 'Majoration des coûts-contrats 2027' })
const etat = cles<EtatCampagne>(ETATS_CAMPAGNE).openapi({ example: 'preparation' })
const motifs = z.array(z.looseObject({ code: z.string(), message: z.string() })) as unknown as z.ZodType<
  Motif[]
>

export const schemaNouvelAppel = z
  .object({
    libelle,
    exercice: z.int().min(2000).max(2100).openapi({ example: 2027 }),
    reglement: texteLibre(100).openapi({ description: 'Code d’un règlement', example: 'majoration-2023' }),
    dotation,
  })
  .openapi('NouvelAppel')

const brouillon = {
  libelle,
  dotation,
  enveloppeExceptionnelle: z.number().openapi({
    description:
      'Mise à part pour les majorations exceptionnelles, en centimes, euros entiers ; 0 s’il n’y en a pas',
    example: 13_000_000,
  }),
  ecartContrats: z.int().openapi({
    description:
      'Écart avec les contrats de l’an dernier au-delà duquel un contrôle avertit, en % (indicatif)',
    example: 20,
  }),
  ouvre: heure,
  ferme: heure,
  voteLe: texteLibre(10).openapi({ description: 'AAAA-MM-JJ, ou vide', example: '2027-07-05' }),
  pieces: z
    .array(
      z.object({
        code: z
          .string()
          .regex(/^[a-z0-9-]{0,40}$/, 'Lettres sans accent, chiffres et traits d’union')
          .openapi({ description: 'Vide pour une nouvelle pièce', example: 'bilan' }),
        libelle: texteLibre(200),
        aide: texteLibre(500),
        obligatoire: z.boolean(),
      }),
    )
    .max(20),
  contacts: z
    .array(z.object({ nom: texteLibre(200), courriel: texteLibre(254), telephone: texteLibre(40) }))
    .max(10),
  questions: z.array(z.object({ question: texteLibre(500), reponse: texteLibre(5000) })).max(50),
}

export const schemaModificationAppel: z.ZodType<BrouillonAppel & { version: number }> = z
  .object({ ...brouillon, version: z.int().openapi({ description: 'Celle qui a été lue', example: 1 }) })
  .openapi('ModificationAppel')

export const schemaAppel = z
  .object({
    id: z.string(),
    exercice: z.int(),
    etat,
    version: z.int(),
    fictif: z.boolean(),
    mention: z.string().nullable(),
    ouvreLe: instant.nullable(),
    fermeLe: instant.nullable().openapi({ description: 'Dernière seconde où une demande est reçue' }),
    listeLe: instant.nullable(),
    reglement: z.object({ code: z.string(), libelle: z.string() }),
    ...brouillon,
  })
  .openapi('Appel')
export type AppelLuRegion = z.infer<typeof schemaAppel>

export const schemaConduite = z
  .object({
    etat,
    demandes: z.record(z.string(), z.int()).openapi({
      description: 'Combien de demandes dans chaque état',
      example: { brouillon: 3, deposee: 12 },
    }) as unknown as z.ZodType<Partial<Record<EtatDemande, number>>>,
    formations: z.int(),
    listeLe: instant.nullable(),
    listeAJour: z.boolean(),
    proposition: z.boolean().openapi({
      description: 'Une proposition est figée sur la liste et les majorations exceptionnelles d’aujourd’hui',
    }),
    lectures: z.object({
      exigee: z.boolean().openapi({ description: 'Une proposition attend la double lecture' }),
      inachevees: z.int().openapi({ description: 'Demandes validées à qui il en manque' }),
    }),
    passages: z.array(
      z.object({
        acte: cles<ActeCampagne>(PASSAGES_CAMPAGNE),
        libelle: z.string(),
        vers: etat,
        motive: z.boolean().openapi({ description: 'Cet acte dit pourquoi' }),
        motifs: motifs.openapi({ description: 'Pourquoi il ne se peut pas encore ; vide s’il se peut' }),
      }),
    ),
    liste: motifs.openapi({ description: 'Pourquoi la liste ne s’arrête pas ; vide si elle le peut' }),
  })
  .openapi('ConduiteCampagne')
export type ConduiteCampagne = z.infer<typeof schemaConduite>

/** A vote is recorded with its délibération, or brought as a file and taken back, by routes of their own. */
const { voter: _, reprendreVote: __, retirerVote: ___, ...PASSAGES_SIMPLES } = PASSAGES_CAMPAGNE
export const schemaPassage = z
  .object({
    acte: cles(PASSAGES_SIMPLES),
    motif: texteLibre(2000).nullable().default(null),
  })
  .openapi('PassageCampagne')

export const schemaEtatAtteint = z.object({ etat }).openapi('EtatAtteint')

export const schemaListeArretee = z
  .object({
    listeLe: instant,
    demandes: z.int(),
    organismes: z.int(),
    formations: z.int(),
    contrats: z.int(),
    organismesSortis: z.int().openapi({ description: 'Organismes de la liste d’avant, absents de celle-ci' }),
  })
  .openapi('ListeArretee')
export type ListeArretee = z.infer<typeof schemaListeArretee>

export const schemaDemandeReouverture = z
  .object({ organisation: texteLibre(100), jusquAu: heure, motif: texteLibre(2000) })
  .openapi('DemandeReouverture')

export const schemaReouvertures = z
  .object({
    accordees: z.array(
      z.object({
        id: z.string(),
        organisme: z.string(),
        jusquAu: instant,
        motif: z.string(),
        accordeePar: z.string(),
        accordeeLe: instant,
      }),
    ),
    organismes: z
      .array(z.object({ id: z.string(), nom: z.string() }))
      .openapi({ description: 'À qui l’appel peut être rouvert' }),
  })
  .openapi('Reouvertures')
export type Reouvertures = z.infer<typeof schemaReouvertures>

export const schemaCree = z.object({ id: z.string() }).openapi('Cree')
