import { ecrireCellule, type LigneLue } from '#campagnes/importation/cellule.ts'
import { normaliserEntete } from '#campagnes/importation/entetes.ts'
import { readSheets } from '#campagnes/importation/import-feuilles.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { COLONNES_REPRISE, type CodeReprise, enteteIncomplet } from '#majoration/reprise/colonnes-reprise.ts'
import type { LigneVotes } from '#majoration/reprise/votes-lus.ts'

/** Beyond, it is not the bodies of a campaign. */
const LIGNES_MAXIMUM = 5_000
/** A header stands at the top, sometimes after a few lines of title. */
const LIGNES_FOUILLEES = 20

/**
 * Reads a table of voted amounts, CSV or workbook: a line a body, under a header that names at least one sign of the
 * body, the contracts and the majoration.
 *
 * @throws FichierIllisible when it is not a table, when no such header is found, or beyond 5 000 lines
 */
export async function importVotes(path: string, nom: string): Promise<LigneVotes[]> {
  for await (const lignes of readSheets(path, nom, LIGNES_MAXIMUM)) {
    const trouvees = findColumns(lignes)
    if (!trouvees) continue
    const { places, premiere } = trouvees
    return lignes.slice(premiere).map(({ numero, cellules }) => ({
      numero,
      cellules: Object.fromEntries(
        COLONNES_REPRISE.map(({ code }) => [code, cellules[places[code] ?? -1] ?? null]),
      ) as LigneVotes['cellules'],
    }))
  }
  throw new FichierIllisible(
    'entete_introuvable',
    'Aucune ligne d’en-têtes ne nomme l’organisme (« SIRET », « Identifiant » ou « Organisme »), les « Contrats » et la « Majoration (€) » : reprenez le fichier modèle.',
  )
}

/** Where each column is, and the first line after the header. */
function findColumns(lignes: readonly LigneLue[]) {
  for (const [rang, { cellules }] of lignes.slice(0, LIGNES_FOUILLEES).entries()) {
    const titres = cellules.map((cellule) => normaliserEntete(ecrireCellule(cellule)))
    const places: Partial<Record<CodeReprise, number>> = {}
    for (const { code, reconnue } of COLONNES_REPRISE) {
      const place = titres.findIndex((titre) => reconnue.test(titre))
      if (place >= 0) places[code] = place
    }
    if (!enteteIncomplet(places)) return { places, premiere: rang + 1 }
  }
  return undefined
}
