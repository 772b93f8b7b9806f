import { LIMITES } from '#aides/asp/fichier.ts'
import { raisonsDe } from '#aides/asp/rejets.ts'
import { actesAspRoutes } from '#aides/asp/routes-asp-actes.ts'
import { fichiersAspRoutes } from '#aides/asp/routes-asp-fichiers.ts'
import { planPaiements } from '#aides/asp/routes-asp-travaux.ts'
import { retoursAspRoutes } from '#aides/asp/routes-retours-actes.ts'
import { getListe, getPaiement, getTableau, type Tableau } from '#aides/asp/schema-asp.ts'
import { countEnvois } from '#aides/asp/store-envoi.ts'
import { listFichiers, listParquees, listRetours } from '#aides/asp/store-fichiers-lecture.ts'
import {
  findPaiement,
  listEtapes,
  listPaiements,
  listParts,
  listRaisons,
  listSessions,
} from '#aides/asp/store-lecture.ts'
import { listParametrages } from '#aides/asp/store-parametrage.ts'
import { grouper, solderPaiements } from '#aides/asp/tableau-paiements.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'
import { openSftp, type Sftp } from '#platform/sftp.ts'

const PAGE = 50

/**
 * Payment of the individual aids through the agency: preparation, files, returns, and the screen that shows all of it.
 *
 * @param sftp where files leave; by default, what the configuration says
 */
export function aspRoutes(
  ctx: AppContext,
  sftp: Sftp | undefined = ctx.config.asp && openSftp(ctx.config.asp),
) {
  planPaiements(ctx, sftp)
  return createRoutes()
    .openapi(getTableau, async (c) => {
      const { session } = c.req.valid('query')
      const tableau = await readTableau(c.var.db, session, ctx.clock.today())
      return c.json({ ...tableau, sftp: sftp !== undefined }, 200)
    })
    .openapi(getListe, async (c) => {
      const { page = 1, ...filtre } = c.req.valid('query')
      const raisons = filtre.correcteur ? raisonsDe(filtre.correcteur) : []
      const tranche = { raisons, decalage: (page - 1) * PAGE, limite: PAGE }
      return c.json(await listPaiements(c.var.db, filtre, tranche), 200)
    })
    .openapi(getPaiement, async (c) => {
      const { id } = c.req.valid('param')
      const paiement = await findPaiement(c.var.db, id)
      if (!paiement) throw absent(`Le paiement n° ${id} n’existe pas.`)
      return c.json({ ...paiement, etapes: await listEtapes(c.var.db, id) }, 200)
    })
    .route('/', actesAspRoutes(ctx))
    .route('/', fichiersAspRoutes(ctx, sftp !== undefined))
    .route('/', retoursAspRoutes(ctx))
}

/** All that the screen shows, as this actor may see it. */
async function readTableau(
  db: Db,
  session: string | undefined,
  jour: string,
): Promise<Omit<Tableau, 'sftp'>> {
  const parSession = Map.groupBy(await listParts(db), (part) => part.session)
  const sessions = (await listSessions(db)).map(({ consommation, ligne: _, ...reste }) => {
    const parts = (parSession.get(reste.id) ?? []).map(({ session: __, ...part }) => part)
    return { ...reste, parts, soldes: solderPaiements(consommation, parts) }
  })
  return {
    sessions,
    fichiersAujourdhui: (await countEnvois(db, jour)).fichiers,
    fichiersParJour: LIMITES.fichiersParJour,
    groupes: grouper(await listRaisons(db, session)),
    fichiers: await listFichiers(db, session),
    retours: await listRetours(db),
    parquees: await listParquees(db),
    parametrages: await listParametrages(db),
  }
}
