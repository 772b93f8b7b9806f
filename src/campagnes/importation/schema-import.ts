import { z } from '@hono/zod-openapi'
import { schemaTexte } from '#campagnes/import-schema-reglement.ts'
import { COLONNES } from '#campagnes/importation/colonnes.ts'

const gravite = z.enum(['erreur', 'avertissement'])
const schemaMotif = z.looseObject({ code: z.string(), message: z.string() })

export const schemaAnomalie = z
  .object({
    gravite,
    ligne: z.int().openapi({ description: 'Ligne du fichier, comme un tableur la numérote' }),
    colonne: z.string().nullable().openapi({ description: 'En-tête du fichier ; null pour toute la ligne' }),
    champ: z.string().nullable(),
    valeur: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    attendu: z.string().nullable(),
  })
  .openapi('Anomalie')

const schemaGroupe = z.object({
  gravite,
  code: z.string(),
  colonne: z.string().nullable(),
  nombre: z.int(),
  premiereLigne: z.int(),
  message: z.string(),
  attendu: z.string().nullable(),
})

export const schemaImport = z
  .object({
    id: z.string(),
    nom: z.string(),
    taille: z.int(),
    etat: z.enum(['recu', 'en_lecture', 'pret', 'refuse', 'applique', 'abandonne']),
    progression: z.int().openapi({ description: 'Part du fichier lue, en millièmes' }),
    lecture: z.string().nullable(),
    lignesLues: z.int(),
    erreurs: z.int(),
    avertissements: z.int(),
    colonnes: z.array(
      z.object({ entete: z.string(), champ: z.string().nullable(), libelle: z.string().nullable() }),
    ),
    groupes: z.array(schemaGroupe),
    motif: schemaMotif.nullable(),
    campagne: z.string().nullable(),
    creeLe: z.string(),
  })
  .openapi('Import')

export const schemaRecu = z.object({
  id: z.string(),
  existant: z
    .boolean()
    .openapi({ description: 'Vrai quand ce même fichier avait déjà été envoyé : rien n’a changé' }),
})

export const schemaPageAnomalies = z.object({
  page: z.int(),
  taille: z.int(),
  total: z.int().openapi({ description: 'Anomalies gardées ; au plus 1 000 par colonne et par cause' }),
  anomalies: z.array(schemaAnomalie),
})

const valeur = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const schemaApercu = z.object({
  page: z.int(),
  taille: z.int(),
  total: z.int(),
  lignes: z.array(
    z.object({
      ligne: z.int(),
      valeurs: z.object(Object.fromEntries(COLONNES.map(({ code }) => [code, valeur]))),
      anomalies: z.array(schemaAnomalie),
    }),
  ),
})

const imprimable = (texte: string) => texte.isWellFormed() && !/\p{Cc}/u.test(texte)
const page = z.coerce.number().int().min(1).max(100_000).default(1)
export const queryApercu = z.object({ page })
export const queryAnomalies = z.object({
  page,
  gravite: gravite.optional(),
  code: z.string().max(60).refine(imprimable).optional(),
  colonne: z.string().max(1_000).refine(imprimable).optional().openapi({
    description: 'En-tête tel que le fichier l’écrit ; vide pour les anomalies de lignes entières',
  }),
})
export const queryNom = z.object({
  nom: z.string().max(255).openapi({ description: 'Nom du fichier', example: 'candidatures.xlsx' }),
})
export const paramImport = z.object({ id: schemaTexte })

export const schemaDemande = z.object({
  libelle: z.string().max(200).refine(imprimable, 'Caractère non imprimable'),
  reglement: z.string().max(100).openapi({ example: 'majoration-2023' }),
  dotation: z.number().openapi({ description: 'Enveloppe ordinaire, en centimes', example: 2_014_000_000 }),
})
export const schemaCree = z.object({ campagne: z.string() })
