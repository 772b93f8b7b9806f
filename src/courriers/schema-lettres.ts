import { z } from '@hono/zod-openapi'
import { ACTES_LETTRE } from '#campagnes/demandes/instruction-lot.ts'
import { DECISIONS, ETATS_LETTRE, type LettresLues } from '#courriers/lettre.ts'

/** What the API takes and answers about the letters that tell a decision. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const imprimable = (texte: string) => texte.isWellFormed() && !texte.includes('\u0000')
const identifiant = z.string().min(1).max(200).refine(imprimable, 'Caractère non imprimable')
const instant = z.string().openapi({ format: 'date-time' })
const jour = z.string().openapi({ format: 'date', example: '2026-07-06' })

const lettre = z
  .object({
    ...{ demande: z.string(), numero: z.int(), organisme: z.string(), siret: z.string() },
    decision: cles(DECISIONS),
    montant: z.int().openapi({ description: 'Voté en tout, en centimes' }),
    etat: cles(ETATS_LETTRE),
    genereeLe: instant.nullable(),
    signataire: z.string().nullable(),
    signeeLe: jour.nullable(),
    numerisee: z.boolean().openapi({ description: 'La lettre signée à la main a été déposée' }),
    notifieeLe: instant.nullable(),
    notifieePar: z.string().nullable(),
    destinataires: z.int().openapi({ description: 'Personnes de l’organisme à qui l’on écrirait' }),
  })
  .openapi('Lettre')

const travail = z
  .object({
    ...{ id: z.string(), acte: cles(ACTES_LETTRE), etat: z.enum(['en_cours', 'fini', 'annule']) },
    ...{ total: z.int(), faites: z.int(), refusees: z.int(), annulees: z.int() },
    ...{ nomPar: z.string(), creeLe: instant },
  })
  .openapi('TravailLettres')

export const schemaLettres = z
  .object({
    ...{ libelle: z.string(), votee: z.boolean(), lettres: z.array(lettre) },
    recours: z.string(),
    recoursPropose: z.boolean().openapi({ description: 'Texte proposé par le programme, indicatif' }),
    travaux: z.array(travail),
    partent: z.boolean().openapi({ description: 'Faux quand aucun serveur de courrier n’est configuré' }),
  })
  .openapi('LettresCampagne') as unknown as z.ZodType<LettresLues>

const demandes = z.array(identifiant).min(1).max(500)

export const corpsLot = z.object({ acte: cles(ACTES_LETTRE), demandes })
export const corpsSignature = z.object({
  demandes,
  signataire: z.string().trim().max(200).refine(imprimable, 'Caractère non imprimable').openapi({
    description: 'Nom et qualité de qui a signé',
  }),
  signeeLe: z.iso.date(),
})
export const corpsRecours = z.object({
  texte: z.string().trim().min(1).max(4_000).refine(imprimable, 'Caractère non imprimable'),
})
export const schemaSignees = z.object({ signees: z.int() })

const chemin = (name: string) => identifiant.openapi({ param: { name, in: 'path' } })
export const paramId = z.object({ id: chemin('id') })
export const queryExemplaire = z.object({
  exemplaire: z
    .enum(['generee', 'signee'])
    .optional()
    .openapi({ description: 'Par défaut, la lettre signée si elle a été numérisée' }),
})
