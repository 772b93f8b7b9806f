import { z } from '@hono/zod-openapi'
import type { Apprenti, DetailSolde, SoldeLu, SoldesLus } from '#aides/soldes/solde.ts'

/** What the API says and takes about balances, for the published contract. Every amount is in cents. */

const centimes = z.int().openapi({ description: 'En centimes', example: 97_200 })
const jour = z.string().openapi({ format: 'date', example: '2023-07-05' })

const schemaSolde: z.ZodType<SoldeLu> = z
  .object({
    id: z.string(),
    dispositif: z.string().openapi({ example: 'aea-2019-2020' }),
    gestionnaire: z.string(),
    etablissement: z.string(),
    tiers: z.string().nullable().openapi({ description: 'Numéro de tiers', example: 'R3763' }),
    siret: z.string().nullable(),
    estime: centimes,
    avance: centimes,
    reel: centimes.nullable(),
    apprentis: z.int().nullable(),
    nominatif: z.boolean().openapi({ description: 'Le montant réel est la somme de la liste nominative' }),
    source: z.string().nullable(),
    solde: centimes.nullable().openapi({ description: 'Réel moins avance ; négatif : à reverser' }),
    etat: z.enum(['brouillon', 'constate', 'vote', 'engage', 'titre', 'solde', 'non_poursuivi']),
    petit: z.boolean().openapi({ description: 'Reversement sous le seuil : peut ne pas être poursuivi' }),
    deliberation: z.string().nullable(),
    voteeLe: jour.nullable(),
    motif: z.string().nullable(),
    engagement: z
      .object({
        id: z.string(),
        ligne: z.string(),
        net: centimes,
        mandate: centimes,
        paye: centimes,
        rejetes: z.int().openapi({ description: 'Mandats rejetés' }),
      })
      .nullable(),
    titre: z
      .object({
        exercice: z.int(),
        numero: z.int(),
        date: jour.nullable(),
        etat: z.enum(['emis', 'recouvre', 'annule', 'admis_en_non_valeur']),
        encaisse: z.int().openapi({ description: 'Déjà reçu, en centimes' }),
      })
      .nullable(),
  })
  .openapi('SoldeAide')

const schemaDispositif = z.object({
  code: z.string(),
  titre: z.string(),
  imputation: z.string().nullable().openapi({ example: '932 / 26 / HP 26-003 / 12600302' }),
})

export const schemaSoldes: z.ZodType<SoldesLus> = z
  .object({
    seuil: z.object({ montant: centimes, indicatif: z.boolean(), motif: z.string().nullable() }),
    dispositifs: z.array(schemaDispositif),
    soldes: z.array(schemaSolde),
  })
  .openapi('SoldesAides')

const apprenti: z.ZodType<Apprenti> = z
  .object({ ligne: z.int(), nom: z.string(), prenom: z.string(), neLe: jour, montant: centimes })
  .openapi('ApprentiDuSolde')

export const schemaDetailSolde: z.ZodType<DetailSolde> = z
  .object({
    solde: schemaSolde,
    dispositif: schemaDispositif,
    explication: z.array(
      z.object({ libelle: z.string(), valeur: z.string(), source: z.string().optional() }),
    ) as z.ZodType<DetailSolde['explication']>,
    liste: z.array(apprenti),
    ailleurs: z
      .array(z.object({ ligne: z.int(), etablissement: z.string() }))
      .openapi({ description: 'Apprentis que la liste d’un autre établissement nomme aussi' }),
    affectations: z.array(
      z.object({ id: z.string(), operation: z.string(), exercice: z.int(), reste: centimes }),
    ),
  })
  .openapi('DetailSoldeAide')

const schemaAnomalie = z.object({
  ligne: z.int(),
  colonne: z.enum(['nom', 'prenom', 'neLe', 'montant']),
  valeur: z.string(),
  code: z.string(),
  message: z.string(),
})

export const schemaApercuListe = z
  .object({
    anomalies: z.array(schemaAnomalie),
    nombreAnomalies: z.int().openapi({ description: 'Toutes ; les 200 premières sont données' }),
    apprentis: z.int(),
    reel: centimes,
    solde: centimes.nullable().openapi({ description: 'Le solde qu’il donnerait' }),
  })
  .openapi('ApercuListeNominative')
export type ApercuListe = z.infer<typeof schemaApercuListe>

// What is sent.

const MAXIMUM = 1_000_000_000
const texte = (maximum: number) => z.string().trim().min(1, 'à remplir').max(maximum, 'trop long')
const date = z.iso.date('une date AAAA-MM-JJ est attendue')
const annee = z.int().min(2000).max(2100)
const montant = z.int().min(0).max(MAXIMUM)

export const schemaSaisieSolde = z.object({
  dispositif: texte(80),
  gestionnaire: texte(200),
  etablissement: texte(200),
  tiers: texte(40).nullable(),
  siret: z
    .string()
    .regex(/^\d{14}$/, '14 chiffres sont attendus')
    .nullable(),
  estime: montant.min(1, 'un montant supérieur à zéro est attendu'),
  reel: montant.nullable(),
  apprentis: z.int().min(0).max(100_000).nullable(),
})
export const schemaVote = z.object({
  soldes: z.array(texte(80)).min(1).max(500),
  deliberation: texte(80),
  date,
})
export const schemaMotif = z.object({ motif: texte(500) })
export const schemaSeuil = z.object({ montant, motif: texte(500) })
export const schemaEngagementSolde = z.object({ affectation: texte(80), date })
export const schemaMandatSolde = z.object({ exercice: annee, date })
export const schemaTitreSolde = z.object({
  exercice: annee,
  numero: z.int().min(1).max(2_000_000_000),
  date,
})
export const schemaEcrit = z.object({ id: z.string() }).openapi('SoldeEcrit')
