import { type Cell, type CellValue, writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import type { Anomalie } from '#campagnes/importation/anomalies.ts'
import { type Cellule, ecrireEntiere, type LigneLue } from '#campagnes/importation/cellule.ts'
import { ENTETE_A_CORRIGER, ENTETE_LIGNE_ORIGINE, type Entetes } from '#campagnes/importation/entetes.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { ControleLignes } from '#campagnes/importation/lignes.ts'
import { neutraliser } from '#socle/tableur.ts'

/** Up to here, cells to correct are coloured, and the workbook held whole; a larger one is written as it is read. */
export const LIGNES_COLOREES = 3_000

const FEUILLE = 'À corriger'
const FOND_ERREUR = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFD9D6' } } } as const
const FOND_AVERTISSEMENT = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF2CC' } },
} as const
const ENTETE = { font: { bold: true } } as const

type Sortie = { readonly cellules: CellValue[]; readonly anomalies: readonly Anomalie[] }

/**
 * The received file with, on each line, where it was and what to correct. The file is read and checked again rather
 * than taken from the database, which does not keep every anomaly: the same rules give the same anomalies. Missing
 * columns are added, empty. It can be sent back as it is.
 *
 * @param file a copy on disk, removed once it has been read
 * @param lignes number of lines of the file, which decides whether cells are coloured
 * @throws FichierIllisible when the file cannot be read
 */
export async function exportCorrige(
  { path, remove }: { readonly path: string; readonly remove: () => Promise<void> },
  lignes: number,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  const tableau = await openTable(path).catch((error) => remove().then(() => Promise.reject(error)))
  const { entetes } = tableau
  const ajoutees = entetes.anomalies
    .filter(({ code }) => code === 'colonne_manquante')
    .map(({ colonne }) => colonne!)
  const titres = [...entetes.textes.map(neutraliser), ...ajoutees, ENTETE_LIGNE_ORIGINE, ENTETE_A_CORRIGER]
  const controle = new ControleLignes(entetes, tableau.format)
  const sorties = async function* () {
    try {
      for await (const lot of tableau.lignes())
        for (const ligne of lot) {
          const verifiee = controle.verifier(ligne)
          if (verifiee) yield composeLine(ligne, verifiee.anomalies, entetes, titres.length)
        }
    } finally {
      await remove()
    }
  }
  const columns = titres.map((titre, i) => ({
    width: i === titres.length - 1 ? 80 : Math.max(12, Math.min(34, titre.length + 2)),
  }))
  if (lignes > LIGNES_COLOREES) {
    const rows = async function* (): AsyncGenerator<CellValue[]> {
      yield titres
      for await (const { cellules } of sorties()) yield cellules
    }
    return writeXlsxStream(rows(), { name: FEUILLE, columns, freezePane: { rows: 1 } })
  }
  const rows: CellValue[][] = [titres]
  const cells = new Map<string, Partial<Cell>>(titres.map((_, i) => [`0,${i}`, { style: ENTETE }]))
  for await (const { cellules, anomalies } of sorties()) {
    for (const anomalie of anomalies) colorize(cells, rows.length, anomalie, entetes, titres.length)
    rows.push(cellules)
  }
  return writeXlsx({ sheets: [{ name: FEUILLE, columns, rows, cells, freezePane: { rows: 1 } }] })
}

function composeLine(
  { numero, cellules }: LigneLue,
  anomalies: readonly Anomalie[],
  { textes }: Entetes,
  largeur: number,
): Sortie {
  const ligne: CellValue[] = textes.map((_, i) => writeCell(cellules[i]))
  while (ligne.length < largeur - 2) ligne.push(null)
  ligne.push(numero, anomalies.length > 0 ? neutraliser(anomalies.map(explain).join(' • ')) : null)
  return { cellules: ligne, anomalies }
}

function explain({ gravite, colonne, message, attendu }: Anomalie): string {
  const debut = gravite === 'avertissement' ? 'À vérifier, ' : ''
  const suite = gravite === 'erreur' && attendu ? ` Attendu : ${attendu}.` : ''
  return `${debut}${colonne ?? 'ligne entière'} : ${message}${suite}`
}

/** Numbers stay numbers; what a spreadsheet would show (45,5 %, a date, #N/A) is written as it showed it. */
function writeCell(cellule: Cellule | undefined): CellValue {
  if (cellule === null || cellule === undefined) return null
  if (typeof cellule === 'number') return cellule
  return neutraliser(ecrireEntiere(cellule).slice(0, 32_000))
}

/** An error is stronger than a warning; what concerns the whole line marks its last cell. */
function colorize(
  cells: Map<string, Partial<Cell>>,
  row: number,
  { gravite, champ }: Anomalie,
  { colonnes }: Entetes,
  largeur: number,
): void {
  const position = colonnes.findIndex((colonne) => colonne !== null && colonne.code === champ)
  const key = `${row},${position < 0 ? largeur - 1 : position}`
  if (gravite === 'erreur') cells.set(key, { style: FOND_ERREUR })
  else if (!cells.has(key)) cells.set(key, { style: FOND_AVERTISSEMENT })
}
