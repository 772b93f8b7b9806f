import { z } from '@hono/zod-openapi'
import { ANOMALIES_FICHIER, type AnomalieFichier, type ScansLus } from '#courriers/scans/scans.ts'

/** What the API takes and answers about scans of signed letters. */

const imprimable = (texte: string) => texte.isWellFormed() && !texte.includes('\u0000')
const identifiant = z.string().min(1).max(200).refine(imprimable, 'Caractère non imprimable')
const libelle = (maximum: number) =>
  z.string().trim().min(1).max(maximum).refine(imprimable, 'Caractère non imprimable')

const fichier = z
  .object({
    nom: z.string(),
    pages: z.int().nullable().openapi({ description: 'Inconnu tant que le fichier n’est pas ouvert' }),
    lues: z.int(),
    anomalie: z.enum(Object.keys(ANOMALIES_FICHIER) as [AnomalieFichier, ...AnomalieFichier[]]).nullable(),
  })
  .openapi('FichierScan')

const lot = z
  .object({
    ...{ id: z.string(), etat: z.enum(['reception', 'en_cours', 'fini', 'annule']), nomPar: z.string() },
    creeLe: z.string().openapi({ format: 'date-time' }),
    ...{ signataire: z.string(), signeeLe: z.string().openapi({ format: 'date' }) },
    fichiers: z.array(fichier),
    lettres: z.int().openapi({ description: 'Lettres dont l’original a été joint' }),
    ...{ rattachees: z.int(), blanches: z.int(), ecartees: z.int(), aVoir: z.int() },
  })
  .openapi('LotScan', { description: 'Les nombres comptent des pages, sauf `lettres`' })

const lettre = z.object({
  ...{ demande: z.string(), numero: z.int(), organisme: z.string(), pages: z.int() },
})

const page = z
  .object({
    ...{ id: z.string(), lot: z.string(), fichier: z.string(), rang: z.int() },
    motif: z.object({ code: z.string(), message: z.string() }),
    lettre: lettre.extend({ page: z.int() }).nullable(),
    visible: z.boolean(),
  })
  .openapi('PageAVoir')

export const schemaScans = z
  .object({
    ...{ libelle: z.string(), lots: z.array(lot), aVoir: z.array(page), lettres: z.array(lettre) },
  })
  .openapi('ScansCampagne') as unknown as z.ZodType<ScansLus>

export const corpsScan = z.object({
  signataire: libelle(200).openapi({ description: 'Nom et qualité de qui a signé ces lettres' }),
  signeeLe: z.iso.date(),
})
export const corpsChoix = z.object({ demande: identifiant, page: z.int().min(1).max(999) })
export const corpsEcart = z.object({ motif: libelle(500) })
export const schemaCree = z.object({ id: z.string() })
export const schemaRecu = z.object({
  existant: z.boolean().openapi({ description: 'Ce fichier était déjà dans l’envoi' }),
})
export const schemaChoix = z.object({
  rattachee: z.boolean().openapi({ description: 'La lettre est entière, son original est joint' }),
})

export const paramId = z.object({ id: identifiant.openapi({ param: { name: 'id', in: 'path' } }) })
export const queryNom = z.object({ nom: libelle(255).optional() })
