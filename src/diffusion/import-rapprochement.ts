import { type Cellule, ecrireCellule, type LigneLue } from '#campagnes/importation/cellule.ts'
import { normaliserEntete } from '#campagnes/importation/entetes.ts'
import { readSheets } from '#campagnes/importation/import-feuilles.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { ColonneConstats, LigneConstats } from '#diffusion/rapprochement-lecture.ts'

/** Beyond, it is not the formations of a campaign. */
const LIGNES_MAXIMUM = 20_000
/** A header stands at the top, sometimes after a few lines of title. */
const LIGNES_FOUILLEES = 20

const ENTETES: Readonly<Record<ColonneConstats, RegExp>> = {
  identifiant: /^(identifiant|id|reference)( formation)?$/,
  signes: /^(nb )?(contrats )?signes$/,
  motif: /^(motif|raison)( ecart)?$/,
  precision: /^precisions?( motif)?$/,
}

/**
 * Reads a file of signed contracts, CSV or workbook: a line a formation, under a header that names at least the
 * identifier and the signed contracts.
 *
 * @throws FichierIllisible when it is not a table, when no such header is found, or beyond 20 000 lines
 */
export async function importRapprochement(path: string, nom: string): Promise<LigneConstats[]> {
  for await (const lignes of readSheets(path, nom, LIGNES_MAXIMUM)) {
    const trouvees = findColumns(lignes)
    if (!trouvees) continue
    const { places, premiere } = trouvees
    return lignes.slice(premiere).map(({ numero, cellules }) => {
      const cell = (colonne: ColonneConstats): Cellule => cellules[places[colonne] ?? -1] ?? null
      return {
        ...{ numero, identifiant: cell('identifiant'), signes: cell('signes') },
        ...{ motif: cell('motif'), precision: cell('precision') },
      }
    })
  }
  throw new FichierIllisible(
    'entete_introuvable',
    'Aucune ligne d’en-têtes ne nomme une colonne « Identifiant de la formation » et une colonne « Contrats signés » : reprenez le fichier modèle.',
  )
}

/** Where each column is, and the first line after the header. */
function findColumns(lignes: readonly LigneLue[]) {
  for (const [rang, { cellules }] of lignes.slice(0, LIGNES_FOUILLEES).entries()) {
    const titres = cellules.map((cellule) => normaliserEntete(ecrireCellule(cellule)))
    const places: Partial<Record<ColonneConstats, number>> = {}
    for (const [colonne, entete] of Object.entries(ENTETES) as [ColonneConstats, RegExp][]) {
      const place = titres.findIndex((titre) => entete.test(titre))
      if (place >= 0) places[colonne] = place
    }
    if (places.identifiant !== undefined && places.signes !== undefined) return { places, premiere: rang + 1 }
  }
  return undefined
}
