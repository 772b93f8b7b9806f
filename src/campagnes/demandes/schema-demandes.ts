import { z } from '@hono/zod-openapi'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE, PASSAGES } from '#campagnes/demandes/cycle.ts'
import type { AppelOuvert, DemandeLue, Enregistrement, FichierLu } from '#campagnes/demandes/espace.ts'
import { COLONNES_SAISIE, type Saisie } from '#campagnes/demandes/saisie.ts'

/** What the API takes and answers about the applications of a training centre. */

const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const instant = z.string().openapi({ format: 'date-time', example: '2024-03-29T22:59:59.000Z' })
const etatDemande = cles(ETATS_DEMANDE).openapi({ example: 'brouillon' })
const libre = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((texte) => texte.isWellFormed() && !texte.includes('\u0000'), 'Caractère non imprimable')

const motif = z.object({
  code: z.string(),
  message: z.string(),
  article: z.string().optional(),
  chiffres: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  correcteur: z.enum(['demandeur', 'agent', 'administrateur']).optional(),
})

const piece = z
  .object({ code: z.string(), libelle: z.string(), aide: z.string(), obligatoire: z.boolean() })
  .openapi('PieceDemandee')

const appel = {
  id: z.string(),
  libelle: z.string().openapi({ example: 'Majoration des coûts-contrats 2024' }),
  exercice: z.int(),
  etat: cles(ETATS_CAMPAGNE),
  ouvreLe: instant.nullable(),
  fermeLe: instant.nullable().openapi({ description: 'Dernière seconde où une demande est reçue' }),
  voteLe: z.string().nullable().openapi({ format: 'date' }),
  pieces: z.array(piece),
  contacts: z.array(z.object({ nom: z.string(), courriel: z.string(), telephone: z.string() })),
  questions: z.array(z.object({ question: z.string(), reponse: z.string() })),
  delai: z.object({
    jusquAu: instant.nullable().openapi({ description: 'Null quand on ne peut pas déposer' }),
    motifs: z.array(motif),
  }),
}

export const schemaAppels = z.array(
  z
    .object({
      ...appel,
      demande: z.object({ id: z.string(), numero: z.int(), etat: etatDemande }).nullable(),
    })
    .openapi('AppelOuvert'),
) as unknown as z.ZodType<AppelOuvert[]>

const colonnes = Object.fromEntries(
  COLONNES_SAISIE.map(({ code, entete, attendu }) => [
    code,
    libre(2_000)
      .optional()
      .openapi({ description: `${entete} : ${attendu}` }),
  ]),
)
export const schemaSaisie = z.strictObject(colonnes).openapi('SaisieFormation', {
  description: 'Chaque valeur comme elle est tapée, juste ou non : un brouillon garde tout',
}) as unknown as z.ZodType<Saisie>

const constat = z
  .object({
    champ: z.string(),
    gravite: z.enum(['erreur', 'avertissement']),
    code: z.string(),
    message: z.string(),
  })
  .openapi('ConstatSaisie')
const manque = motif.extend({
  formation: z.string().optional(),
  champ: z.string().optional(),
  piece: z.string().optional(),
})
const completude = z
  .object({
    faits: z.int(),
    attendus: z.int(),
    manques: z.array(manque),
    avertissements: z.array(manque),
  })
  .openapi('Completude')
const formation = z.object({ identifiant: z.string(), saisie: schemaSaisie })
const formationLue = formation.extend({ constats: z.array(constat) })
const demande = z
  .object({
    id: z.string(),
    campagne: z.string(),
    numero: z.int(),
    organisation: z.object({ id: z.string(), nom: z.string(), siret: z.string() }),
    etat: etatDemande,
    version: z.int(),
    effectif: z.string(),
    instructeur: z.object({ id: z.string(), nom: z.string() }).nullable(),
    deposeeLe: instant.nullable(),
    empreinte: z.string().nullable().openapi({ description: 'SHA-256 de ce qui a été déposé' }),
    creeeLe: instant,
    modifieeLe: instant,
  })
  .openapi('Demande')

