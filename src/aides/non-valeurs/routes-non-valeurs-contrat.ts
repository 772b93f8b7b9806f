import { z } from '@hono/zod-openapi'
import {
  schemaAdmissions,
  schemaApercuTitres,
  schemaAvis,
  schemaDetailAdmission,
  schemaDiligence,
  schemaEcrit,
  schemaEncaissement,
  schemaMandatAdmission,
  schemaRetrait,
  schemaSaisieAdmission,
  schemaTitrePropose,
  schemaTitres,
  schemaVoteAdmission,
} from '#aides/non-valeurs/schema-non-valeurs.ts'
import { queryNom } from '#campagnes/paiement/schema-paiement.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import { PDF, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the routes of titres and write-offs promise. */

const tags = ['Non-valeurs']
const un = '/non-valeurs/{id}' as const
const binary = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
})
const fichier = {
  params: paramId,
  query: queryNom,
  body: {
    required: true,
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
} as const
const detail = {
  200: json('Le dossier', schemaDetailAdmission),
  ...errorResponses(400, 404, 413, 422),
} as const
const lecture = { droit: 'nonvaleur.lire', method: 'get', tags } as const
const proposition = { droit: 'nonvaleur.proposer', method: 'post', tags } as const

export const getTitresSuivis = declareRoute({
  ...lecture,
  path: '/titres',
  summary: 'Les titres de recettes, ce qui est fait pour les recouvrer, où ils en sont',
  responses: { 200: json('Les titres, par année et numéro', schemaTitres) },
})
export const postDiligence = declareRoute({
  ...proposition,
  path: '/titres/{id}/diligences',
  summary: 'Noter une diligence sur un titre',
  request: { params: paramId, body: jsonBody(schemaDiligence) },
  responses: { 201: json('Les titres', schemaTitres), ...errorResponses(400, 404, 422) },
})

export const postEncaissement = declareRoute({
  ...proposition,
  path: '/titres/{id}/encaissements',
  summary: 'Noter une somme reçue sur un titre',
  description: 'Jamais au-delà de ce qui reste ; ce qui le complète le clôt, recouvré.',
  request: { params: paramId, body: jsonBody(schemaEncaissement) },
  responses: { 201: json('Les titres', schemaTitres), ...errorResponses(400, 404, 422) },
})

export const getAdmissions = declareRoute({
  ...lecture,
  path: '/non-valeurs',
  summary: 'Les dossiers d’admission en non-valeur',
  responses: { 200: json('Le dernier courrier d’abord', schemaAdmissions) },
})
export const getModeleTitres = declareRoute({
  droit: 'nonvaleur.proposer',
  method: 'get',
  path: '/non-valeurs/modele.xlsx',
  tags,
  summary: 'Fichier modèle des titres à proposer, avec leurs diligences',
  responses: { 200: binary('Le modèle et son mode d’emploi', XLSX) },
})
export const getAdmission = declareRoute({
  ...lecture,
  path: un,
  summary: 'Un dossier : ses titres, leurs diligences, les lignes qui peuvent le porter',
  request: { params: paramId },
  responses: { 200: json('Le dossier', schemaDetailAdmission), ...errorResponses(404) },
})
export const getAnnexeNonValeurs = declareRoute({
  ...lecture,
  path: `${un}/annexe.pdf`,
  summary: 'Annexe des non-valeurs, en PDF/UA',
  request: { params: paramId },
  responses: { 200: binary('L’annexe', PDF), ...errorResponses(404) },
})
export const getAnnexeNonValeursXlsx = declareRoute({
  ...lecture,
  path: `${un}/annexe.xlsx`,
  summary: 'Annexe des non-valeurs, en classeur',
  request: { params: paramId },
  responses: { 200: binary('Le classeur', XLSX), ...errorResponses(404) },
})
export const getDossierNonValeurs = declareRoute({
  ...lecture,
  path: `${un}/dossier.zip`,
  summary: 'Tout le dossier : titres, diligences, annexe, ligne budgétaire',
  request: { params: paramId },
  responses: {
    200: binary('Dossier et annexe, en PDF et en classeur', 'application/zip'),
    ...errorResponses(404),
  },
})

export const postAdmission = declareRoute({
  ...proposition,
  path: '/non-valeurs',
  summary: 'Ouvrir un dossier d’admission en non-valeur',
  request: { body: jsonBody(schemaSaisieAdmission) },
  responses: { 201: json('Il est ouvert', schemaEcrit), ...errorResponses(400) },
})
export const postTitrePropose = declareRoute({
  ...proposition,
  path: `${un}/titres`,
  summary: 'Ajouter un titre au dossier',
  request: { params: paramId, body: jsonBody(schemaTitrePropose) },
  responses: detail,
})
export const deleteTitre = declareRoute({
  droit: 'nonvaleur.proposer',
  method: 'delete',
  path: `${un}/titres/{titre}`,
  tags,
  summary: 'Retirer un titre du dossier en préparation',
  request: { params: z.object({ id: z.string(), titre: z.string() }) },
  responses: detail,
})
export const postApercuTitres = declareRoute({
  ...proposition,
  path: `${un}/fichier/apercu`,
  summary: 'Lire un fichier de titres sans rien écrire',
  request: fichier,
  responses: {
    200: json('Ce qu’il dit, et ses erreurs cellule par cellule', schemaApercuTitres),
    ...errorResponses(400, 404, 413, 422),
  },
})
export const postFichierTitres = declareRoute({
  ...proposition,
  path: `${un}/fichier`,
  summary: 'Ajouter au dossier les titres d’un fichier, avec leurs diligences',
  description: 'XLSX ou CSV, 2 Mo au plus. Tout ou rien.',
  request: fichier,
  responses: detail,
})
export const postProposition = declareRoute({
  ...proposition,
  path: `${un}/proposition`,
  summary: 'Proposer le dossier à la commission',
  request: { params: paramId },
  responses: detail,
})
export const postRetrait = declareRoute({
  ...proposition,
  path: `${un}/retrait`,
  summary: 'Retirer un dossier avant l’avis',
  request: { params: paramId, body: jsonBody(schemaRetrait) },
  responses: detail,
})
export const postAvis = declareRoute({
  droit: 'nonvaleur.aviser',
  method: 'post',
  path: `${un}/avis`,
  tags,
  summary: 'Inscrire l’avis de la commission',
  request: { params: paramId, body: jsonBody(schemaAvis) },
  responses: detail,
})
export const postVoteAdmission = declareRoute({
  droit: 'nonvaleur.aviser',
  method: 'post',
  path: `${un}/deliberation`,
  tags,
  summary: 'Inscrire la délibération',
  request: { params: paramId, body: jsonBody(schemaVoteAdmission) },
  responses: detail,
})
export const postMandatAdmission = declareRoute({
  droit: 'mandat.emettre',
  method: 'post',
  path: `${un}/mandat`,
  tags,
  summary: 'Admettre les titres en non-valeur, et mandater la perte',
  description: 'En une fois : l’engagement sans affectation, la fin de chaque titre, le mandat.',
  request: { params: paramId, body: jsonBody(schemaMandatAdmission) },
  responses: detail,
})
