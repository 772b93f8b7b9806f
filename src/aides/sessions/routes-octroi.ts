import { faireOctroi, listObstacles, OCTROI } from '#aides/sessions/routes-octroi-travail.ts'
import { getOctrois, postOctroi } from '#aides/sessions/routes-sessions-contrat.ts'
import { requireSession, sessionAbsente } from '#aides/sessions/routes-sessions-lecture.ts'
import { insertOctroi, listOctrois } from '#aides/sessions/store-octroi.ts'
import { lockSession } from '#aides/sessions/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'

/** Granting the aids that were judged eligible: asked for here, done by `routes-octroi-travail.ts`. */
export function octroiRoutes(ctx: AppContext) {
  const { jobs, clock } = ctx
  jobs.define<{ id: string }>(OCTROI, ({ id }) => faireOctroi(ctx, id))
  return createRoutes()
    .openapi(postOctroi, async (c) => {
      const { id } = c.req.valid('param')
      const { acteur, adresse = null } = c.var
      const octroi = await transaction(c.var.db, async (tx) => {
        const session = await lockSession(tx, id)
        if (!session) throw sessionAbsente()
        const motifs = await listObstacles(tx, session, clock.today())
        if (motifs.length > 0) throw refused('Aucune aide n’est accordée.', motifs)
        const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null, role: acteur.role, adresse }
        const octroi = await insertOctroi(tx, { session: id, ...mains })
        const apres = { libelle: session.libelle, octroi: octroi.id }
        if (octroi.nouveau)
          await insertJournal(tx, { acte: 'octroi.lance', objet: `campagneaide:${id}`, apres })
        await jobs.enqueue(OCTROI, { id: octroi.id }, { db: tx })
        return octroi.id
      })
      return c.json({ id: octroi }, 202)
    })
    .openapi(getOctrois, async (c) => {
      const { id } = c.req.valid('param')
      await requireSession(c.var.db, id)
      return c.json(await listOctrois(c.var.db, id), 200)
    })
}
