import { z } from '@hono/zod-openapi'
import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import { ETATS_SESSION, PASSAGES_SESSION } from '#aides/sessions/cycle-session.ts'
import type { Octroi, SessionLue, SessionResumee } from '#aides/sessions/session.ts'

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  Object.keys(table) as unknown as readonly [C, ...C[]]

export const schemaEtatDossier = z.enum(cles(ETATS_DOSSIER))
export const schemaActeSession = z.enum(cles(PASSAGES_SESSION))

const heure = z.string().max(19).openapi({
  example: '2025-03-01T09:00:00',
  description: 'Heure de Paris ; à la minute ou à la seconde',
})

export const schemaSaisieSession = z.object({
  dispositif: z.string().max(100).openapi({ example: 'ara-2025' }),
  libelle: z.string().max(200),
  exercice: z.int().min(2000).max(2100),
  ouvre: heure,
  ferme: heure,
  ligne: z.string().max(100).nullable().openapi({ description: 'Ligne budgétaire' }),
  operation: z.string().max(300).nullable().openapi({ description: 'Opération affectée sur cette ligne' }),
  attestationExigee: z.boolean(),
})

const enveloppe = z
  .object({ affecte: z.int(), accorde: z.int(), reste: z.int() })
  .nullable()
  .openapi({ description: 'En centimes ; nul pour qui ne lit pas le budget' })

const versement = z
  .object({ paye: z.int(), enCours: z.int() })
  .openapi({ description: 'En centimes : payé, et entre les mains de l’ASP' })

const comptes = z.record(z.string(), z.int()).openapi({ description: 'Dossiers par état' })

const session = schemaSaisieSession.extend({
  id: z.string(),
  version: z.string().openapi({ description: 'SHA-256 du texte qui juge' }),
  etat: z.enum(cles(ETATS_SESSION)),
  ouvreLe: z.string(),
  fermeLe: z.string(),
  fictif: z.boolean(),
})

export const schemaSessionResumee = session
  .extend({ titre: z.string(), enveloppe, dossiers: comptes, accorde: z.int(), versement })
  .openapi('CampagneAideResumee') as unknown as z.ZodType<SessionResumee>

const octroi = z.object({
  id: z.string(),
  etat: z.enum(['en_cours', 'fini', 'arrete']),
  total: z.int(),
  accordes: z.int(),
  montant: z.int().openapi({ description: 'En centimes' }),
  enAttente: z.int().nullable(),
  retenus: z.int().nullable(),
  motif: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  par: z.string(),
  creeLe: z.string(),
  finiLe: z.string().nullable(),
})
export const schemaOctrois = z.array(octroi).openapi('Octrois') as unknown as z.ZodType<readonly Octroi[]>

export const schemaSessionLue = session
  .extend({
    ...{ titre: z.string(), enveloppe, dossiers: comptes, accorde: z.int(), regleIntacte: z.boolean() },
    ligneBudgetaire: z.object({ imputation: z.string(), suspendueJusquAu: z.string().nullable() }).nullable(),
    postes: z.array(
      z.object({
        organisation: z.string(),
        organisme: z.string(),
        niveau: z.string(),
        etat: schemaEtatDossier,
        nombre: z.int(),
        montant: z.int(),
      }),
    ),
    versement,
    octrois: z.array(octroi),
    listes: z.array(
      z.object({
        id: z.string(),
        nom: z.string(),
        etat: z.string(),
        organisme: z.string(),
        creeLe: z.string(),
        dossiers: z.int(),
      }),
    ),
    actes: z.array(schemaActeSession),
  })
  .openapi('CampagneAide') as unknown as z.ZodType<SessionLue>
