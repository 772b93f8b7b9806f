import { type Cell, type CellValue, type ColumnDef, type DataValidation, writeXlsx } from 'hucre/xlsx'
import { COLONNES, type Colonne, MENTION_EXEMPLE } from '#campagnes/importation/colonnes.ts'

/** The name under which the model is downloaded, without its extension. */
export const NOM_MODELE = 'modele-candidatures'

const FEUILLE = 'Candidatures'
/** Lines for which the model checks what is typed, and keeps the zeros of a SIRET. */
const LIGNES_GUIDEES = 2_000

/** The model as a workbook: the table to fill, with one fictional line, and how to fill it. */
export function exportModeleXlsx(): Promise<Uint8Array> {
  const style = {
    font: { bold: true },
    fill: FOND_ENTETE,
    alignment: { wrapText: true, vertical: 'top' as const },
  }
  return writeXlsx({
    properties: { title: 'Modèle de fichier de candidatures' },
    sheets: [
      {
        name: FEUILLE,
        columns: COLONNES.map(columnOf),
        rows: [COLONNES.map(({ entete }) => entete), exemple()],
        cells: new Map([...COLONNES.map((_, i) => [`0,${i}`, { style }] as const), ...textCells()]),
        freezePane: { rows: 1 },
        dataValidations: COLONNES.flatMap(validationOf),
      },
      modeDEmploi(style),
    ],
  })
}

/** The model as CSV: what a French spreadsheet opens by a double click (semicolons, byte-order mark). */
export function exportModeleCsv(): string {
  const lignes = [COLONNES.map(({ entete }) => entete), exemple()]
  const quote = (valeur: CellValue) => {
    const texte = String(valeur ?? '')
    return /[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte
  }
  return `\ufeff${lignes.map((ligne) => ligne.map(quote).join(';')).join('\r\n')}\r\n`
}

const FOND_ENTETE = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3E9F5' } } as const

const exemple = (): CellValue[] => COLONNES.map(({ exemple }) => exemple)

const columnOf = ({ entete }: Colonne): ColumnDef => ({
  width: Math.max(14, Math.min(34, entete.length + 2)),
})

/** Empty cells that a spreadsheet already takes for text: it must not eat the zeros that are typed there. */
function textCells(): (readonly [string, Partial<Cell>])[] {
  const colonnes = COLONNES.flatMap(({ code }, i) => (A_ZEROS.has(code) ? [i] : []))
  const lignes = Array.from({ length: LIGNES_GUIDEES - 1 }, (_, i) => i + 1)
  return lignes.flatMap((ligne) =>
    colonnes.map((i) => [`${ligne},${i}`, { style: { numFmt: '@' } }] as const),
  )
}
const A_ZEROS = new Set(['siret', 'identifiant', 'departement'])

function validationOf({ nature, maximum, attendu, entete }: Colonne, i: number): DataValidation[] {
  const lettre = letterOf(i)
  const guide = {
    range: `${lettre}2:${lettre}${LIGNES_GUIDEES}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning' as const,
    errorTitle: entete.slice(0, 31),
    errorMessage: `Attendu : ${attendu}.`,
  }
  if (nature === 'ouiNon') return [{ ...guide, type: 'list', values: ['oui', 'non'] }]
  if (nature === 'palier') return [{ ...guide, type: 'list', values: ['0', '1', '2'] }]
  if (nature === 'niveau')
    return [{ ...guide, type: 'whole', operator: 'between', formula1: '3', formula2: '8' }]
  if (nature === 'entier')
    return [{ ...guide, type: 'whole', operator: 'between', formula1: '0', formula2: String(maximum) }]
  return []
}

const letterOf = (i: number): string =>
  (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26))

function modeDEmploi(style: object) {
  const titres = ['Colonne', 'Ce qu’elle veut dire', 'Ce qui est attendu', 'Unité', 'Obligatoire']
  const dictionnaire = COLONNES.map(({ entete, aide, attendu, unite, requise }) => [
    entete,
    aide,
    attendu,
    unite,
    requise ? 'oui' : 'non',
  ])
  return {
    name: 'Mode d’emploi',
    columns: [{ width: 46 }, { width: 70 }, { width: 52 }, { width: 14 }, { width: 12 }],
    rows: [titres, ...dictionnaire, [], ...CONSEILS.map((conseil) => [conseil])],
    cells: new Map(titres.map((_, i) => [`0,${i}`, { style }])),
    freezePane: { rows: 1 },
  }
}

const CONSEILS = [
  `La ligne marquée « ${MENTION_EXEMPLE} » est fictive : elle n’est jamais lue, vous pouvez la laisser ou la retirer.`,
  'Une ligne par formation et par site ; l’ordre des colonnes est libre, les colonnes ajoutées ne sont pas lues.',
  'Les pourcentages s’écrivent 45,5 ou 45,5 %, jamais 0,455.',
  'Une cellule obligatoire vide est une erreur : écrivez 0 ou non quand il n’y a rien.',
]
