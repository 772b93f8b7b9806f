import { type Cell, type CellValue, type DataValidation, writeXlsx } from 'hucre/xlsx'
import type { Organisme } from '#campagnes/formation.ts'
import { COLONNES_REPRISE, type ColonneReprise } from '#majoration/reprise/colonnes-reprise.ts'
import { neutraliser } from '#socle/tableur.ts'

const LARGEURS: Readonly<Record<ColonneReprise['nature'], number>> = { signe: 28, nombre: 12, euros: 26 }

/** The model of a file of voted amounts: the bodies of a campaign, and what each column asks for. */
export function exportModeleVotes(organismes: readonly Organisme[]): Promise<Uint8Array> {
  const gras = (colonnes: number) =>
    new Map<string, Partial<Cell>>(
      Array.from({ length: colonnes }, (_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
    )
  const entetes = COLONNES_REPRISE.map(({ entete }) => entete)
  return writeXlsx({
    defaultFont: { name: 'Calibri', size: 11 },
    sheets: [
      {
        name: 'Montants votés',
        rows: [entetes, ...organismes.map((un) => COLONNES_REPRISE.map((colonne) => cellOf(un, colonne)))],
        cells: gras(entetes.length),
        columns: COLONNES_REPRISE.map(({ nature }) => ({
          width: LARGEURS[nature],
          numFmt: nature === 'signe' ? '@' : nature === 'euros' ? '#,##0.00' : '#,##0',
        })),
        dataValidations: COLONNES_REPRISE.flatMap((colonne, i) => validate(colonne, i, organismes.length)),
        freezePane: { rows: 1 },
      },
      {
        name: 'Mode d’emploi',
        rows: [
          ['Colonne', 'Ce qu’elle attend'],
          ...COLONNES_REPRISE.map(({ entete, aide }) => [entete, aide]),
          ['', 'Une ligne par organisme qui a reçu quelque chose : effacez les autres.'],
        ],
        cells: gras(2),
        columns: [{ width: 32 }, { width: 90 }],
      },
    ],
  })
}

function cellOf({ siret, identifiant, nom }: Organisme, { code }: ColonneReprise): CellValue {
  const signe = code === 'siret' ? siret : code === 'identifiant' ? identifiant : code === 'nom' ? nom : null
  return signe === null ? null : neutraliser(signe)
}

function validate({ entete, nature, aide }: ColonneReprise, rang: number, lignes: number): DataValidation[] {
  if (nature === 'signe' || lignes === 0) return []
  const lettre = String.fromCharCode(65 + rang)
  return [
    {
      ...{ range: `${lettre}2:${lettre}${lignes + 1}`, operator: 'greaterThanOrEqual', formula1: '0' },
      type: nature === 'nombre' ? 'whole' : 'decimal',
      ...{ allowBlank: true, showErrorMessage: true, errorStyle: 'warning' },
      ...{ errorTitle: entete, errorMessage: aide },
    },
  ]
}
