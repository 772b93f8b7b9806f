import { z } from '@hono/zod-openapi'
import { type Admission, CODES_MOTIF, type Proposition } from '#aides/non-valeurs/admission.ts'
import { CODES_DILIGENCE, type Diligence, type TitreSuivi } from '#aides/non-valeurs/diligence.ts'

/** What the API says and takes about titres and write-offs. Every amount is in cents. */

const centimes = z.int().openapi({ description: 'En centimes', example: 1_262_900 })
const jour = z.string().openapi({ format: 'date', example: '2023-03-24' })

const diligence: z.ZodType<Diligence> = z
  .object({ genre: z.enum(CODES_DILIGENCE), date: jour, resultat: z.string() })
  .openapi('Diligence')

const titre: z.ZodType<TitreSuivi> = z
  .object({
    id: z.string(),
    exercice: z.int(),
    numero: z.int(),
    debiteur: z.string(),
    siret: z.string().nullable(),
    objet: z.string(),
    date: jour.nullable(),
    montant: centimes,
    etat: z.enum(['emis', 'recouvre', 'annule', 'admis_en_non_valeur']),
    engagement: z.string().nullable(),
    suivi: z.enum(['emis', 'relance', 'propose', 'recouvre', 'annule', 'admis_en_non_valeur']),
    diligences: z.array(diligence),
    encaisse: centimes,
    encaissements: z.array(z.object({ date: jour, montant: centimes, reference: z.string() })),
    reste: centimes.openapi({ description: 'Le montant moins ce qui est encaissé, en centimes' }),
    admission: z.string().nullable().openapi({ description: 'Le dossier où il attend' }),
  })
  .openapi('TitreSuivi')
export const schemaTitres = z.array(titre)

const admission = z.object({
  id: z.string(),
  objet: z.string(),
  courrierLe: jour,
  pole: z.string().openapi({ example: 'PFPA' }),
  etat: z.enum([
    ...(['preparation', 'proposee', 'avis_favorable', 'avis_defavorable'] as const),
    ...(['votee', 'admise', 'retiree'] as const),
  ]),
  avisLe: jour.nullable(),
  observations: z.string().nullable(),
  deliberation: z.string().nullable(),
  voteeLe: jour.nullable(),
  motif: z.string().nullable().openapi({ description: 'Pourquoi il est retiré' }),
  engagement: z.string().nullable(),
  nombre: z.int(),
  montant: centimes,
  mandate: centimes,
})
const schemaAdmission: z.ZodType<Admission> = admission.openapi('AdmissionEnNonValeur')
export const schemaAdmissions = z.array(schemaAdmission)

/** A dossier with its titres, and the lines that could bear it. */
export type DetailAdmission = {
  readonly admission: Admission
  readonly propositions: readonly Proposition[]
  readonly lignes: readonly { readonly id: string; readonly exercice: number; readonly reste: number }[]
}
export const schemaDetailAdmission: z.ZodType<DetailAdmission> = z
  .object({
    admission: schemaAdmission,
    propositions: z.array(
      z.object({
        titre: z.string(),
        motif: z.enum(CODES_MOTIF),
        precision: z.string().nullable(),
        suivi: titre,
      }),
    ),
    lignes: z
      .array(z.object({ id: z.string(), exercice: z.int(), reste: centimes }))
      .openapi({ description: 'Lignes 931 / 12 / 6541, et ce qui reste de leurs crédits de paiement' }),
  })
  .openapi('DossierDeNonValeur')

export const schemaApercuTitres = z
  .object({
    anomalies: z.array(
      z.object({
        ligne: z.int(),
        colonne: z.enum([
          ...(['exercice', 'numero', 'montant', 'motif', 'precision', 'acte', 'date', 'resultat'] as const),
        ]),
        valeur: z.string(),
        code: z.string(),
        message: z.string(),
      }),
    ),
    nombreAnomalies: z.int().openapi({ description: 'Toutes ; les 200 premières sont données' }),
    titres: z.int(),
    diligences: z.int().openapi({ description: 'Celles qui n’étaient pas notées' }),
    montant: centimes,
  })
  .openapi('ApercuTitres')
export type ApercuTitres = z.infer<typeof schemaApercuTitres>

// What is sent.

const texte = (maximum: number) => z.string().trim().min(1, 'à remplir').max(maximum, 'trop long')
const date = z.iso.date('une date AAAA-MM-JJ est attendue')

export const schemaDiligence = z.object({ genre: z.enum(CODES_DILIGENCE), date, resultat: texte(500) })
export const schemaEncaissement = z.object({
  date,
  montant: z.int().min(1, 'supérieur à zéro').max(Number.MAX_SAFE_INTEGER),
  reference: texte(80),
})
export const schemaSaisieAdmission = z.object({ objet: texte(200), courrierLe: date, pole: texte(40) })
export const schemaTitrePropose = z.object({
  titre: texte(80),
  motif: z.enum(CODES_MOTIF),
  precision: texte(200).nullable(),
})
export const schemaAvis = z.object({
  sens: z.enum(['favorable', 'defavorable']),
  date,
  observations: texte(1000).nullable(),
})
export const schemaVoteAdmission = z.object({ deliberation: texte(80), date })
export const schemaRetrait = z.object({ motif: texte(500) })
export const schemaMandatAdmission = z.object({ ligne: texte(80), date })
export const schemaEcrit = z.object({ id: z.string() }).openapi('AdmissionEcrite')
