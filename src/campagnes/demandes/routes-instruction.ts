import { instructionActesRoutes } from '#campagnes/demandes/routes-instruction-actes.ts'
import { getEtude, getFile, getVoisines } from '#campagnes/demandes/routes-instruction-contrat.ts'
import { readEtude } from '#campagnes/demandes/routes-instruction-etude.ts'
import { instructionLotRoutes } from '#campagnes/demandes/routes-instruction-lot.ts'
import { watchInstruction } from '#campagnes/demandes/routes-instruction-menage.ts'
import { instructionVuesRoutes } from '#campagnes/demandes/routes-instruction-vues.ts'
import { demandeAbsente } from '#campagnes/demandes/routes-passage.ts'
import { lireRecherche } from '#campagnes/demandes/schema-instruction.ts'
import { findDemande } from '#campagnes/demandes/store-demandes.ts'
import { findReperes, findVoisines, listDemandes, PAR_PAGE } from '#campagnes/demandes/store-instruction.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import type { AppContext } from '#platform/context.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'
import { createSharedReads } from '#platform/shared-reads.ts'

/**
 * The desk of the Région's agents: the queue, an application with its checks, what is done to one or to many.
 *
 * @param watch whether to look after the queue from time to time; a test does it when it wants
 */
export function instructionRoutes(ctx: AppContext, { watch = true } = {}) {
  if (watch) watchInstruction(ctx)
  const lireEnsemble = createSharedReads()
  return createRoutes()
    .openapi(getFile, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const { page, ...ecrite } = c.req.valid('query')
      const { db, acteur } = c.var
      const recherche = lireRecherche(ecrite)
      // Agents open the same queue at the same hour: what they are all shown is read once for all of them.
      const vue = { role: acteur.role, organisation: acteur.organisation?.identifiant, campagne }
      const moi = acteur.identifiant!
      const pourMoi = recherche.agent === 'moi' || recherche.cite ? moi : undefined
      const [liste, reperes] = await Promise.all([
        lireEnsemble(db, JSON.stringify({ ...vue, recherche, page, pourMoi }), (lien) =>
          listDemandes(lien, { campagne, moi }, recherche, page),
        ),
        lireEnsemble(db, JSON.stringify(vue), (lien) => findReperes(lien, campagne)),
      ])
      if (!reperes) throw campagneAbsente(campagne)
      return c.json({ ...liste, parPage: PAR_PAGE, ...reperes }, 200)
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
