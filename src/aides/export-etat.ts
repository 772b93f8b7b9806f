import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import {
  type CelluleEtat,
  type Circonstances,
  type ColonneEtat,
  direEdition,
  type Etat,
  type TableauEtat,
} from '#aides/etat.ts'
import { neutraliser } from '#socle/tableur.ts'

const BLEU = { rgb: '1D3F72' }
const TITRE: CellStyle = { font: { bold: true, size: 14, color: BLEU } }
const DISCRET: CellStyle = { font: { italic: true, color: { rgb: '55616D' } } }
const ENTETE: CellStyle = {
  font: { bold: true, color: BLEU },
  border: { bottom: { style: 'medium', color: BLEU } },
  alignment: { wrapText: true, vertical: 'center' },
}
const TOTAL: CellStyle = { font: { bold: true }, border: { top: { style: 'medium', color: BLEU } } }
/** The comma is the separator of thousands that French Excel shows as a space. */
const FORMATS: Partial<Record<ColonneEtat['nature'], string>> = {
  montant: '#,##0.00',
  entier: '#,##0',
  texte: '@',
}
/** Lines above the header of a table: what it is, of whom, what must be known of it, a blank. */
const EN_TETE = 4

/** A statement as a workbook, a sheet a table: euros as numbers, totals as formulas. */
export const exportEtat = (etat: Etat, circonstances: Circonstances): Promise<Uint8Array> =>
  writeXlsx({
    sheets: etat.tableaux.map((tableau) => sheetOf(tableau, etat, circonstances)),
    defaultFont: { name: 'Calibri', size: 11 },
  })

function sheetOf(tableau: TableauEtat, etat: Etat, circonstances: Circonstances): WriteSheet {
  const { colonnes, lignes, totaux } = tableau
  const nature = (i: number) => colonnes[i]!.nature
  const cells = new Map<string, Partial<Cell>>()
  const rows: CellValue[][] = [
    [neutraliser(etat.titre)],
    [neutraliser(`${circonstances.region}, ${etat.surtitre}. ${direEdition(circonstances)}.`)],
    [neutraliser(etat.mention ?? '')],
    [],
    colonnes.map(({ entete }) => entete),
    ...lignes.map((ligne) => ligne.map((valeur, i) => cellOf(valeur, nature(i)))),
  ]
  for (let r = 0; r < EN_TETE - 1; r++)
    cells.set(`${r},0`, { value: rows[r]![0]!, style: r === 0 ? TITRE : DISCRET })
  colonnes.forEach(({ entete }, c) => {
    cells.set(`${EN_TETE},${c}`, { value: entete, style: ENTETE })
  })
  if (totaux) {
    const rang = rows.length
    rows.push(totaux.map((valeur, i) => cellOf(valeur, nature(i))))
    totaux.forEach((valeur, c) => {
      const format = FORMATS[nature(c)]
      const style = { ...TOTAL, ...(format && { numFmt: format }) }
      const value = cellOf(valeur, nature(c))
      const lettre = String.fromCharCode(65 + c)
      const somme = typeof valeur === 'number' && lignes.length > 0
      cells.set(`${rang},${c}`, {
        ...{ value, style },
        ...(somme && {
          type: 'formula' as const,
          formula: `SUM(${lettre}${EN_TETE + 2}:${lettre}${rang})`,
          formulaResult: value as number,
        }),
      })
    })
  }
  return {
    name: tableau.titre.slice(0, 31),
    rows,
    cells,
    columns: colonnes.map(({ nature, largeur }) => ({
      width: Math.round((largeur ?? 60) * 0.7),
      ...(FORMATS[nature] && { numFmt: FORMATS[nature] }),
    })),
    freezePane: { rows: EN_TETE + 1 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

function cellOf(valeur: CelluleEtat, nature: ColonneEtat['nature']): CellValue {
  if (typeof valeur === 'string')
    return nature === 'date' ? valeur.split('-').reverse().join('/') : neutraliser(valeur)
  return valeur !== null && nature === 'montant' ? valeur / 100 : valeur
}
