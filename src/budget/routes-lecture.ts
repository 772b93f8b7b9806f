import { exportExecution } from '#budget/export-execution.ts'
import { CSV, getCascade, getExecution, getLigne, getLignes, getTitres } from '#budget/routes-contrat.ts'
import { dresserCascade, prevuNonMandate } from '#budget/rules/cascade.ts'
import type { Ligne } from '#budget/rules/ligne.ts'
import { proposerReport } from '#budget/rules/reports.ts'
import { alerter, totaliser } from '#budget/rules/soldes.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import type { DetailLigne, Execution, LigneExecutee } from '#budget/schema-budget.ts'
import type { CascadeLue } from '#budget/schema-cascade.ts'
import {
  listAffectations,
  listDesengagements,
  listEngagements,
  listMandats,
} from '#budget/store-engagements.ts'
import {
  findLigne,
  listAnnees,
  listExercices,
  listIndicatives,
  listLignes,
  listMouvements,
  listSuspensions,
  sumLignes,
} from '#budget/store-lignes.ts'
import { listTitres } from '#budget/store-titres.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'

export const ligneAbsente = () => absent('Cette ligne budgétaire n’existe pas.')

/** What the budget says: execution of an exercice, one line with its acts, titres. */
export const lectureBudgetRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getLignes, async (c) => {
      const execution = await loadExecution(c.var.db, clock.today(), c.req.valid('query').exercice)
      return c.json(execution, 200)
    })
    .openapi(getExecution, async (c) => {
      const execution = await loadExecution(c.var.db, clock.today(), c.req.valid('query').exercice)
      const nom = `Exécution du budget ${execution.exercice}, au ${clock.today()}.csv`
      return sendFile(c, exportExecution(execution.lignes), nom, CSV)
    })
    .openapi(getCascade, async (c) => {
      const { exercice, ans } = c.req.valid('query')
      return c.json(await loadCascade(c.var.db, clock.today(), exercice, ans), 200)
    })
    .openapi(getLigne, async (c) => {
      const { db } = c.var
      const ligne = await findLigne(db, c.req.valid('param').id)
      if (!ligne) throw ligneAbsente()
      const annees = await listAnnees(db, ligne)
      const ids = annees.map(({ id }) => id)
      const engagements = await listEngagements(db, ids)
      const mandats = await listMandats(db, ids)
      const [execution] = await loadLignes(db, [ligne], clock.today())
      const soldes = await sumLignes(db, ids)
      const detail: DetailLigne = {
        execution: execution!,
        annees: annees.map((annee) => ({ ligne: annee, soldes: soldes.get(annee.id)! })),
        mouvements: await listMouvements(db, ligne.id),
        affectations: await listAffectations(db, ligne.id),
        engagements,
        desengagements: await listDesengagements(db, ids),
        mandats,
        suspensions: await listSuspensions(db, [ligne.id]),
        report: proposerReport(execution!.soldes, prevuNonMandate(ligne.exercice, engagements)),
      }
      return c.json(detail, 200)
    })
    .openapi(getTitres, async (c) => c.json(await listTitres(c.var.db), 200))

/** The exercice asked for; without, this year's when it has lines, otherwise the latest. */
async function loadExecution(db: Db, aujourdhui: string, demande?: number): Promise<Execution> {
  const exercices = await listExercices(db)
  const exercice = demande ?? choisirExercice(exercices, aujourdhui)
  const lignes = await loadLignes(db, await listLignes(db, exercice), aujourdhui)
  return { exercice, exercices, lignes, total: totaliser(lignes.map(({ soldes }) => soldes)) }
}

function choisirExercice(exercices: readonly number[], aujourdhui: string): number {
  const annee = Number(aujourdhui.slice(0, 4))
  return exercices.includes(annee) ? annee : (exercices[0] ?? annee)
}

/** Every exercice at once: an engagement outlives the year that it was written in. */
async function loadCascade(
  db: Db,
  aujourdhui: string,
  demande: number | undefined,
  ans: number,
): Promise<CascadeLue> {
  const exercices = await listExercices(db)
  const exercice = demande ?? choisirExercice(exercices, aujourdhui)
  const lignes = (await Promise.all(exercices.map((un) => listLignes(db, un)))).flat()
  const ids = lignes.map(({ id }) => id)
  const livre = {
    ...{ lignes, soldes: await sumLignes(db, ids), engagements: await listEngagements(db, ids) },
    ...{ desengagements: await listDesengagements(db, ids), mandats: await listMandats(db, ids) },
  }
  return { exercice, ans, ...dresserCascade(livre, { exercice, ans, aujourdhui }) }
}

async function loadLignes(db: Db, lignes: readonly Ligne[], aujourdhui: string): Promise<LigneExecutee[]> {
  const ids = lignes.map(({ id }) => id)
  const soldes = await sumLignes(db, ids)
  const suspensions = await listSuspensions(db, ids)
  const indicatives = await listIndicatives(db, ids)
  return lignes.map((ligne) => {
    const solde = soldes.get(ligne.id)!
    const siennes = suspensions.filter((une) => une.ligne === ligne.id)
    return {
      ligne,
      soldes: solde,
      suspension: suspensionEnCours(siennes, aujourdhui) ?? null,
      alertes: alerter(solde),
      creditsIndicatifs: indicatives.has(ligne.id),
    }
  })
}
