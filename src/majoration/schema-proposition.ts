import { z } from '@hono/zod-openapi'
import { schemaTexte } from '#campagnes/import-schema-reglement.ts'
import { texteLibre } from '#campagnes/schema-appel.ts'
import { ETATS_PROPOSITION, type EtatProposition } from '#majoration/proposition.ts'
import { schemaParametres } from '#majoration/schema-scenario.ts'

/** What the API takes and answers about the propositions that go to the vote. */

const centimes = z.int().openapi({ description: 'En centimes', example: 2_014_000_000 })
const instant = z.string().openapi({ format: 'date-time', example: '2027-06-21T09:30:00.000Z' })
const empreinte = z.string().openapi({ description: 'SHA-256, en hexadécimal', example: 'a3f1…' })

const montants = {
  formations: z.int().openapi({ description: 'Formations retenues' }),
  contrats: z.int(),
  majoration: centimes,
  dontBonusVert: centimes,
  exceptionnelle: centimes,
  totale: centimes,
}
const totaux = z
  .object({ organismes: z.int(), ...montants, dotation: centimes, reliquat: centimes })
  .openapi('TotauxProposes')

const resume = {
  numero: z.int().openapi({ example: 1 }),
  scenario: z.string().openapi({ description: 'Vide pour le règlement tel quel' }),
  reglement: z.string().openapi({ example: 'majoration-2023' }),
  logiciel: z.string().openapi({ description: 'Version du logiciel qui a calculé', example: '1.0.0' }),
  totaux,
  empreinte,
  etat: z.enum(Object.keys(ETATS_PROPOSITION) as [EtatProposition, ...EtatProposition[]]),
  aJour: z.boolean().openapi({ description: 'Figée sur la liste d’aujourd’hui' }),
  motif: z.string().nullable().openapi({ description: 'Pourquoi elle remplace la précédente' }),
  deliberation: z.string().nullable().openapi({ example: 'CP 2027-100' }),
  voteeLe: z.string().nullable().openapi({ format: 'date' }),
  par: z.string().openapi({ description: 'Qui l’a figée' }),
  le: instant,
}

export const schemaResumeProposition = z.object(resume).openapi('ResumeProposition')
export type ResumePropositionLu = z.infer<typeof schemaResumeProposition>

const ligne = z
  .object({ organisme: z.string(), nom: z.string(), ...montants, plafonne: z.boolean() })
  .openapi('LigneProposee')

export const schemaProposition = z
  .object({
    ...resume,
    campagne: z.string(),
    parametres: schemaParametres,
    liste: z.string(),
    lignes: z.array(ligne),
    retenues: z.array(z.string()).openapi({ description: 'Formations retenues, dans l’ordre du classement' }),
    empreinteReglement: empreinte,
    intacte: z.boolean().openapi({ description: 'Vrai quand le contenu redonne son empreinte' }),
  })
  .openapi('Proposition')
export type PropositionLue = z.infer<typeof schemaProposition>

export const schemaEcarts = z
  .object({
    parametres: z.array(
      z.object({ chemin: z.string(), libelle: z.string(), avant: z.string(), apres: z.string() }),
    ),
    memeListe: z.boolean(),
    avant: totaux,
    apres: totaux,
    lignes: z.array(
      z.object({
        organisme: z.string(),
        nom: z.string(),
        avant: centimes.nullable(),
        apres: centimes.nullable(),
        ecart: centimes,
        contratsAvant: z.int(),
        contratsApres: z.int(),
      }),
    ),
    organismesEntrants: z.array(z.string()),
    organismesSortants: z.array(z.string()),
    formationsEntrantes: z.array(z.string()),
    formationsSortantes: z.array(z.string()),
  })
  .openapi('EcartsPropositions')

export const schemaNouvelleProposition = z
  .object({
    scenario: texteLibre(100)
      .nullable()
      .openapi({ description: 'Identifiant d’un scénario ; null pour le règlement tel quel' }),
    motif: texteLibre(2000)
      .nullable()
      .default(null)
      .openapi({ description: 'Pourquoi, quand elle en remplace une autre' }),
  })
  .openapi('NouvelleProposition')

export const schemaVote = z
  .object({
    deliberation: texteLibre(100).openapi({ example: 'CP 2027-100' }),
    voteeLe: texteLibre(10).openapi({ format: 'date', example: '2027-07-05' }),
  })
  .openapi('Vote')

export const schemaVoteConstate = z
  .object({
    proposition: z.int(),
    organismes: z.int(),
    totale: centimes,
    retenues: z.int().openapi({ description: 'Demandes retenues' }),
    nonRetenues: z.int(),
  })
  .openapi('VoteConstate')

const id = schemaTexte.openapi({
  param: { name: 'id', in: 'path' },
  description: 'Identifiant de la campagne',
  example: '2023',
})
export const paramProposition = z.object({
  id,
  numero: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .openapi({ param: { name: 'numero', in: 'path' }, description: 'Numéro de la proposition', example: 1 }),
})
export const queryAvec = z.object({
  avec: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .openapi({ param: { name: 'avec', in: 'query' }, description: 'Celle d’avant', example: 1 }),
})
