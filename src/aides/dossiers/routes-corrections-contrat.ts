import { z } from '@hono/zod-openapi'
import { CORRECTEURS, type CorrecteurAsp } from '#aides/asp/correcteur.ts'
import {
  CHAMPS,
  type ChampCorrigeable,
  GROUPES_CORRECTION,
  type GroupeCorrection,
} from '#aides/dossiers/champs-corrigeables.ts'
import type { Blocage } from '#aides/dossiers/correction-permise.ts'
import type { CorrectionLue } from '#aides/dossiers/store-corrections.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import type { Motif } from '#socle/decision.ts'

const cellule = z.string().max(300)

/** What a correction answers: what deserves a look, and what follows from it. */
export const schemaCorrigee = z
  .object({
    corrigees: z.array(z.string()).openapi({ description: 'Les cases qui disent autre chose qu’avant' }),
    avertissements: z.array(
      z.object({ champ: z.string().nullable(), code: z.string(), message: z.string() }),
    ),
    aVerifier: z.boolean().openapi({ description: 'La personne ressemble désormais à une autre' }),
    comptePartage: z.boolean().openapi({ description: 'Le compte est aussi celui d’une autre personne' }),
  })
  .openapi('DossierCorrige')
export type DossierCorrige = z.infer<typeof schemaCorrigee>

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const texte = z.string().nullable()

export const schemaBlocages = z.array(
  z.object({
    ...{ code: z.string(), champ: z.string(), libelle: z.string() },
    correcteur: cles<CorrecteurAsp>(CORRECTEURS),
  }),
)

/** What of a dossier may be corrected, what must be, and what was. */
export type CorrectionsDossier = {
  /** Null for whom corrects nothing. */
  readonly ouverts: {
    readonly version: string
    /** What each cell says now; its account is never in them. */
    readonly cellules: Readonly<Partial<Record<ChampCorrigeable, string>>>
    readonly groupes: readonly { readonly groupe: GroupeCorrection; readonly refus: Motif | null }[]
  } | null
  readonly blocages: readonly Blocage[]
  /** Something that is sent was corrected since its payment stopped. */
  readonly corrige: boolean
  readonly histoire: readonly CorrectionLue[]
}
const schemaCorrections = z
  .object({
    ouverts: z
      .object({
        version: z.string(),
        cellules: z.record(z.string(), z.string()),
        groupes: z.array(
          z.object({
            groupe: cles<GroupeCorrection>(GROUPES_CORRECTION),
            refus: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
          }),
        ),
      })
      .nullable(),
    blocages: schemaBlocages,
    corrige: z.boolean(),
    histoire: z.array(
      z.object({
        ...{ champ: z.string(), avant: texte, apres: texte, le: z.string(), par: texte, motif: texte },
      }),
    ),
  })
  .openapi('CorrectionsDossier') as unknown as z.ZodType<CorrectionsDossier>

export const getCorrections = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/dossiers-aides/{id}/corrections',
  tags: ['Dossiers d’aides'],
  summary:
    'Ce qui se corrige d’un dossier déposé, ce qui doit l’être pour qu’il soit payé, et ce qui l’a été',
  description: 'Le compte bancaire n’y est jamais : il se saisit de nouveau, entier.',
  request: { params: z.object({ id: z.string().min(1).max(100) }) },
  responses: { 200: json('Les cases', schemaCorrections), ...errorResponses(404) },
})

export const postCorrections = declareRoute({
  droit: 'aide.corriger',
  method: 'post',
  path: '/dossiers-aides/{id}/corrections',
  tags: ['Dossiers d’aides'],
  summary: 'Corriger l’identité, les adresses ou le compte d’un dossier déposé',
  description:
    'Les cases suivent les règles des listes ; un refus dit toutes les raisons, case par case (« champ »). Le compte se ' +
    'saisit entier. Refusé (409) si le dossier a changé depuis sa lecture, dont « version » est la marque.',
  request: {
    params: z.object({ id: z.string().min(1).max(100) }),
    body: jsonBody(
      z.object({
        version: z.string().max(100),
        cellules: z
          .strictObject(Object.fromEntries(CHAMPS.map((champ) => [champ, cellule.optional()])))
          .openapi({ example: { codePostal: '75011' } }),
        motif: z.string().max(2_000).default(''),
      }),
    ),
  },
  responses: { 200: json('Ce qui est corrigé', schemaCorrigee), ...errorResponses(400, 404, 409, 422) },
})
