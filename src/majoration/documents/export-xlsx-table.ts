import type { Cell, CellValue, WriteSheet } from 'hucre/xlsx'
import type { ColonneExport, Nature } from '#majoration/documents/colonnes-export.ts'
import {
  columnName,
  EN_TETE,
  headCells,
  headLines,
  layout,
  TOTAL,
  textOf,
} from '#majoration/documents/export-xlsx-presentation.ts'
import type { Tirage } from '#majoration/tirage.ts'

/** In a file, a format is written the American way: the comma is the separator of thousands that French Excel shows as a space. */
const FORMATS: Partial<Record<Nature, string>> = {
  entier: '#,##0',
  montant: '#,##0\\ "€"',
  points: '#,##0.00',
  pourcentage: '0.##%',
  texte: '@',
}

/** A sheet of figures: header frozen, filtered and repeated in print, numbers as numbers, totals as formulas. */
export function sheetOf<L>(
  name: string,
  tirage: Tirage,
  colonnes: readonly ColonneExport<L>[],
  lignes: readonly L[],
  totaux: boolean,
): WriteSheet {
  const rows: CellValue[][] = [...headLines(tirage, name), colonnes.map((colonne) => colonne.entete)]
  for (const ligne of lignes)
    rows.push(colonnes.map((colonne) => cellOf(colonne.nature, colonne.valeur(ligne))))
  const cells = headCells(rows, colonnes.length)
  if (totaux) addTotals(cells, rows, colonnes)
  const derniere = `${columnName(colonnes.length - 1)}${EN_TETE + 1 + lignes.length}`
  return {
    ...layout(name, 'landscape'),
    rows,
    cells,
    columns: colonnes.map(({ nature, largeur }) => ({
      width: largeur,
      ...(FORMATS[nature] && { numFmt: FORMATS[nature] }),
    })),
    autoFilter: { range: `A${EN_TETE + 1}:${derniere}` },
    freezePane: { rows: EN_TETE + 1, columns: 1 },
  }
}

function cellOf(nature: Nature, brute: string | number | boolean | null): CellValue {
  if (brute === null) return null
  if (typeof brute === 'boolean') return brute ? 'oui' : 'non'
  if (typeof brute === 'string') return textOf(brute)
  return nature === 'entier' ? brute : nature === 'pourcentage' ? brute / 10_000 : brute / 100
}

/** A total is a formula, so that a filtered or corrected sheet keeps adding up; its value is given for other readers. */
function addTotals<L>(
  cells: Map<string, Partial<Cell>>,
  rows: CellValue[][],
  colonnes: readonly ColonneExport<L>[],
) {
  const premiere = EN_TETE + 2
  const derniere = rows.length
  const totaux: CellValue[] = colonnes.map((_, c) => (c === 0 ? 'Totaux' : null))
  colonnes.forEach(({ sommable, nature }, c) => {
    const style = { ...TOTAL, ...(FORMATS[nature] && { numFmt: FORMATS[nature] }) }
    if (!sommable || derniere < premiere) {
      cells.set(`${derniere},${c}`, { style })
      return
    }
    const somme =
      rows.slice(premiere - 1).reduce((total, row) => total + Math.round(Number(row[c] ?? 0) * 100), 0) / 100
    const plage = `${columnName(c)}${premiere}:${columnName(c)}${derniere}`
    totaux[c] = somme
    cells.set(`${derniere},${c}`, {
      type: 'formula',
      formula: `SUM(${plage})`,
      formulaResult: somme,
      value: somme,
      style,
    })
  })
  rows.push(totaux)
}
