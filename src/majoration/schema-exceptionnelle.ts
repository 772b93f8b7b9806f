import { z } from '@hono/zod-openapi'
import { ETATS_EXCEPTIONNELLE, PASSAGES_EXCEPTIONNELLE } from '#campagnes/demandes/exceptionnelle.ts'
import type { ExceptionnelleLue, Exceptionnelles } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { texteLibre } from '#campagnes/schema-appel.ts'

/** What the API takes and answers about exceptional majorations. Amounts in cents. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const centimes = z.int().openapi({ description: 'En centimes', example: 13_000_000 })
const etat = cles(ETATS_EXCEPTIONNELLE).openapi({ example: 'instruite' })
const acte = cles(PASSAGES_EXCEPTIONNELLE)
const instant = z.string().openapi({ format: 'date-time', example: '2027-05-21T09:30:00.000Z' })
const motif = z.looseObject({ code: z.string(), message: z.string() })
const base = z.enum(['vote', 'proposition', 'reglement']).openapi({
  description: 'D’où viennent les contrats retenus : le vote, la proposition figée, ou le règlement tel quel',
})

const saisie = {
  exercice: z.int().openapi({ description: 'Exercice du déficit', example: 2027 }),
  deficit: centimes.openapi({
    description: 'Déficit prévisionnel, en positif, en centimes',
    example: 20_000_000,
  }),
  plan: texteLibre(5_000).openapi({ description: 'Plan de redressement' }),
  montant: centimes.openapi({ description: 'Montant demandé, en centimes' }),
  justification: texteLibre(5_000),
}
export const corpsSaisie = z
  .object({
    ...saisie,
    version: z
      .int()
      .nullable()
      .openapi({ description: 'Celle qui a été lue ; null si rien n’était demandé', example: null }),
  })
  .openapi('SaisieExceptionnelle')
export const corpsMotif = z.object({ motif: texteLibre(2_000) })
export const corpsProposition = z
  .object({ montant: centimes, motivation: texteLibre(2_000) })
  .openapi('PropositionExceptionnelle')
export const corpsAccord = z
  .object({ montant: centimes.openapi({ description: 'Le montant proposé, tel qu’il a été lu' }) })
  .openapi('AccordExceptionnel')

const enveloppe = {
  enveloppe: centimes,
  accordees: centimes.openapi({ description: 'Somme de ce qui est accordé, en centimes' }),
}

export const schemaExceptionnelleLue = z
  .object({
    exceptionnelle: z
      .object({
        ...saisie,
        etat,
        version: z.int(),
        propose: centimes.nullable(),
        motivation: z.string().nullable(),
        accorde: centimes.nullable(),
      })
      .nullable(),
    etapes: z.array(
      z.object({
        ...{ acte, montant: centimes.nullable(), motif: z.string().nullable() },
        ...{ nomPar: z.string(), le: instant },
      }),
    ),
    bornes: z
      .object({ ...enveloppe, contratsRetenus: z.int(), base })
      .nullable()
      .openapi({ description: 'Pour la Région seule' }),
    actes: z.array(acte).openapi({ description: 'Ce que le lecteur peut faire maintenant' }),
    separation: z.object({ instruire: z.array(motif), valider: z.array(motif) }),
  })
  .openapi('ExceptionnelleLue') as unknown as z.ZodType<ExceptionnelleLue>

export const schemaExceptionnelles = z
  .object({
    ...enveloppe,
    base,
    lignes: z.array(
      z.object({
        organisme: z.string(),
        demande: z.object({ id: z.string(), numero: z.int() }).nullable(),
        etat,
        deficit: centimes.nullable(),
        demandee: centimes.nullable(),
        proposee: centimes.nullable(),
        accordee: centimes.nullable(),
        contratsRetenus: z
          .int()
          .nullable()
          .openapi({ description: 'Null tant que la liste n’est pas arrêtée' }),
      }),
    ),
  })
  .openapi('MajorationsExceptionnelles') as unknown as z.ZodType<Exceptionnelles>
