import { z } from '@hono/zod-openapi'
import { queryNom } from '#campagnes/paiement/schema-paiement.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { CODES_MOTIFS } from '#diffusion/rapprochement-motifs.ts'
import { CSV, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { json } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about signed contracts beside voted ones. */

const centimes = z.int().openapi({ description: 'En centimes', example: -127_622 })
const motif = z.enum(CODES_MOTIFS)
const cumul = {
  formations: z.int(),
  rapprochees: z.int().openapi({ description: 'Formations dont les contrats signés sont connus' }),
  votes: z.int(),
  votesRapproches: z.int().openapi({ description: 'Contrats votés des seules formations rapprochées' }),
  signes: z.int(),
  ecart: z.int().openapi({ description: 'Signés moins votés', example: -2 }),
  montant: centimes,
}

const schemaLigne = z
  .object({
    identifiant: z.string(),
    intitule: z.string(),
    commune: z.string(),
    organisme: z.object({ identifiant: z.string(), nom: z.string(), siret: z.string().nullable() }),
    votes: z.int(),
    majoration: centimes,
    parContrat: centimes.nullable().openapi({ description: 'En centimes, arrondi au plus proche' }),
    signes: z.int().nullable().openapi({ description: 'null : pas encore connus' }),
    ecart: z.int().nullable(),
    montant: centimes
      .nullable()
      .openapi({ description: 'Majoration ÷ votés × écart, en centimes, indicatif' }),
    motif: motif.nullable(),
    precision: z.string().nullable(),
  })
  .openapi('EcartDeFormation')

const schemaFichier = z.object({
  rang: z.int(),
  nom: z.string(),
  appliqueLe: z.string(),
  par: z.string().nullable().openapi({ description: 'Nul pour un organisme' }),
})

const schemaRapprochement = z
  .object({
    campagne: z.object({
      id: z.string(),
      libelle: z.string(),
      fictif: z.boolean(),
      mention: z.string().nullable(),
    }),
    fichiers: z
      .array(schemaFichier)
      .openapi({ description: 'Le premier compte, il a remplacé les suivants' }),
    totaux: z.object(cumul),
    organismes: z.array(z.object({ organisme: z.string(), nom: z.string(), ...cumul })),
    motifs: z.array(z.object({ motif, ...cumul })),
    formations: z.array(schemaLigne),
  })
  .openapi('Rapprochement')
export type Rapprochement = z.infer<typeof schemaRapprochement>
export type LigneEcart = z.infer<typeof schemaLigne>

const schemaApercu = z
  .object({
    anomalies: z.array(
      z.object({
        ligne: z.int(),
        colonne: z.enum(['identifiant', 'signes', 'motif', 'precision']),
        valeur: z.string(),
        code: z.string(),
        message: z.string(),
      }),
    ),
    nombreAnomalies: z.int().openapi({ description: 'Toutes ; les 500 premières sont données' }),
    totaux: z
      .object(cumul)
      .openapi({ description: 'Ce que le fichier changerait, sans ses lignes en erreur' }),
    motifs: z.array(z.object({ motif, ...cumul })),
    formations: z.array(schemaLigne).openapi({ description: 'Les formations que le fichier rapproche' }),
    dejaApplique: z.boolean().openapi({ description: 'Ce fichier est celui qui compte déjà' }),
  })
  .openapi('ApercuRapprochement')
export type ApercuRapprochement = z.infer<typeof schemaApercu>

const tags = ['Rapprochement']
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const dossier = '/campagnes/{id}/rapprochement' as const
const fichierEnvoye = {
  params: paramId,
  query: queryNom,
  body: {
    required: true,
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
} as const

export const getRapprochement = declareRoute({
  droit: 'rapprochement.lire',
  method: 'get',
  path: dossier,
  tags,
  summary: 'Contrats votés et contrats signés : écarts par organisme, par motif, par formation',
  description: 'La Région voit tout, un organisme ce qui est à lui.',
  request: { params: paramId },
  responses: { 200: json('Le rapprochement', schemaRapprochement), ...errorResponses(404, 422) },
})

export const getRapprochementXlsx = declareRoute({
  droit: 'rapprochement.lire',
  method: 'get',
  path: `${dossier}.xlsx`,
  tags,
  summary: 'Le rapprochement, en classeur',
  request: { params: paramId },
  responses: { 200: binary('Formations, organismes, motifs', XLSX), ...errorResponses(404, 422) },
})

export const getRapprochementCsv = declareRoute({
  droit: 'rapprochement.lire',
  method: 'get',
  path: `${dossier}.csv`,
  tags,
  summary: 'Le rapprochement par formation, en CSV',
  description: 'Ses colonnes sont aussi celles d’un fichier à déposer.',
  request: { params: paramId },
  responses: { 200: binary('Une ligne par formation', CSV), ...errorResponses(404, 422) },
})

export const getModeleRapprochement = declareRoute({
  droit: 'rapprochement.ecrire',
  method: 'get',
  path: `${dossier}/modele.xlsx`,
  tags,
  summary: 'Fichier modèle : les formations votées, à compléter',
  request: { params: paramId },
  responses: { 200: binary('Le modèle et son mode d’emploi', XLSX), ...errorResponses(404, 422) },
})

export const postApercuRapprochement = declareRoute({
  droit: 'rapprochement.ecrire',
  method: 'post',
  path: `${dossier}/apercu`,
  tags,
  summary: 'Lire un fichier de contrats signés sans rien écrire',
  request: fichierEnvoye,
  responses: {
    200: json('Ce qu’il dit, et ses erreurs ligne à ligne', schemaApercu),
    ...errorResponses(400, 404, 413, 422),
  },
})

export const postRapprochement = declareRoute({
  droit: 'rapprochement.ecrire',
  method: 'post',
  path: dossier,
  tags,
  summary: 'Appliquer un fichier de contrats signés',
  description:
    'XLSX ou CSV, 5 Mo au plus. Tout ou rien ; il remplace le précédent, qui reste tracé. Le même fichier deux fois ne change rien.',
  request: fichierEnvoye,
  responses: { 200: json('Le rapprochement', schemaRapprochement), ...errorResponses(400, 404, 413, 422) },
})
