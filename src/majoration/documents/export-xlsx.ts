import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { type Annexe, dresserAnnexe } from '#majoration/documents/annexe.ts'
import {
  type ColonneExport,
  colonnesClassement,
  colonnesRepartition,
  type Nature,
  neutraliser,
  UNITES,
} from '#majoration/documents/colonnes-export.ts'
import { direRegles } from '#majoration/documents/regles-en-mots.ts'
import { direEdition, direScenario, type Tirage } from '#majoration/tirage.ts'
import { accord, type Decision } from '#socle/decision.ts'
import { ecrireFraction, type Fraction } from '#socle/fraction.ts'
import { ecrireMontantExact } from '#socle/francais.ts'

/**
 * The whole computation as a workbook: the annex, the ranking it comes from, the rules that were applied, and what
 * each column means.
 *
 * @returns the bytes of the .xlsx, or the reasons why the répartition was refused
 */
export async function exportXlsx(tirage: Tirage): Promise<Decision<Uint8Array>> {
  const annexe = dresserAnnexe(tirage.campagne, tirage.simulation)
  if (annexe.statut === 'refus') return annexe
  const repartition = colonnesRepartition(tirage, annexe.valeur)
  const classement = colonnesClassement(tirage)
  const date = new Date(`${tirage.date}T12:00:00Z`)
  const bytes = await writeXlsx({
    sheets: [
      sheetOf('Répartition', tirage, repartition, annexe.valeur.lignes, true),
      sheetOf('Classement', tirage, classement, tirage.simulation.lignes, false),
      sheetOfRules(tirage, annexe.valeur),
      sheetOfDictionary(tirage, [
        ['Répartition', repartition],
        ['Classement', classement],
      ]),
    ],
    properties: {
      title: `Majorations ${tirage.campagne.exercice} — ${direScenario(tirage)}`,
      creator: neutraliser(tirage.region),
      created: date,
      modified: date,
    },
    defaultFont: { name: 'Calibri', size: 11 },
  })
  return accord(bytes)
}

/** The lines above every table: what this is, of whom, when. The header of the table comes just under. */
const EN_TETE = 4

function headLines(tirage: Tirage, titre: string): CellValue[][] {
  const { campagne, region } = tirage
  const mention = campagne.mention ? ` — ${campagne.mention}` : ''
  return [
    [neutraliser(`${titre} — ${campagne.libelle}`)],
    [neutraliser(`${region} — exercice ${campagne.exercice} — ${direScenario(tirage)}${mention}`)],
    [direEdition(tirage)],
    [],
  ]
}

/** In a file, a format is written the American way: the comma is the separator of thousands that French Excel shows as a space. */
const FORMATS: Partial<Record<Nature, string>> = {
  entier: '#,##0',
  montant: '#,##0\\ "€"',
  points: '#,##0.00',
  pourcentage: '0.##%',
  texte: '@',
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
const TOTAL: CellStyle = { font: { bold: true }, border: { top: { style: 'medium', color: BLEU } } }

function sheetOf<L>(
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

/** Excel reads `_x0041_` inside a text as an escaped « A »: the underscore is escaped in its turn. */
const textOf = (texte: string) =>
  neutraliser(texte)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .slice(0, 32_767)

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

function sheetOfRules(tirage: Tirage, annexe: Annexe): WriteSheet {
  const { campagne, parametres } = tirage
  const regles = direRegles(parametres, campagne.reglement, campagne.dotation)
  const entetes = [
    'Rubrique',
    'Règle',
    'Valeur',
    'Comment elle s’applique',
    'Référence',
    'Statut',
    'Ce que prévoit le règlement',
  ]
  const exacts = (libelle: string, valeur: Fraction | null): CellValue[][] =>
    valeur
      ? [
          [
            'Résultat',
            `${libelle}, valeur exacte`,
            `${ecrireFraction(valeur)}`,
            'Euros, fraction irréductible',
          ],
          [
            'Résultat',
            `${libelle}, en décimal`,
            ecrireMontantExact(valeur, 6),
            'Arrondi pour l’affichage seulement',
          ],
        ]
      : []
  const rows: CellValue[][] = [
    ...headLines(tirage, 'Règles appliquées'),
    entetes,
    ...regles.map((regle): CellValue[] => [
      regle.rubrique,
      textOf(regle.libelle),
      textOf(regle.valeur),
      textOf(regle.formule),
      textOf(regle.reference),
      regle.ecart ? 'scénario' : regle.indicatif ? 'indicatif' : 'règlement',
      regle.ecart && textOf(regle.ecart.prevu),
    ]),
    ...exacts('Montant moyen', annexe.montantMoyen),
    ...exacts('Forfait de base', annexe.forfaitDeBase),
    ...campagne.reglement.sources.map((source): CellValue[] => [
      'Source',
      textOf(source.reference),
      source.date,
      textOf(source.objet),
    ]),
  ]
  return textSheet('Règles', rows, [22, 46, 30, 60, 46, 12, 24])
}

function sheetOfDictionary(
  tirage: Tirage,
  // biome-ignore lint/suspicious/noExplicitAny: only the description of the columns is read, not their lines
  tables: readonly (readonly [string, readonly ColonneExport<any>[]])[],
): WriteSheet {
  const rows: CellValue[][] = [
    ...headLines(tirage, 'Dictionnaire des colonnes'),
    ['Feuille', 'Colonne', 'Signification', 'Unité', 'Source'],
    ...tables.flatMap(([feuille, colonnes]) =>
      colonnes.map((c) => [feuille, c.entete, c.sens, UNITES[c.nature], c.source].map(textOf)),
    ),
  ]
  return textSheet('Dictionnaire', rows, [16, 46, 64, 20, 52])
}

function textSheet(name: string, rows: CellValue[][], largeurs: readonly number[]): WriteSheet {
  const style: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
  return {
    ...layout(name, 'landscape'),
    rows,
    cells: headCells(rows, largeurs.length),
    columns: largeurs.map((width) => ({ width, style })),
    autoFilter: { range: `A${EN_TETE + 1}:${columnName(largeurs.length - 1)}${rows.length}` },
    freezePane: { rows: EN_TETE + 1 },
  }
}

/** Styles of the lines above the table and of its header. */
function headCells(rows: readonly CellValue[][], largeur: number): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  for (let r = 0; r < EN_TETE - 1; r++)
    cells.set(`${r},0`, { value: rows[r]![0]!, style: r === 0 ? TITRE : DISCRET })
  for (let c = 0; c < largeur; c++) cells.set(`${EN_TETE},${c}`, { value: rows[EN_TETE]![c]!, style: ENTETE })
  return cells
}

const layout = (name: string, orientation: 'landscape' | 'portrait') => ({
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
