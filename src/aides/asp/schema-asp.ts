import { z } from '@hono/zod-openapi'
import { CORRECTEURS } from '#aides/asp/correcteur.ts'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import { ETATS_PAIEMENT } from '#aides/asp/etats.ts'
import type { TableauPaiements } from '#aides/asp/paiements-lus.ts'
import type { FichierLu, LigneParquee, RetourLu } from '#aides/asp/store-fichiers-lecture.ts'
import type { EtapeLue, PaiementLu } from '#aides/asp/store-lecture.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

const tags = ['Paiements des aides']
const cles = <C extends string>(table: Readonly<Record<C, unknown>>) =>
  z.enum(Object.keys(table) as [C, ...C[]])
const montant = z.int().openapi({ description: 'En centimes' })
const motif = z.string().trim().min(3).max(500).openapi({ description: 'Pourquoi, gardé dans le journal' })
const binaire = z.string().openapi({ format: 'binary' })
const session = z.string().max(100)
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).openapi({ example: 12 })

export type Tableau = TableauPaiements<FichierLu, RetourLu, LigneParquee>
const schemaTableau = z
  .looseObject({
    sftp: z.boolean().openapi({ description: 'Les fichiers partent seuls ; sinon ils se portent à la main' }),
    sessions: z.array(z.looseObject({ id: z.string(), libelle: z.string() })),
    groupes: z.array(
      z.looseObject({ code: z.string(), correcteur: cles(CORRECTEURS), nombre: z.int(), montant }),
    ),
    fichiers: z.array(z.looseObject({ id: z.string(), nom: z.string(), paiements: z.int(), montant })),
    retours: z.array(z.looseObject({ id: z.string(), nom: z.string() })),
    parquees: z.array(z.looseObject({ ligne: z.int(), code: z.string(), message: z.string() })),
  })
  .openapi('TableauPaiementsAides') as unknown as z.ZodType<Tableau>

export const getTableau = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/paiements-aides',
  tags,
  summary: 'Où en est le paiement des aides : soldes, fichiers, retours, ce qui retient et qui le lève',
  description: 'Un organisme ne voit que ses dossiers, et aucun fichier.',
  request: { query: z.object({ session: session.optional() }) },
  responses: { 200: json('Le tableau', schemaTableau), ...errorResponses(400) },
})

export type PageDePaiements = { readonly paiements: readonly PaiementLu[]; readonly total: number }
const schemaPage = z
  .object({
    paiements: z.array(z.looseObject({ id: z.int(), etat: cles(ETATS_PAIEMENT), montant })),
    total: z.int(),
  })
  .openapi('PaiementsAides') as unknown as z.ZodType<PageDePaiements>

export const getListe = declareRoute({
  droit: 'aide.traiter',
  method: 'get',
  path: '/paiements-aides/liste',
  tags,
  summary: 'Les paiements, cinquante par page, les derniers touchés d’abord',
  request: {
    query: z.object({
      session: session.optional(),
      etat: cles(ETATS_PAIEMENT).optional(),
      correcteur: cles(CORRECTEURS).optional(),
      raison: z.string().max(60).optional(),
      q: z
        .string()
        .trim()
        .max(100)
        .optional()
        .openapi({ description: 'Nom, numéro de dossier ou de paiement' }),
      page: z.coerce.number().int().min(1).max(10_000).optional(),
    }),
  },
  responses: { 200: json('Une page', schemaPage), ...errorResponses(400) },
})

export type PaiementDetail = PaiementLu & { readonly etapes: readonly EtapeLue[] }
const schemaDetail = z
  .looseObject({
    id: z.int(),
    etat: cles(ETATS_PAIEMENT),
    etapes: z.array(z.looseObject({ vers: z.string() })),
  })
  .openapi('PaiementAide') as unknown as z.ZodType<PaiementDetail>

export const getPaiement = declareRoute({
  droit: 'aide.payer',
  method: 'get',
  path: '/paiements-aides/liste/{id}',
  tags,
  summary: 'Un paiement et tout ce qui lui est arrivé',
  request: { params: z.object({ id }) },
  responses: { 200: json('Le paiement', schemaDetail), ...errorResponses(400, 404) },
})

const lance = z.object({ travail: z.string().nullable() }).openapi('TravailLance')

export const postPreparation = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/preparations',
  tags,
  summary:
    'Préparer les paiements d’une campagne d’aides : créer ceux qui manquent, contrôler ceux qui attendent',
  request: { body: jsonBody(z.object({ session })) },
  responses: { 202: json('Le travail est lancé', lance), ...errorResponses(400, 404) },
})

export const postEnvoi = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/envois',
  tags,
  summary: 'Écrire les fichiers de ce qui est prêt, et les envoyer',
  request: { body: jsonBody(z.object({ session })) },
  responses: { 202: json('Le travail est lancé', lance), ...errorResponses(400, 404, 422) },
})

