import { instructionActesRoutes } from '#campagnes/demandes/routes-instruction-actes.ts'
import { getEtude, getFile, getVoisines } from '#campagnes/demandes/routes-instruction-contrat.ts'
import { readEtude } from '#campagnes/demandes/routes-instruction-etude.ts'
import { instructionLotRoutes } from '#campagnes/demandes/routes-instruction-lot.ts'
import { watchInstruction } from '#campagnes/demandes/routes-instruction-menage.ts'
import { instructionVuesRoutes } from '#campagnes/demandes/routes-instruction-vues.ts'
import { demandeAbsente } from '#campagnes/demandes/routes-passage.ts'
import { lireRecherche } from '#campagnes/demandes/schema-instruction.ts'
import { findAppel, findDemande } from '#campagnes/demandes/store-demandes.ts'
import {
  countEtats,
  findVoisines,
  listAgents,
  listDemandes,
  listDepartements,
  PAR_PAGE,
} from '#campagnes/demandes/store-instruction.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import type { AppContext } from '#platform/context.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'

/**
 * The desk of the Région's agents: the queue, an application with its checks, what is done to one or to many.
 *
 * @param watch whether to look after the queue from time to time; a test does it when it wants
 */
export function instructionRoutes(ctx: AppContext, { watch = true } = {}) {
  if (watch) watchInstruction(ctx)
  return createRoutes()
    .openapi(getFile, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const { page, ...ecrite } = c.req.valid('query')
      const { db, acteur } = c.var
      if (!(await findAppel(db, campagne))) throw campagneAbsente(campagne)
      const qui = { campagne, moi: acteur.identifiant! }
      const [liste, etats, departements, agents] = await Promise.all([
        listDemandes(db, qui, lireRecherche(ecrite), page),
        countEtats(db, campagne),
        listDepartements(db, campagne),
        listAgents(db),
      ])
      return c.json({ ...liste, parPage: PAR_PAGE, etats, departements, agents }, 200)
    })
    .openapi(getVoisines, async (c) => {
      const { id: campagne, demande } = c.req.valid('param')
      const qui = { campagne, moi: c.var.acteur.identifiant! }
      const place = await findVoisines(c.var.db, qui, lireRecherche(c.req.valid('query')), demande)
      if (!place) throw absent('Cette demande n’est pas dans la file ainsi regardée.')
      return c.json(place, 200)
    })
    .openapi(getEtude, async (c) => {
      const demande = await findDemande(c.var.db, c.req.valid('param').id)
      if (!demande) throw demandeAbsente()
      if (!demande.deposeeLe)
        throw absent('L’organisme prépare cette demande : la Région la lira une fois déposée.')
      return c.json(await readEtude(c.var.db, demande, c.var.acteur), 200)
    })
    .route('/', instructionActesRoutes(ctx))
    .route('/', instructionLotRoutes(ctx))
    .route('/', instructionVuesRoutes())
}
