import { z } from '@hono/zod-openapi'
import { type ChampListe, COLONNES_LISTE } from '#aides/listes/colonnes-liste.ts'

const CHAMPS = COLONNES_LISTE.map(({ champ }) => champ) as [ChampListe, ...ChampListe[]]
const champ = z.enum(CHAMPS)
const texte = z.string().max(400)

export const paramSession = z.object({ id: z.string().max(100) })
export const paramListe = z.object({ id: z.string().max(100) })
export const paramLigne = paramListe.extend({ ligne: z.coerce.number().int().min(1).max(1_000_000) })
export const queryNomListe = z.object({
  nom: z.string().max(300).default('').openapi({ example: 'apprentis 2025.xlsx' }),
})

export const queryLignes = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  voir: z.enum(['erreurs', 'avertissements', 'ecartees', 'valides']).optional(),
  champ: champ.optional(),
  code: z.string().max(60).optional(),
  q: z.string().max(100).optional().openapi({ description: 'Mots du nom' }),
})

const motif = z.looseObject({ code: z.string(), message: z.string() })
const anomalie = z.object({
  gravite: z.enum(['erreur', 'avertissement']),
  champ: champ.nullable(),
  code: z.string(),
  message: z.string(),
  attendu: z.string().nullable(),
})

export const schemaLigne = z
  .object({
    ligne: z.int(),
    cellules: z
      .partialRecord(champ, z.string())
      .openapi({ description: 'Telles que saisies ; jamais le compte' }),
    masque: z
      .string()
      .nullable()
      .openapi({ description: 'Ce qui se montre du compte', example: 'FR•• •••• 0189' }),
    anomalies: z.array(anomalie),
    erreurs: z.int(),
    avertissements: z.int(),
    ecartee: z.string().nullable(),
  })
  .openapi('LigneDeListe')
export type LigneLue = z.infer<typeof schemaLigne>

const comptes = z.object({
  lignes: z.int(),
  enErreur: z.int(),
  avecAvertissement: z.int(),
  ecartees: z.int(),
  valides: z.int(),
})

const listeResumee = z.object({
  id: z.string(),
  session: z.string(),
  organisation: z.string(),
  organisme: z.string(),
  nom: z.string(),
  sha256: z.string(),
  taille: z.int(),
  etat: z.enum([
    'recue',
    'en_lecture',
    'a_corriger',
    'prete',
    'en_depot',
    'deposee',
    'refusee',
    'abandonnee',
  ]),
  progression: z.int().openapi({ description: 'Du travail en cours, en millièmes' }),
  lecture: z.string().nullable(),
  motif: motif.nullable(),
  creeLe: z.string(),
  depotLe: z.string().nullable(),
  comptes,
})

const session = z.object({
  id: z.string(),
  libelle: z.string(),
  dispositif: z.string(),
  etat: z.string(),
  fermeLe: z.string(),
  ouverte: z.boolean().openapi({ description: 'Si un dépôt y est possible maintenant' }),
})

export const schemaListes = z
  .object({ session, listes: z.array(listeResumee.openapi('ListeAideResumee')) })
  .openapi('ListesAides')
export type ListesLues = z.infer<typeof schemaListes>

export const schemaListe = listeResumee
  .extend({
    session,
    colonnes: z.array(z.object({ entete: z.string(), champ: champ.nullable() })),
    groupes: z.array(
      z.object({
        gravite: z.enum(['erreur', 'avertissement']),
        champ: champ.nullable(),
        code: z.string(),
        nombre: z.int(),
        premiereLigne: z.int(),
      }),
    ),
    dossiers: z.array(z.object({ etat: z.string(), nombre: z.int(), montant: z.int() })),
  })
  .openapi('ListeAide')
export type ListeLue = z.infer<typeof schemaListe>

export const schemaPageLignes = z
  .object({ page: z.int(), taille: z.int(), total: z.int(), lignes: z.array(schemaLigne) })
  .openapi('PageDeLignes')
export type PageDeLignes = z.infer<typeof schemaPageLignes>

export const schemaListeRecue = z.object({ id: z.string(), existant: z.boolean() }).openapi('ListeRecue')

export const schemaCorrection = z.object({
  cellules: z
    .partialRecord(champ, texte)
    .openapi({ description: 'Les seules cellules corrigées ; vide pour effacer' }),
})
export const schemaEcart = z.object({
  motif: z.string().trim().min(1).max(300).nullable().openapi({ description: 'null : reprendre la ligne' }),
})
export const schemaRemplacement = z.object({ champ, de: texte, par: texte })
export const schemaRemplacees = z.object({ lignes: z.int() }).openapi('LignesRemplacees')
export const schemaDepot = z.object({
  lignes: z
    .enum(['toutes', 'valides'])
    .openapi({ description: 'toutes : aucune ligne en erreur ne doit rester' }),
})
