import { z } from '@hono/zod-openapi'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { paramDemande } from '#campagnes/demandes/schema-demandes.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { baseDuReglement } from '#majoration/base-du-vote.ts'
import { type ExplicationVotee, expliquerVote } from '#majoration/explication-votee.ts'
import { findBaseVotee } from '#majoration/store-proposition.ts'
import type { AppContext } from '#platform/context.ts'
import { json } from '#platform/contract.ts'
import { createRoutes } from '#platform/http.ts'
import { errorResponses, refused } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'

/** « Pourquoi ce montant ? », for the body itself: its own formations, and of the others the totals alone. */
export const explicationRoutes = ({ systeme }: Pick<AppContext, 'systeme'>) =>
  createRoutes().openapi(getExplication, async (c) => {
    const { db, acteur } = c.var
    const { campagne: id, organisation } = await findLisible(db, c.req.valid('param').id, acteur)
    const campagne = await findCampagne(systeme, id)
    if (!campagne) throw campagneAbsente(id)
    const { libelle, organismes, publication } = campagne
    const commun = { libelle, nom: organisation.nom }
    const organisme = organismes.find(({ siret }) => siret === organisation.siret)?.identifiant
    if (!organisme || !publication.some((ligne) => ligne.organisme === organisme))
      return c.json({ ...commun, explication: null }, 200)
    const base = (await findBaseVotee(systeme, id)) ?? baseDuReglement(campagne)
    // A forfait is solved on everybody's formations, which a body may not see: the program reads them, and answers hers.
    const explication = expliquerVote(campagne, await listFormations(systeme, id), base, organisme)
    if (explication.statut === 'refus') throw refused('Aucun montant n’est à expliquer.', explication.motifs)
    return c.json({ ...commun, explication: explication.valeur }, 200)
  })

const centimes = z.int().openapi({ description: 'En centimes' })
const etape = z
  .object({
    ...{ titre: z.string(), calcul: z.string(), resultat: z.string() },
    ...{ arrondi: z.string(), reference: z.string() },
  })
  .openapi('EtapeDuMontant')
const explication = z
  .object({
    vote: z.object({
      ...{ organisme: z.string(), contrats: z.int(), majoration: centimes, dontBonusVert: centimes },
      ...{ majorationExceptionnelle: centimes, majorationTotale: centimes },
    }),
    etapes: z.array(etape),
    formations: z.array(
      z.object({
        ...{ identifiant: z.string(), intitule: z.string(), commune: z.string(), contrats: z.int() },
        ...{ montant: centimes, etapes: z.array(etape) },
      }),
    ),
    exceptionnelles: z.array(z.object({ montant: centimes, motif: z.string(), source: z.string() })),
    ecart: centimes,
  })
  .openapi('ExplicationDuMontant')
const schemaExplication = z
  .object({
    libelle: z.string().openapi({ description: 'De la campagne' }),
    nom: z.string().openapi({ description: 'De l’organisme' }),
    explication: explication.nullable().openapi({ description: 'Null quand rien n’est voté' }),
  })
  .openapi('MontantVote') as unknown as z.ZodType<ExplicationLue>

/** As the screen reads it. */
export type ExplicationLue = {
  readonly libelle: string
  readonly nom: string
  /** Null before the vote, and for a body for which nothing was voted. */
  readonly explication: ExplicationVotee | null
}

const getExplication = declareRoute({
  droit: 'demande.lire',
  tags: ['Demandes'],
  method: 'get',
  path: '/demandes/{id}/explication',
  summary: 'Pourquoi ce montant : chaque étape du calcul du montant voté pour une demande',
  request: { params: paramDemande },
  responses: { 200: json('Les étapes', schemaExplication), ...errorResponses(400, 404, 422) },
})
