import { z } from '@hono/zod-openapi'
import { CHAMPS, type CodeChamp } from '#campagnes/formation.ts'
import type { CleDepartage, CodeReference, Reglement } from '#campagnes/reglement.ts'

/**
 * The shape of a règlement, for files and for HTTP. Only the shape: bounds, shares and rates are judged by
 * `verifierReglement`, which gives all its reasons at once and in the words of the agent.
 */

/** A text that PostgreSQL can keep: no control character, no half of a character. */
export const schemaTexte = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((texte) => texte.isWellFormed() && !/\p{Cc}/u.test(texte), 'Caractère non imprimable')
const texte = schemaTexte
const date = z.iso.date()

export const schemaEchelle = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ouiNon') }),
    z.strictObject({
      type: z.literal('paliers'),
      paliers: z.array(z.strictObject({ des: z.number(), part: z.number() })).max(50),
    }),
    z.strictObject({ type: z.literal('proportionnelle'), de: z.number(), a: z.number() }),
  ])
  .openapi('Echelle', { description: 'D’une valeur déclarée à une part des points, en % entiers' })

const champ = z.enum(CHAMPS.map(({ code }) => code) as [CodeChamp, ...CodeChamp[]])

const composantes = z
  .array(
    z.strictObject({
      champ,
      part: z.number().openapi({ description: 'Part du poids du critère, en % entiers', example: 25 }),
      echelle: schemaEchelle,
    }),
  )
  .max(50)

const criteres = z
  .array(
    z.strictObject({
      code: texte,
      libelle: texte,
      poids: z.number().openapi({ description: 'Centièmes de point, de 0 à 10 000', example: 2000 }),
      composantes,
    }),
  )
  .max(50)

export const schemaGrille = z
  .strictObject({
    indicatif: z.boolean().openapi({ description: 'Vrai quand les poids ne sont pas publiés' }),
    criteres,
  })
  .openapi('Grille')

export const schemaDepartage = z
  .array(
    z
      .string()
      .regex(/^(contrats|points:.+)$/, 'Clé attendue : « contrats » ou « points:<critère> »')
      .transform((cle) => cle as CleDepartage)
      .openapi({ type: 'string', example: 'points:filiere' }),
  )
  .max(50)

const part = z.string().openapi({ description: 'Décimal exact ou fraction, de 0 à 1', example: '0.76' })

export const schemaCoupure = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('points'),
      minimum: z.number().openapi({ description: 'Centièmes de point', example: 4400 }),
    }),
    z.strictObject({ mode: z.literal('partFormations'), part }),
    z.strictObject({ mode: z.literal('partContrats'), part }),
    z.strictObject({ mode: z.literal('aucune') }),
  ])
  .openapi('Coupure')

const taux = z.string().openapi({ description: 'Taux en %, décimal exact', example: '15' })

export const schemaRepartition = z
  .strictObject({
    tauxBonusVert: taux,
    tauxPalier1: taux,
    tauxPalier2: taux,
    plafond: z.number().nullable().openapi({ description: 'Par organisme, en centimes ; null pour aucun' }),
    partBonusVertDuPlafond: taux,
  })
  .openapi('ParametresRepartition')

const codesReference = [
  'notation',
  'coupure',
  'montantMoyen',
  'forfaitDeBase',
  'complement',
  'bonusVert',
  'plafond',
  'arrondi',
  'exceptionnelle',
] as const satisfies readonly CodeReference[]

export const schemaReglement: z.ZodType<Reglement> = z
  .strictObject({
    code: texte
      .regex(/^[a-z0-9-]+$/, 'Lettres minuscules, chiffres et tirets')
      .openapi({ example: 'majoration-2023' }),
    libelle: texte,
    exercice: z.int().min(2000).max(2100),
    sources: z.array(z.strictObject({ reference: texte, date, objet: texte })),
    references: z.record(z.enum(codesReference), texte),
    grille: schemaGrille,
    departage: schemaDepartage,
    coupure: schemaCoupure,
    repartition: schemaRepartition,
  })
  .openapi('Reglement', { description: 'Les règles d’un exercice : un fichier daté' })
