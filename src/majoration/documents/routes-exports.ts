import { exportClassementCsv, exportRepartitionCsv } from '#majoration/documents/export-csv.ts'
import { renderAnnexe } from '#majoration/documents/render-annexe.ts'
import { renderComparaison } from '#majoration/documents/render-comparaison.ts'
import {
  accorder,
  calculer,
  loadTirage,
  nommer,
  nommerDocument,
  writeDocument,
} from '#majoration/documents/routes-document.ts'
import {
  CSV,
  getAnnexe,
  getClassement,
  getClasseur,
  getComparaison,
  getRepartition,
  PDF,
  XLSX,
} from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'

type Context = Pick<AppContext, 'clock' | 'config'>

/** The documents of a campaign, for any of its scenarios. Nothing is stored: the same state gives the same file. */
export const exportsRoutes = (ctx: Context) =>
  createRoutes()
    .openapi(getAnnexe, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const demande = await loadTirage(ctx, c.var.db, id, scenario)
      if (c.req.valid('query').explications === 'oui')
        return sendFile(
          c,
          await writeDocument('annexe-expliquee', demande),
          nommerDocument('annexe-expliquee', demande),
          PDF,
        )
      return sendFile(
        c,
        accorder(await renderAnnexe(calculer(demande))),
        nommer(demande, 'annexe 1', 'pdf'),
        PDF,
      )
    })
    .openapi(getClasseur, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const demande = await loadTirage(ctx, c.var.db, id, scenario)
      return sendFile(
        c,
        await writeDocument('classeur', demande),
        nommer(demande, 'répartition', 'xlsx'),
        XLSX,
      )
    })
    .openapi(getRepartition, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const tirage = calculer(await loadTirage(ctx, c.var.db, id, scenario))
      return sendFile(c, accorder(exportRepartitionCsv(tirage)), nommer(tirage, 'répartition', 'csv'), CSV)
    })
    .openapi(getClassement, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const tirage = calculer(await loadTirage(ctx, c.var.db, id, scenario))
      return sendFile(c, exportClassementCsv(tirage), nommer(tirage, 'classement', 'csv'), CSV)
    })
    .openapi(getComparaison, async (c) => {
      const { id } = c.req.valid('param')
      const { avant, apres } = c.req.valid('query')
      const [a, b] = [
        calculer(await loadTirage(ctx, c.var.db, id, avant)),
        calculer(await loadTirage(ctx, c.var.db, id, apres)),
      ]
      const pdf = accorder(await renderComparaison(a, b))
      const noms = [a, b].map(({ scenario }) => scenario ?? 'règlement')
      return sendFile(c, pdf, nommerFichier([b.campagne.libelle, 'comparaison', ...noms], 'pdf'), PDF)
    })
