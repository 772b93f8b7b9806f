import type { Cell, CellStyle, CellValue } from 'hucre/xlsx'
import { direEdition, direScenario, type Tirage } from '#majoration/tirage.ts'
import { neutraliser } from '#socle/tableur.ts'

/** What every sheet of the workbook shares: the lines above its table, its styles, its page. */

/** The lines above every table: what this is, of whom, when. The header of the table comes just under. */
export const EN_TETE = 4

export function headLines(tirage: Tirage, titre: string): CellValue[][] {
  const { campagne, region } = tirage
  const mention = campagne.mention ? ` — ${campagne.mention}` : ''
  return [
    [neutraliser(`${titre} — ${campagne.libelle}`)],
    [neutraliser(`${region} — exercice ${campagne.exercice} — ${direScenario(tirage)}${mention}`)],
    [direEdition(tirage)],
    [],
  ]
}

const BLEU = { rgb: '1D3F72' }
const TITRE: CellStyle = { font: { bold: true, size: 14, color: BLEU } }
const DISCRET: CellStyle = { font: { italic: true, color: { rgb: '55616D' } } }
const ENTETE: CellStyle = {
  font: { bold: true, color: BLEU },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F3F6F9' } },
  border: { bottom: { style: 'medium', color: BLEU } },
  alignment: { wrapText: true, vertical: 'center' },
}
export const TOTAL: CellStyle = { font: { bold: true }, border: { top: { style: 'medium', color: BLEU } } }

/** Excel reads `_x0041_` inside a text as an escaped « A »: the underscore is escaped in its turn. */
export const textOf = (texte: string) =>
  neutraliser(texte)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .slice(0, 32_767)

/** Styles of the lines above the table and of its header. */
export function headCells(rows: readonly CellValue[][], largeur: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  for (let r = 0; r < EN_TETE - 1; r++)
    cells.set(`${r},0`, { value: rows[r]![0]!, style: r === 0 ? TITRE : DISCRET })
  for (let c = 0; c < largeur; c++) cells.set(`${EN_TETE},${c}`, { value: rows[EN_TETE]![c]!, style: ENTETE })
  return cells
}

export const layout = (name: string, orientation: 'landscape' | 'portrait') => ({
  name,
  view: { showGridLines: false },
  pageSetup: {
    paperSize: 'a4' as const,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `$${EN_TETE + 1}:$${EN_TETE + 1}`,
  },
  headerFooter: { oddFooter: '&L&A&R&P / &N' },
})

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(index: number): string {
  const reste = index % 26
  return `${index >= 26 ? columnName(Math.floor(index / 26) - 1) : ''}${String.fromCharCode(65 + reste)}`
}
