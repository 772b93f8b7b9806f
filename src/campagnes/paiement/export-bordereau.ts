import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx'
import { formatCell, formatEuros } from '#budget/export-execution.ts'
import {
  arreter,
  type BordereauAEnvoyer,
  COLONNES_BORDEREAU,
  totalDe,
} from '#campagnes/paiement/bordereau.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { neutraliser } from '#socle/tableur.ts'

const ENTETE = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE4E8F2' } },
} as const
const FORT = { font: { bold: true } } as const
const MONTANT = { numFmt: '#,##0.00\\ "€"' } as const
const PLACE_MONTANT = COLONNES_BORDEREAU.findIndex(({ montant }) => montant)

const titreDe = ({ numero, exercice }: BordereauAEnvoyer) =>
  `Bordereau de mandats n°${INSECABLE}${numero} de ${exercice}`

/** The bordereau as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF; its total in words at the end. */
export function* exportBordereauCsv(bordereau: BordereauAEnvoyer): Generator<string> {
  const line = (cells: readonly string[]) => `${cells.map(formatCell).join(';')}\r\n`
  yield `\ufeff${line(COLONNES_BORDEREAU.map(({ entete }) => entete))}`
  for (const [i, ligne] of bordereau.lignes.entries())
    yield line(
      COLONNES_BORDEREAU.map(({ valeur, montant }) => {
        const brut = valeur(ligne, i + 1)
        return montant ? formatEuros(Number(brut)) : String(brut ?? '')
      }),
    )
  yield line(
    COLONNES_BORDEREAU.map(({ entete, montant }) =>
      montant ? formatEuros(totalDe(bordereau)) : entete === 'Bénéficiaire' ? 'Total' : '',
    ),
  )
  yield line(['', '', arreter(bordereau)])
  if (bordereau.mention) yield line(['', '', bordereau.mention])
}

/** The same as a workbook: amounts are numbers, their total a formula, the sum in words under it. */
export function exportBordereauXlsx(bordereau: BordereauAEnvoyer): Promise<Uint8Array> {
  const vide = COLONNES_BORDEREAU.map((): CellValue => null)
  const seul = (texte: string): CellValue[] => [neutraliser(texte), ...vide.slice(1)]
  const rows: CellValue[][] = [
    seul(titreDe(bordereau)),
    seul(`${bordereau.campagne}. Émis le ${ecrireDate(bordereau.emisLe)}.`),
    ...(bordereau.mention ? [seul(bordereau.mention)] : []),
    vide,
    COLONNES_BORDEREAU.map(({ entete }) => entete),
  ]
  const entete = rows.length - 1
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: { font: { bold: true, size: 14 } } }]])
  for (const i of COLONNES_BORDEREAU.keys()) cells.set(`${entete},${i}`, { style: ENTETE })
  for (const [i, ligne] of bordereau.lignes.entries()) {
    cells.set(`${rows.length},${PLACE_MONTANT}`, { style: MONTANT })
    rows.push(
      COLONNES_BORDEREAU.map(({ valeur, montant }) => {
        const brut = valeur(ligne, i + 1)
        return montant ? Number(brut) / 100 : typeof brut === 'string' ? neutraliser(brut) : brut
      }),
    )
  }
  const total = totalDe(bordereau) / 100
  const lettre = String.fromCharCode(65 + PLACE_MONTANT)
  cells.set(`${rows.length},2`, { style: FORT })
  cells.set(`${rows.length},${PLACE_MONTANT}`, {
    type: 'formula',
    formula: `SUM(${lettre}${entete + 2}:${lettre}${rows.length})`,
    ...{ formulaResult: total, value: total, style: { ...FORT, ...MONTANT } },
  })
  rows.push(vide.map((_, i) => (i === 2 ? 'Total' : i === PLACE_MONTANT ? total : null)))
  rows.push(vide, seul(arreter(bordereau)))
  return writeXlsx({
    sheets: [
      {
        name: `Bordereau ${bordereau.numero}`,
        ...{ rows, cells, columns: COLONNES_BORDEREAU.map(({ largeur }) => ({ width: largeur })) },
        freezePane: { rows: entete + 1 },
      },
    ],
    properties: { title: titreDe(bordereau) },
  })
}
