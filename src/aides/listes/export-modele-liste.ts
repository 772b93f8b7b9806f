import { type Cell, writeXlsx } from 'hucre/xlsx'
import { COLONNES_LISTE } from '#aides/listes/colonnes-liste.ts'
import { MENTION_EXEMPLE } from '#campagnes/importation/colonnes.ts'
import { neutraliser } from '#socle/tableur.ts'

export const NOM_MODELE_LISTE = 'modele-liste-apprentis'

/** Lines in which what is typed stays text: a spreadsheet must not eat the zeros of a postcode. */
const LIGNES_GUIDEES = 2_000

const EXEMPLE = COLONNES_LISTE.map(({ exemple }) => neutraliser(exemple))
const ENTETE = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3E9F5' } },
  alignment: { wrapText: true, vertical: 'top' },
} as const

/** The model as a workbook: the table to fill, one fictional line, and how to fill it. */
export function exportModeleListeXlsx(): Promise<Uint8Array> {
  const titres = ['Colonne', 'Ce qui est attendu', 'Colonne obligatoire']
  return writeXlsx({
    properties: { title: 'Modèle de liste d’apprentis' },
    sheets: [
      {
        name: 'Liste',
        columns: COLONNES_LISTE.map(({ entete }) => ({
          width: Math.max(12, Math.min(30, entete.length + 2)),
        })),
        rows: [COLONNES_LISTE.map(({ entete }) => entete), EXEMPLE],
        cells: new Map<string, Partial<Cell>>([
          ...COLONNES_LISTE.map((_, i) => [`0,${i}`, { style: ENTETE }] as const),
          ...textCells(),
        ]),
        freezePane: { rows: 1 },
      },
      {
        name: 'Mode d’emploi',
        columns: [{ width: 36 }, { width: 80 }, { width: 20 }],
        rows: [
          titres,
          ...COLONNES_LISTE.map(({ entete, attendu, requise }) => [entete, attendu, requise ? 'oui' : 'non']),
          [],
          ...CONSEILS.map((conseil) => [conseil]),
        ],
        cells: new Map(titres.map((_, i) => [`0,${i}`, { style: ENTETE }])),
        freezePane: { rows: 1 },
      },
    ],
  })
}

function textCells(): (readonly [string, Partial<Cell>])[] {
  return Array.from({ length: LIGNES_GUIDEES - 1 }, (_, ligne) =>
    COLONNES_LISTE.map((_, i) => [`${ligne + 1},${i}`, { style: { numFmt: '@' } }] as const),
  ).flat()
}

/** The model as CSV: what a French spreadsheet opens by a double click (semicolons, byte-order mark). */
export function exportModeleListeCsv(): string {
  const quote = (texte: string) => (/[";\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte)
  const lignes = [COLONNES_LISTE.map(({ entete }) => entete), EXEMPLE]
  return `\ufeff${lignes.map((ligne) => ligne.map(quote).join(';')).join('\r\n')}\r\n`
}

const CONSEILS = [
  `La ligne marquée « ${MENTION_EXEMPLE} » est fictive : elle n’est jamais lue, vous pouvez la laisser ou la retirer.`,
  'Une ligne par apprenti ; plusieurs sites peuvent être dans le même fichier, chacun par son UAI et son SIRET.',
  'L’ordre des colonnes est libre ; les colonnes ajoutées ne sont pas lues.',
  'Le compte bancaire est chiffré dès la réception, et le fichier est effacé après sa lecture.',
]