const reprises = z
  .object({
    reprises: z.int(),
    inchanges: z.int().openapi({ description: 'Rien n’a été corrigé depuis' }),
    incomplets: z.int().openapi({ description: 'Un contrôle les refuse encore' }),
  })
  .openapi('Reprises')

export type BilanLu = z.infer<typeof reprises>
export const postReprises = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/reprises',
  tags,
  summary: 'Demander à nouveau tous les paiements rejetés ou impayés dont une donnée a été corrigée depuis',
  request: { body: jsonBody(z.object({ session })) },
  responses: { 200: json('Ce qui a été repris', reprises), ...errorResponses(400, 404) },
})

export const postReprise = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/liste/{id}/reprise',
  tags,
  summary: 'Demander à nouveau un paiement rejeté ou impayé sans rien y changer : l’ASP a levé l’obstacle',
  request: { params: z.object({ id }), body: jsonBody(z.object({ motif })) },
  responses: {
    201: json('Le nouveau paiement', z.object({ id: z.int() })),
    ...errorResponses(400, 404, 409),
  },
})

const compte = z.object({ iban: z.string(), bic: z.string(), titulaire: z.string() }).openapi('CompteRevele')

export const postCompte = declareRoute({
  droit: 'aide.reveler',
  method: 'post',
  path: '/paiements-aides/liste/{id}/compte',
  tags,
  summary: 'Voir en clair le compte d’un paiement : un acte, avec sa raison',
  request: { params: z.object({ id }), body: jsonBody(z.object({ motif })) },
  responses: { 200: json('Le compte', compte), ...errorResponses(400, 404) },
})

const paramsFichier = z.object({ id: z.string().max(100) })

export const postRetrait = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/fichiers/{id}/retrait',
  tags,
  summary: 'Télécharger un fichier de paiements, pour le porter à la main : un acte tracé',
  request: { params: paramsFichier },
  responses: {
    200: { description: 'Le fichier XML', content: { 'application/xml': { schema: binaire } } },
    ...errorResponses(404),
  },
})

export const postDepot = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/fichiers/{id}/depot',
  tags,
  summary: 'Dire qu’un fichier a été déposé à la main',
  request: { params: paramsFichier },
  responses: { 204: { description: 'C’est dit' }, ...errorResponses(404, 409) },
})

export const postRetour = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/retours',
  tags,
  summary: 'Déposer un fichier rendu par l’ASP',
  request: {
    query: z.object({ nom: z.string().trim().min(1).max(200) }),
    body: { required: true, content: { 'application/octet-stream': { schema: binaire } } },
  },
  responses: {
    202: json('Reçu, il va être lu', z.object({ neuf: z.literal(true) })),
    200: json('Déjà reçu : rien n’est fait', z.object({ neuf: z.literal(false) })),
    ...errorResponses(400, 413, 422),
  },
})

export const postClassement = declareRoute({
  droit: 'aide.payer',
  method: 'post',
  path: '/paiements-aides/retours/{retour}/lignes/{ligne}/classement',
  tags,
  summary: 'Classer une ligne mise de côté : quelqu’un l’a regardée, elle ne fera rien',
  request: {
    params: z.object({ retour: z.string().max(100), ligne: z.coerce.number().int().min(1).max(10_000_000) }),
    body: jsonBody(z.object({ motif })),
  },
  responses: { 204: { description: 'Classée' }, ...errorResponses(400, 404) },
})

const code = (longueur: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longueur)
    .regex(/^[ -~]+$/, 'en lettres et chiffres sans accents')
const codes = z
  .object({
    codeSite: code(10),
    codeUtilisateur: code(101).regex(/^[^q]+$/, 'sans la lettre q, que le schéma de l’ASP refuse'),
    codeDispositif: code(20),
    codePrestation: code(20),
    codeObjet: code(10),
    uniteSuivi: code(13),
    application: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, 'des lettres, des chiffres, des tirets'),
    departementDefaut: z.string().regex(/^(0[0-9][0-9AB]|9[78][0-9])$/, 'trois signes, comme 075 ou 974'),
  })
  .openapi('CodesAsp')
export type CodesSaisis = z.infer<typeof codes>

export const putParametrage = declareRoute({
  droit: 'aide.payer',
  method: 'put',
  path: '/paiements-aides/parametrages/{dispositif}',
  tags,
  summary: 'Inscrire les codes que la convention avec l’ASP donne à une aide',
  request: {
    params: z.object({ dispositif: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
    body: jsonBody(codes),
  },
  responses: {
    200: json('Les codes', z.looseObject({ dispositif: z.string() }) as unknown as z.ZodType<Parametrage>),
    ...errorResponses(400, 404),
  },
})
