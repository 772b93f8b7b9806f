import { archiveRoutes } from '#memoire/routes-archive.ts'
import { getMemoire } from '#memoire/routes-memoire-contrat.ts'
import { readMemoire } from '#memoire/routes-memoire-lecture.ts'
import { organismeAbsent, requireSienne } from '#memoire/routes-memoire-perimetre.ts'
import type { AppContext } from '#platform/context.ts'
import { createRoutes } from '#platform/http.ts'

/** All that was decided for a body, on screen and as one file. */
export const memoireRoutes = (ctx: AppContext) =>
  createRoutes()
    .openapi(getMemoire, async (c) => {
      const { siret } = c.req.valid('param')
      const { db, acteur, perimetre } = c.var
      await requireSienne(db, acteur, perimetre, siret)
      const memoire = await readMemoire(db, siret, perimetre === 'region')
      if (!memoire) throw organismeAbsent()
      return c.json(memoire, 200)
    })
    .route('/', archiveRoutes(ctx))
