import { paramDemande } from '#campagnes/demandes/schema-demandes.ts'
import { paramId } from '#campagnes/schema-campagne.ts'
import {
  corpsAccord,
  corpsMotif,
  corpsProposition,
  corpsSaisie,
  schemaExceptionnelleLue,
  schemaExceptionnelles,
} from '#majoration/schema-exceptionnelle.ts'
import { json, jsonBody } from '#platform/contract.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** What the API promises about exceptional majorations; `routes-exceptionnelle*.ts` keep the promise. */
const tags = ['Majorations exceptionnelles']
const fait = { 204: { description: 'C’est fait' }, ...errorResponses(400, 404, 409, 422) } as const
const acte = { method: 'post', tags, responses: fait } as const

export const getExceptionnelles = declareRoute({
  droit: 'instruction.lire',
  method: 'get',
  path: '/campagnes/{id}/exceptionnelles',
  tags,
  summary: 'Majorations exceptionnelles d’une campagne, et leur enveloppe',
  request: { params: paramId },
  responses: { 200: json('L’enveloppe et chaque organisme', schemaExceptionnelles), ...errorResponses(404) },
})

export const getExceptionnelle = declareRoute({
  droit: 'demande.lire',
  method: 'get',
  path: '/demandes/{id}/exceptionnelle',
  tags,
  summary: 'Ce qu’un organisme demande à titre exceptionnel, et ce que la Région en fait',
  request: { params: paramDemande },
  responses: { 200: json('La demande exceptionnelle', schemaExceptionnelleLue), ...errorResponses(400, 404) },
})

export const putExceptionnelle = declareRoute({
  droit: 'demande.deposer',
  method: 'put',
  path: '/demandes/{id}/exceptionnelle',
  tags,
  summary: 'Demander une majoration exceptionnelle, tant que la demande se modifie',
  request: { params: paramDemande, body: jsonBody(corpsSaisie) },
  responses: fait,
})

export const postRenoncement = declareRoute({
  ...acte,
  droit: 'demande.deposer',
  path: '/demandes/{id}/exceptionnelle/retrait',
  summary: 'Renoncer à la majoration exceptionnelle demandée, avec un motif',
  request: { params: paramDemande, body: jsonBody(corpsMotif) },
})

export const postProposee = declareRoute({
  ...acte,
  droit: 'demande.instruire',
  path: '/demandes/{id}/exceptionnelle/instruction',
  summary: 'Proposer un montant, sous le déficit et ce qui reste de l’enveloppe',
  request: { params: paramDemande, body: jsonBody(corpsProposition) },
})

export const postAccord = declareRoute({
  ...acte,
  droit: 'demande.valider',
  path: '/demandes/{id}/exceptionnelle/accord',
  summary: 'Accorder le montant proposé par un autre',
  request: { params: paramDemande, body: jsonBody(corpsAccord) },
})

export const postRefus = declareRoute({
  ...acte,
  droit: 'demande.valider',
  path: '/demandes/{id}/exceptionnelle/refus',
  summary: 'Refuser la majoration exceptionnelle, avec un motif dit à l’organisme',
  request: { params: paramDemande, body: jsonBody(corpsMotif) },
})

export const postReprise = declareRoute({
  ...acte,
  droit: 'demande.valider',
  path: '/demandes/{id}/exceptionnelle/reprise',
  summary: 'Revenir sur un montant proposé, accordé ou refusé, avec un motif, avant le vote',
  request: { params: paramDemande, body: jsonBody(corpsMotif) },
})
