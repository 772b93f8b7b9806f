import { z } from '@hono/zod-openapi'
import type { Campagne, ResumeCampagne } from '#campagnes/campagne.ts'
import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { CHAMPS, type CodeChamp } from '#campagnes/formation.ts'
import { schemaReglement, schemaTexte } from '#campagnes/import-schema-reglement.ts'
import type { FormationsCompactes } from '#campagnes/transport.ts'

/** What the API answers about campaigns, for the published contract. */
const centimes = z.int().openapi({ description: 'En centimes', example: 2_014_000_000 })
const date = z.string().openapi({ format: 'date', example: '2023-07-05' })

export const schemaEtatCampagne = z
  .enum(Object.keys(ETATS_CAMPAGNE) as [EtatCampagne, ...EtatCampagne[]])
  .openapi({ example: 'ouverte' })

const resume = {
  id: z.string().openapi({ example: '2023' }),
  libelle: z.string().openapi({ example: 'Majoration des coûts-contrats 2023' }),
  exercice: z.int().openapi({ example: 2023 }),
  etat: schemaEtatCampagne,
  fictif: z.boolean().openapi({ description: 'Vrai quand le détail des formations est inventé' }),
  dotation: centimes.openapi({
    description: 'Enveloppe ordinaire, en centimes, hors majorations exceptionnelles',
  }),
}

export const schemaResumeCampagne: z.ZodType<ResumeCampagne> = z
  .object({
    ...resume,
    formations: z.int().openapi({ example: 1167 }),
    contrats: z.int().openapi({ example: 39_723 }),
  })
  .openapi('ResumeCampagne')

export const schemaCampagne: z.ZodType<Campagne> = z
  .object({
    ...resume,
    listeLe: z.string().nullable().openapi({
      format: 'date-time',
      description: 'Quand la liste a été arrêtée ; null quand un fichier a apporté les formations',
    }),
    mention: z.string().nullable().openapi({ example: 'détail fictif, totaux publiés' }),
    reglement: schemaReglement,
    organismes: z.array(
      z
        .object({ identifiant: z.string(), nom: z.string(), siret: z.string().nullable() })
        .openapi('Organisme'),
    ),
    exceptionnelles: z.array(
      z
        .object({ organisme: z.string(), montant: centimes, motif: z.string(), source: z.string() })
        .openapi('MajorationExceptionnelle'),
    ),
    publication: z.array(
      z
        .object({
          organisme: z.string(),
          majoration: centimes,
          dontBonusVert: centimes,
          majorationExceptionnelle: centimes,
          majorationTotale: centimes,
          contrats: z.int(),
        })
        .openapi('LignePubliee', { description: 'Une ligne du tableau voté' }),
    ),
    calendrier: z.array(
      z
        .object({
          ...{ date, libelle: z.string(), source: z.string(), nature: z.enum(['vote']).optional() },
          repris: z.literal(true).optional().openapi({ description: 'Ce vote a été apporté par un fichier' }),
        })
        .openapi('Echeance'),
    ),
    documents: z.array(
      z
        .object({ titre: z.string(), reference: z.string(), date, nature: z.string() })
        .openapi('DocumentCampagne'),
    ),
  })
  .openapi('Campagne')

const nombres = z.array(z.int())
const textes = z.object({ valeurs: z.array(z.string()), positions: nombres }).openapi('ColonneTexte', {
  description: 'Les valeurs distinctes, et la position de celle de chaque ligne (−1 : aucune)',
})

export const schemaFormations: z.ZodType<FormationsCompactes> = z
  .object({
    nombre: z.int(),
    identifiant: z.array(z.string()),
    organisme: textes,
    intitule: textes,
    niveau: nombres,
    codeRncp: textes,
    commune: textes,
    departement: textes,
    filiere: textes,
    contrats: nombres,
    environnementale: nombres.openapi({ description: '1 pour une formation à dimension environnementale' }),
    palier: nombres.openapi({ description: 'Palier du périmètre financier : 0, 1 ou 2' }),
    declaration: z.object(
      Object.fromEntries(
        CHAMPS.map(({ code, libelle, aide }) => [
          code,
          nombres.openapi({ description: `${libelle}. ${aide}` }),
        ]),
      ) as Record<CodeChamp, typeof nombres>,
    ),
  })
  .openapi('FormationsCompactes', { description: 'Une colonne par champ, une valeur par formation' })

export const paramId = z.object({
  id: schemaTexte.openapi({ param: { name: 'id', in: 'path' }, description: 'Identifiant', example: '2023' }),
})
