import type { Anomalie } from '#campagnes/importation/anomalies.ts'
import { COLONNES, type CodeColonne } from '#campagnes/importation/colonnes.ts'
import { exportCorrige } from '#campagnes/importation/export-corrige.ts'
import { exportModeleCsv, exportModeleXlsx, NOM_MODELE } from '#campagnes/importation/export-modele.ts'
import type { Importation, LigneApercu } from '#campagnes/importation/importation.ts'
import type { LigneImport } from '#campagnes/importation/lignes.ts'
import { abandonImport, applyImport, importAbsent } from '#campagnes/importation/routes-import-application.ts'
import {
  deleteImport,
  getAnomalies,
  getApercu,
  getCorrige,
  getImport,
  getImports,
  getModeleCsv,
  getModeleXlsx,
  postCampagne,
  postImport,
} from '#campagnes/importation/routes-import-contrat.ts'
import { openStoredFile } from '#campagnes/importation/routes-import-fichier.ts'
import { watchImports } from '#campagnes/importation/routes-import-menage.ts'
import { receiveImport } from '#campagnes/importation/routes-import-reception.ts'
import { LIRE_IMPORT, lireImport } from '#campagnes/importation/routes-import-travail.ts'
import { findImport, type ImportationStockee, listImports } from '#campagnes/importation/store-import.ts'
import {
  countAnomalies,
  listAnomalies,
  listAnomaliesOfLignes,
  listLignes,
} from '#campagnes/importation/store-import-lecture.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, conflict, refused } from '#platform/refusals.ts'
import type { Motif } from '#socle/decision.ts'

const ANOMALIES_PAR_PAGE = 100
const LIGNES_PAR_PAGE = 50
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Bringing one's own campaign: the model file, the reception of a file, its reading followed step by step, what is to
 * be corrected, and the campaign created from it.
 *
 * @param watch whether to look after the imports from time to time; a test does it when it wants
 */
export function importRoutes(
  { systeme, files, jobs }: Pick<AppContext, 'systeme' | 'files' | 'jobs'>,
  { watch = true } = {},
) {
  jobs.define<{ id: string }>(LIRE_IMPORT, ({ id }) => lireImport({ db: systeme, files }, id))
  if (watch) watchImports({ db: systeme, jobs })

  const existing = async (db: Db, id: string): Promise<ImportationStockee> => {
    const found = await findImport(db, id)
    if (!found || found.etat === 'abandonne') throw importAbsent(id)
    return found
  }

  return createRoutes()
    .openapi(
      getModeleXlsx,
      async (c) => sendFile(c, await exportModeleXlsx(), `${NOM_MODELE}.xlsx`, XLSX) as never,
    )
    .openapi(
      getModeleCsv,
      (c) => sendFile(c, exportModeleCsv(), `${NOM_MODELE}.csv`, 'text/csv; charset=utf-8') as never,
    )
    .openapi(getImports, async (c) => c.json((await listImports(c.var.db)).map(publier), 200))
    .openapi(postImport, async (c) => {
      const { nom } = c.req.valid('query')
      const announced = Number(c.req.header('content-length') ?? Number.NaN)
      const type = c.req.header('content-type') ?? ''
      const recu = await receiveImport(
        { db: c.var.db, files, jobs },
        { stream: c.req.raw.body, type, announced, nom },
      )
      return recu.existant ? c.json(recu, 200) : c.json(recu, 202)
    })
    .openapi(getImport, async (c) => c.json(publier(await existing(c.var.db, c.req.valid('param').id)), 200))
    .openapi(getAnomalies, async (c) => {
      const { page, ...filtre } = c.req.valid('query')
      const { id } = await existing(c.var.db, c.req.valid('param').id)
      const taille = ANOMALIES_PAR_PAGE
      const anomalies = await listAnomalies(c.var.db, id, filtre, { page, taille })
      return c.json({ page, taille, total: await countAnomalies(c.var.db, id, filtre), anomalies }, 200)
    })
    .openapi(getApercu, async (c) => {
      const { page } = c.req.valid('query')
      const { id, lignesLues } = await existing(c.var.db, c.req.valid('param').id)
      const lignes = await listLignes(c.var.db, id, { page, taille: LIGNES_PAR_PAGE })
      const anomalies = await listAnomaliesOfLignes(
        c.var.db,
        id,
        lignes[0]?.ligne ?? 0,
        lignes.at(-1)?.ligne ?? 0,
      )
      return c.json(
        { page, taille: LIGNES_PAR_PAGE, total: lignesLues, lignes: apercu(lignes, anomalies) },
        200,
      )
    })
    .openapi(getCorrige, async (c) => {
      const { id, etat, motif, lignesLues, nom } = await existing(c.var.db, c.req.valid('param').id)
      if (motif) throw refused(motif.message, [], motif.code)
      if (etat !== 'pret' && etat !== 'applique') throw lectureEnCours()
      const file = await openStoredFile({ db: c.var.db, files }, id)
      if (!file) throw corrigeAbsent()
      const corrige = await exportCorrige(file, lignesLues)
      return sendFile(c, corrige, `a-corriger-${nom.replace(/\.\w+$/, '')}.xlsx`, XLSX) as never
    })
    .openapi(postCampagne, async (c) => {
      const { id } = c.req.valid('param')
      const { campagne, creee } = await applyImport(c.var.db, id, c.req.valid('json'))
      return creee ? c.json({ campagne }, 201) : c.json({ campagne }, 200)
    })
    .openapi(deleteImport, async (c) => {
      await abandonImport(c.var.db, c.req.valid('param').id)
      return c.body(null, 204)
    })
}

const lectureEnCours = () =>
  conflict('Le fichier est encore en cours de lecture : attendez la fin.', 'import_en_lecture')

const corrigeAbsent = () =>
  absent('Le fichier de cet import n’est plus gardé : il est devenu une campagne, ou a été abandonné.')

/** What the API shows of an import. */
function publier({ sha256: _, passage: __, ...importation }: ImportationStockee) {
  const { colonnes, groupes, motif } = importation satisfies Importation
  return {
    ...importation,
    colonnes: [...colonnes],
    groupes: [...groupes],
    motif: motif as (Motif & Record<string, unknown>) | null,
  }
}

function apercu(lignes: readonly LigneImport[], anomalies: readonly Anomalie[]) {
  const parLigne = Map.groupBy(anomalies, ({ ligne }) => ligne)
  return lignes.map((ligne) => ({
    ligne: ligne.ligne,
    valeurs: valeursDe(ligne),
    anomalies: parLigne.get(ligne.ligne) ?? [],
  }))
}

function valeursDe({ declaration, nom, ...reste }: LigneImport): LigneApercu['valeurs'] {
  const valeurs = { ...reste, ...declaration, organisme: nom }
  return Object.fromEntries(COLONNES.map(({ code }) => [code, valeurs[code]])) as Record<
    CodeColonne,
    string | number | boolean | null
  >
}
