import { campagneAbsente } from '#campagnes/routes.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { DOCUMENTS_LONGS, type DocumentLong, estLong } from '#majoration/documents/document-long.ts'
import { exportXlsx } from '#majoration/documents/export-xlsx.ts'
import { renderAnnexe } from '#majoration/documents/render-annexe.ts'
import type { TirageACalculer } from '#majoration/documents/worker-export-xlsx.ts'
import { SCENARIO_REGLEMENT } from '#majoration/scenario.ts'
import { parametresDe, simuler } from '#majoration/simulation.ts'
import { findScenario } from '#majoration/store.ts'
import { nommerFichier, type Tirage } from '#majoration/tirage.ts'
import { runInBackground } from '#platform/background.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { absent, refused } from '#platform/refusals.ts'
import { version } from '#platform/version.ts'
import type { Decision } from '#socle/decision.ts'

type Context = Pick<AppContext, 'clock' | 'config'>

const ECRIRE: Readonly<Record<DocumentLong, (demande: TirageACalculer) => Promise<Decision<Uint8Array>>>> = {
  'annexe-expliquee': (demande) => renderAnnexe(calculer(demande), true),
  // A thread writes the workbook of a large campaign: the server must keep answering meanwhile.
  classeur: (demande) =>
    estLong(demande.formations.length)
      ? runInBackground(new URL('./worker-export-xlsx.ts', import.meta.url), demande)
      : exportXlsx(calculer(demande)),
}

/** Writes a long document. @throws HttpRefusal 422 with the reasons when nothing may be spread */
export const writeDocument = async (document: DocumentLong, demande: TirageACalculer): Promise<Uint8Array> =>
  accorder(await ECRIRE[document](demande))

/** The name under which a long document is downloaded. */
export const nommerDocument = (document: DocumentLong, demande: Pick<Tirage, 'campagne' | 'scenario'>) => {
  const { libelle, extension } = DOCUMENTS_LONGS[document]
  return nommer(demande, libelle.toLowerCase(), extension)
}

/** The campaign, its formations and the parameters asked for; 404 when one of them does not exist. */
export async function loadTirage(
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

export const calculer = ({ formations, ...tirage }: TirageACalculer): Tirage => ({
  ...tirage,
  simulation: simuler(formations, tirage.parametres),
})

/** A refused répartition has reasons, not a file. */
export function accorder<T>(decision: Decision<T>): T {
  if (decision.statut === 'accord') return decision.valeur
  const message = 'Le document ne peut pas être établi : la répartition est refusée.'
  throw refused(message, decision.motifs, 'repartition_refusee')
}

export const nommer = (
  { campagne, scenario }: Pick<Tirage, 'campagne' | 'scenario'>,
  quoi: string,
  extension: string,
) => nommerFichier([campagne.libelle, quoi, scenario], extension)