export const schemaDemandeLue = z
  .object({
    demande,
    appel: z.object(appel),
    formations: z.array(formationLue),
    completude,
    pieces: z.array(
      z
        .object({
          ...{ id: z.string(), code: z.string(), nom: z.string(), type: z.string(), taille: z.int() },
          ...{ sha256: z.string(), deposeeLe: instant },
        })
        .openapi('PieceJointe'),
    ),
    corrections: z.array(
      z.object({
        ...{ formation: z.string(), champ: z.string(), avant: z.string(), apres: z.string() },
        ...{ motif: z.string(), le: instant },
      }),
    ),
    complements: z.array(
      z.object({
        ...{ id: z.string(), texte: z.string(), echeance: z.string() },
        ...{ demandeLe: instant, reponduLe: instant.nullable() },
      }),
    ),
    messages: z.array(
      z.object({
        ...{ id: z.string(), sens: z.enum(['region', 'organisme']), texte: z.string() },
        ...{ auteur: z.string(), le: instant },
      }),
    ),
    etapes: z.array(
      z.object({
        ...{ acte: z.string(), titre: z.string(), sens: z.string(), par: z.string() },
        ...{ motif: z.string().nullable(), le: instant },
      }),
    ),
    passages: z.array(cles(PASSAGES)).openapi({ description: 'Ce que le lecteur peut faire maintenant' }),
    saisissable: z.boolean(),
    identifiants: z.object({ uai: z.string().nullable(), nda: z.string().nullable() }),
    precedente: z
      .object({ libelle: z.string(), exercice: z.int(), formations: z.array(formation) })
      .nullable(),
  })
  .openapi('DemandeLue') as unknown as z.ZodType<DemandeLue>

export const schemaEnregistrement = z
  .object({ version: z.int(), enregistreLe: instant, constats: z.array(constat), completude })
  .openapi('Enregistrement') as unknown as z.ZodType<Enregistrement>

export const schemaFichierLu = z
  .object({
    lecture: z.string(),
    formations: z.array(formationLue.extend({ ligne: z.int() })),
    remarques: z.array(z.string()),
    effectif: z.string().nullable(),
    version: z.int().nullable(),
  })
  .openapi('FichierFormations') as unknown as z.ZodType<FichierLu>

export const schemaId = z.object({ id: z.string() }).openapi('DemandeOuverte')
export const schemaVersion = z
  .int()
  .min(1)
  .openapi({ description: 'Version lue ; une autre est refusée (409)' })
const texteRequis = libre(5_000).refine((texte) => texte.trim() !== '', 'Écrivez un texte')

export const corpsFormation = z.object({ version: schemaVersion, saisie: schemaSaisie })
export const corpsEffectif = z.object({ version: schemaVersion, effectif: libre(200) })
export const corpsIdentifiants = z.object({
  version: schemaVersion,
  uai: libre(50).openapi({ description: 'Vide s’il n’en a pas', example: '0750655E' }),
  nda: libre(50).openapi({ description: 'Onze chiffres, ou vide', example: '11754781875' }),
})
export const corpsVersion = z.object({ version: schemaVersion })
export const corpsRetrait = z.object({ version: schemaVersion, motif: libre(2_000).optional() })
export const corpsReponse = z.object({ version: schemaVersion, texte: libre(5_000) })
export const corpsMessage = z.object({ texte: texteRequis })

const chemin = (name: string) =>
  libre(200)
    .min(1)
    .openapi({ param: { name, in: 'path' } })
export const paramDemande = z.object({ id: chemin('id') })
export const paramFormation = z.object({ id: chemin('id'), identifiant: chemin('identifiant') })
export const paramPiece = z.object({ id: chemin('id'), piece: chemin('piece') })
export const queryVersion = z.object({ version: z.coerce.number().int().min(1) })
export const queryFichier = z.object({
  nom: libre(255).default('fichier'),
  mode: z.enum(['apercu', 'ajouter', 'remplacer']).openapi({ description: 'L’aperçu n’enregistre rien' }),
  version: z.coerce.number().int().min(1),
})
export const queryPiece = z.object({ code: libre(100).min(1), nom: libre(255).min(1) })
