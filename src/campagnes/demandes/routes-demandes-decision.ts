import { listEngagementsOfObjet, listMandatsOfEngagement } from '#budget/store-engagements.ts'
import type { DecisionVotee } from '#campagnes/demandes/decision-votee.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { schemaDecision } from '#campagnes/demandes/schema-decision.ts'
import { paramDemande } from '#campagnes/demandes/schema-demandes.ts'
import { findMontantsVotes } from '#campagnes/demandes/store-decision.ts'
import { json } from '#platform/contract.ts'
import type { Db } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

export const getDecision = declareRoute({
  droit: 'demande.lire',
  tags: ['Demandes'],
  method: 'get',
  path: '/demandes/{id}/decision',
  summary: 'Ce que l’assemblée a voté pour une demande, et où en est le paiement',
  request: { params: paramDemande },
  responses: { 200: json('La décision', schemaDecision), ...errorResponses(400, 404) },
})

/** The end of an application, for its body: amounts voted, engaged, ordered, paid. */
export const decisionRoutes = () =>
  createRoutes().openapi(getDecision, async (c) => {
    const { id } = c.req.valid('param')
    const { db, acteur } = c.var
    const { campagne, organisation } = await findLisible(db, id, acteur)
    const montants = (await findMontantsVotes(db, { campagne, siret: organisation.siret })) ?? null
    return c.json({ montants, engagements: await readEngagements(db, id) }, 200)
  })

async function readEngagements(db: Db, demande: string): Promise<DecisionVotee['engagements']> {
  const suivis = []
  for (const engagement of await listEngagementsOfObjet(db, `demande:${demande}`)) {
    const { id, libelle, date, montant, desengage } = engagement
    const mandats = await listMandatsOfEngagement(db, id)
    const paiements = mandats.map((mandat) => ({
      ...{ reference: mandat.reference, date: mandat.date, montant: mandat.montant },
      ...{ etat: mandat.etat, constateLe: mandat.constateLe },
    }))
    suivis.push({ libelle, date, montant: montant - desengage, paiements })
  }
  return suivis
}
