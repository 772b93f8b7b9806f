import {
  type Anomalie,
  compterAnomalies,
  type GroupeAnomalies,
  Regroupement,
} from '#campagnes/importation/anomalies.ts'
import type { LigneLue } from '#campagnes/importation/cellule.ts'
import type { Entetes } from '#campagnes/importation/entetes.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { ControleLignes, type LigneImport } from '#campagnes/importation/lignes.ts'

/** Where a reading puts what it finds. Each call answers false when the reading must stop: another took its place. */
export type Sink = {
  header(lecture: string, entetes: Entetes): Promise<boolean>
  batch(lot: Lot): Promise<boolean>
}

/** What came out of a piece of the file, with the counts since its beginning. */
export type Lot = {
  readonly lignes: readonly LigneImport[]
  /** Only those worth keeping; all are counted. */
  readonly anomalies: readonly Anomalie[]
  /** Position of the first of them among those kept, from 1. */
  readonly rang: number
  readonly lignesLues: number
  readonly erreurs: number
  readonly avertissements: number
  /** In thousandths of the file. */
  readonly progression: number
}

/** A column wrong on every line would otherwise store as many anomalies as the file has lines. */
const PAR_GROUPE = 1_000
const EN_TOUT = 20_000

/**
 * Reads a file from its first byte to its last, checks it, and hands it to `sink` piece by piece: memory does not
 * grow with the file, and reading waits for writing.
 *
 * @returns the anomalies by column and cause, undefined when the sink asked to stop
 * @throws FichierIllisible when the file cannot be read at all
 */
export async function importFile(path: string, sink: Sink): Promise<GroupeAnomalies[] | undefined> {
  const tableau = await openTable(path)
  if (!(await sink.header(tableau.lecture, tableau.entetes))) return undefined
  const tri = new TriAnomalies()
  const controle = new ControleLignes(tableau.entetes, tableau.format)
  const thousandths = () => Math.floor(tableau.progression() * 1_000)
  let lignesLues = 0
  let attente: { lignes: LigneImport[]; anomalies: Anomalie[]; rang: number } = {
    lignes: [],
    anomalies: tri.trier(tableau.entetes.anomalies),
    rang: 1,
  }
  const flush = async () => {
    const { erreurs, avertissements } = tri
    const going = await sink.batch({
      ...attente,
      lignesLues,
      erreurs,
      avertissements,
      progression: thousandths(),
    })
    attente = { lignes: [], anomalies: [], rang: tri.gardees + 1 }
    return going
  }
  for await (const lot of tableau.lignes()) {
    const verifiees = verifier(controle, lot)
    lignesLues += verifiees.length
    for (const { ligne, anomalies } of verifiees) {
      attente.lignes.push(ligne)
      attente.anomalies.push(...tri.trier(anomalies))
    }
    if (attente.lignes.length >= 2_000 && !(await flush())) return undefined
  }
  return (await flush()) ? tri.groupes() : undefined
}

const verifier = (controle: ControleLignes, lot: readonly LigneLue[]) =>
  lot.flatMap((ligne) => controle.verifier(ligne) ?? [])

/** Counts every anomaly, and chooses which are kept one by one. */
class TriAnomalies {
  erreurs = 0
  avertissements = 0
  gardees = 0
  readonly #regroupement = new Regroupement()

  trier(anomalies: readonly Anomalie[]): Anomalie[] {
    const compte = compterAnomalies(anomalies)
    this.erreurs += compte.erreurs
    this.avertissements += compte.avertissements
    const retenues = anomalies.filter((anomalie) => {
      const deja = this.#regroupement.nombre(anomalie)
      this.#regroupement.ajouter(anomalie)
      if (deja >= PAR_GROUPE || this.gardees >= EN_TOUT) return false
      this.gardees += 1
      return true
    })
    return retenues
  }

  groupes = (): GroupeAnomalies[] => this.#regroupement.lister()
}
