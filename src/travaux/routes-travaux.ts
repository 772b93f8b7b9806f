import { json } from '#platform/contract.ts'
import { createRoutes } from '#platform/http.ts'
import { errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import { autoriser } from '#socle/acces.ts'
import { queryTravaux, schemaTravaux } from '#travaux/schema-travaux.ts'
import { listTravaux } from '#travaux/store-travaux.ts'
import { presenter } from '#travaux/travail.ts'

const PAGE = 50

const getTravaux = declareRoute({
  droit: 'travail.lire',
  method: 'get',
  path: '/travaux',
  tags: ['Travaux'],
  summary: 'Ce qui se fait en arrière-plan, toutes campagnes, le plus récent d’abord',
  description:
    'Chacun voit les siens ; un responsable et un administrateur voient ceux de tous, dans la limite de leurs droits. ' +
    'Un travail s’arrête et se reprend par les adresses de son genre.',
  request: { query: queryTravaux },
  responses: { 200: json('Cinquante travaux au plus', schemaTravaux), ...errorResponses(400) },
})

/** The works of every kind, in one list. */
export const travauxRoutes = () =>
  createRoutes().openapi(getTravaux, async (c) => {
    const { genre, etat, qui, page = 1 } = c.req.valid('query')
    const { db, acteur, perimetre } = c.var
    const miens = qui === 'moi' || perimetre === 'soi'
    const lus = await listTravaux(
      db,
      { genre, etat, par: miens ? (acteur.identifiant ?? '') : undefined },
      { decalage: (page - 1) * PAGE, limite: PAGE },
    )
    const peut = (action: Parameters<typeof autoriser>[1]) => autoriser(acteur, action).statut === 'accord'
    const travaux = lus.travaux.map((lu) => presenter(lu, { moi: acteur.identifiant, peut }))
    return c.json({ travaux, total: lus.total }, 200)
  })
