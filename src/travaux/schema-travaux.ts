import { z } from '@hono/zod-openapi'
import { ACTES_TRAVAIL } from '#campagnes/demandes/instruction-lot.ts'
import { ETATS_TRAVAIL, GENRES_TRAVAIL, type Travail } from '#travaux/travail.ts'

/** What the API takes and answers about what is done in the background. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])

const travail = z
  .object({
    ...{ genre: cles(GENRES_TRAVAIL), id: z.string(), acte: cles(ACTES_TRAVAIL).nullable() },
    ...{ titre: z.string(), objet: z.string(), etat: cles(ETATS_TRAVAIL) },
    ...{ par: z.string().nullable(), nomPar: z.string().nullable(), mien: z.boolean() },
    creeLe: z.string().openapi({ format: 'date-time' }),
    fait: z.int().openapi({ description: 'Sur `total`' }),
    ...{ total: z.int(), refusees: z.int() },
    ...{ campagne: z.string().nullable(), siret: z.string().nullable() },
    erreur: z.string().nullable().openapi({ description: 'La raison d’un échec, ou la première' }),
    pret: z.boolean().openapi({ description: 'Il y a un résultat à ouvrir' }),
    gestes: z.array(z.enum(['arreter', 'reprendre'])),
  })
  .openapi('Travail') as unknown as z.ZodType<Travail>

export type TravauxLus = { readonly travaux: readonly Travail[]; readonly total: number }
export const schemaTravaux = z
  .object({ travaux: z.array(travail), total: z.int() })
  .openapi('Travaux') as unknown as z.ZodType<TravauxLus>

export const queryTravaux = z.object({
  genre: cles(GENRES_TRAVAIL).optional(),
  etat: cles(ETATS_TRAVAIL).optional(),
  qui: z.enum(['moi']).optional().openapi({ description: 'Seulement les miens' }),
  page: z.coerce.number().int().min(1).max(1_000).optional(),
})
