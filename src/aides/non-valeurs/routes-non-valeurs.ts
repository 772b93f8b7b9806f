import type { Circonstances } from '#aides/etat.ts'
import { exportEtat } from '#aides/export-etat.ts'
import { IMPUTATION_NON_VALEUR } from '#aides/non-valeurs/admission.ts'
import { composerAnnexe, composerDossier } from '#aides/non-valeurs/annexe-non-valeurs.ts'
import { exportModeleTitres } from '#aides/non-valeurs/export-modele-titres.ts'
import {
  getAdmission,
  getAdmissions,
  getAnnexeNonValeurs,
  getAnnexeNonValeursXlsx,
  getDossierNonValeurs,
  getModeleTitres,
  getTitresSuivis,
} from '#aides/non-valeurs/routes-non-valeurs-contrat.ts'
import type { DetailAdmission } from '#aides/non-valeurs/schema-non-valeurs.ts'
import {
  findAdmission,
  listAdmissions,
  listPropositions,
  listTitresSuivis,
} from '#aides/non-valeurs/store-non-valeurs.ts'
import { renderEtat } from '#aides/render-etat.ts'
import { findEngagement } from '#budget/store-engagements.ts'
import { findLigne, listAnnees, sumLigne, sumLignes } from '#budget/store-lignes.ts'
import { PDF, XLSX } from '#majoration/documents/routes-exports-contrat.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import { exportArchive } from '#memoire/export-archive.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent } from '#platform/refusals.ts'
import { version } from '#platform/version.ts'

/** Titres, dossiers of write-offs, and their documents. */
export function nonValeursRoutes({ clock, config }: Pick<AppContext, 'clock' | 'config'>) {
  const ici = (): Circonstances => ({ region: config.region, date: clock.today(), version })
  return createRoutes()
    .openapi(getTitresSuivis, async (c) => c.json(await listTitresSuivis(c.var.db), 200))
    .openapi(getAdmissions, async (c) => c.json(await listAdmissions(c.var.db), 200))
    .openapi(getModeleTitres, async (c) =>
      sendFile(c, await exportModeleTitres(), 'Titres à proposer en non-valeur.xlsx', XLSX),
    )
    .openapi(getAdmission, async (c) => c.json(await loadAdmission(c.var.db, c.req.valid('param').id), 200))
    .openapi(getAnnexeNonValeurs, async (c) => {
      const { admission, propositions } = await loadAdmission(c.var.db, c.req.valid('param').id)
      const octets = await renderEtat(composerAnnexe(admission, propositions), ici())
      return sendFile(c, octets, nommer('Annexe des non-valeurs', admission.courrierLe, 'pdf'), PDF)
    })
    .openapi(getAnnexeNonValeursXlsx, async (c) => {
      const { admission, propositions } = await loadAdmission(c.var.db, c.req.valid('param').id)
      const octets = await exportEtat(composerAnnexe(admission, propositions), ici())
      return sendFile(c, octets, nommer('Annexe des non-valeurs', admission.courrierLe, 'xlsx'), XLSX)
    })
    .openapi(getDossierNonValeurs, async (c) => {
      const { admission, propositions } = await loadAdmission(c.var.db, c.req.valid('param').id)
      const porteuse = await loadPorteuse(c.var.db, admission)
      const annexe = composerAnnexe(admission, propositions)
      const dossier = composerDossier(admission, propositions, porteuse)
      const le = clock.now()
      const fichiers = [
        { nom: 'Annexe.pdf', octets: await renderEtat(annexe, ici()) },
        { nom: 'Annexe.xlsx', octets: await exportEtat(annexe, ici()) },
        { nom: 'Dossier.pdf', octets: await renderEtat(dossier, ici()) },
        { nom: 'Dossier.xlsx', octets: await exportEtat(dossier, ici()) },
      ]
      const zip = exportArchive(
        (async function* () {
          for (const { nom, octets } of fichiers) yield { nom, le, dense: true, octets: [octets] }
        })(),
      )
      const morceaux: Uint8Array[] = []
      for await (const morceau of zip) morceaux.push(morceau)
      const nom = nommer('Dossier de non-valeur', admission.courrierLe, 'zip')
      return sendFile(c, Buffer.concat(morceaux), nom, 'application/zip')
    })
}

const nommer = (quoi: string, courrierLe: string, extension: string) =>
  nommerFichier([quoi, `courrier du ${courrierLe}`], extension)

/** A dossier with its titres, and the lines of write-offs, the latest exercice first. */
export async function loadAdmission(db: Db, id: string): Promise<DetailAdmission> {
  const admission = await findAdmission(db, id)
  if (!admission) throw absent('Ce dossier de non-valeur n’existe pas.')
  const lignes = await listAnnees(db, IMPUTATION_NON_VALEUR)
  const soldes = await sumLignes(
    db,
    lignes.map((une) => une.id),
  )
  return {
    admission,
    propositions: await listPropositions(db, id),
    lignes: lignes.reverse().map((une) => ({
      ...{ id: une.id, exercice: une.exercice },
      reste: soldes.get(une.id)!.resteCreditsDePaiement,
    })),
  }
}

/** The line that bears the loss, or the one that would: that of the year of the letter, otherwise the latest. */
async function loadPorteuse(db: Db, admission: DetailAdmission['admission']) {
  const engagement = admission.engagement ? await findEngagement(db, admission.engagement) : undefined
  const lignes = await listAnnees(db, IMPUTATION_NON_VALEUR)
  const annee = Number(admission.courrierLe.slice(0, 4))
  const ligne = engagement
    ? await findLigne(db, engagement.ligne)
    : (lignes.find(({ exercice }) => exercice === annee) ?? lignes.at(-1))
  return ligne ? { ligne, soldes: await sumLigne(db, ligne.id) } : null
}
