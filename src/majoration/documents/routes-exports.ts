import { campagneAbsente } from '#campagnes/routes.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { exportClassementCsv, exportRepartitionCsv } from '#majoration/documents/export-csv.ts'
import { exportXlsx } from '#majoration/documents/export-xlsx.ts'
import { renderAnnexe } from '#majoration/documents/render-annexe.ts'
import { renderComparaison } from '#majoration/documents/render-comparaison.ts'
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
import type { TirageACalculer } from '#majoration/documents/worker-export-xlsx.ts'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { parametresDe, simuler } from '#majoration/simulation.ts'
import { findScenario } from '#majoration/store.ts'
import { nommerFichier, type Tirage } from '#majoration/tirage.ts'
import { runInBackground } from '#platform/background.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused } from '#platform/refusals.ts'
import { version } from '#platform/version.ts'
import type { Decision } from '#socle/decision.ts'

/** Beyond, the workbook takes seconds to write: a thread does it. */
const FORMATIONS_SUR_PLACE = 3_000

type Context = Pick<AppContext, 'clock' | 'config'>

/** The documents of a campaign, for any of its scenarios. Nothing is stored: the same state gives the same file. */
export const exportsRoutes = (ctx: Context) =>
  createRoutes()
    .openapi(getAnnexe, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const tirage = calculer(await load(ctx, c.var.db, id, scenario))
      const explications = c.req.valid('query').explications === 'oui'
      const pdf = accorder(await renderAnnexe(tirage, explications))
      return sendFile(c, pdf, nommer(tirage, explications ? 'annexe 1 expliquée' : 'annexe 1', 'pdf'), PDF)
    })
    .openapi(getClasseur, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const demande = await load(ctx, c.var.db, id, scenario)
      const xlsx =
        demande.formations.length <= FORMATIONS_SUR_PLACE
          ? await exportXlsx(calculer(demande))
          : await runInBackground<Decision<Uint8Array>>(
              new URL('./worker-export-xlsx.ts', import.meta.url),
              demande,
            )
      return sendFile(c, accorder(xlsx), nommer(demande, 'répartition', 'xlsx'), XLSX)
    })
    .openapi(getRepartition, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const tirage = calculer(await load(ctx, c.var.db, id, scenario))
      return sendFile(c, accorder(exportRepartitionCsv(tirage)), nommer(tirage, 'répartition', 'csv'), CSV)
    })
    .openapi(getClassement, async (c) => {
      const { id, scenario } = c.req.valid('param')
      const tirage = calculer(await load(ctx, c.var.db, id, scenario))
      return sendFile(c, exportClassementCsv(tirage), nommer(tirage, 'classement', 'csv'), CSV)
    })
    .openapi(getComparaison, async (c) => {
      const { id } = c.req.valid('param')
      const { avant, apres } = c.req.valid('query')
      const [a, b] = [
        calculer(await load(ctx, c.var.db, id, avant)),
        calculer(await load(ctx, c.var.db, id, apres)),
      ]
      const pdf = accorder(await renderComparaison(a, b))
      const noms = [a, b].map(({ scenario }) => scenario ?? 'règlement')
      return sendFile(c, pdf, nommerFichier([b.campagne.libelle, 'comparaison', ...noms], 'pdf'), PDF)
    })

/** The campaign, its formations and the parameters asked for; 404 when one of them does not exist. */
async function load(
  { clock, config }: Context,
  db: Db,
  id: string,
  scenario: string,
): Promise<TirageACalculer> {
  const campagne = await findCampagne(db, id)
  if (!campagne) throw campagneAbsente(id)
  const enregistre = scenario === SCENARIO_REGLEMENT ? undefined : await findScenario(db, scenario)
  if (scenario !== SCENARIO_REGLEMENT && enregistre?.campagne !== id)
    throw absent('Ce scénario n’existe pas dans cette campagne, ou n’existe plus.')
  return {
    campagne,
    scenario: enregistre?.nom ?? null,
    parametres: enregistre?.parametres ?? parametresDe(campagne.reglement, campagne.dotation),
    formations: await listFormations(db, id),
    region: config.region,
    date: clock.today(),
    version,
  }
}

const calculer = ({ formations, ...tirage }: TirageACalculer): Tirage => ({
  ...tirage,
  simulation: simuler(formations, tirage.parametres),
})

/** A refused répartition has reasons, not a file. */
function accorder<T>(decision: Decision<T>): T {
  if (decision.statut === 'accord') return decision.valeur
  const message = 'Le document ne peut pas être établi : la répartition est refusée.'
  throw refused(message, decision.motifs, 'repartition_refusee')
}

const nommer = (
  { campagne, scenario }: Pick<Tirage, 'campagne' | 'scenario'>,
  quoi: string,
  extension: string,
) => nommerFichier([campagne.libelle, quoi, scenario], extension)
