import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx'
import { ETATS_DOSSIER } from '#aides/dossiers/cycle.ts'
import type { DossierResume } from '#aides/dossiers/dossier.ts'
import { neutraliser } from '#socle/tableur.ts'

type Colonne = readonly [
  titre: string,
  largeur: number,
  valeur: (dossier: DossierResume) => string | number | null,
]

const COLONNES: readonly Colonne[] = [
  ['Numéro', 20, ({ numero }) => numero],
  ['Nom', 24, ({ nom }) => nom],
  ['Prénom', 20, ({ prenom }) => prenom],
  ['Organisme', 36, ({ organisme }) => organisme],
  ['Niveau', 8, ({ niveau }) => niveau],
  ['État', 16, ({ etat }) => ETATS_DOSSIER[etat].libelle],
  ['Rang d’attente', 14, ({ rang }) => rang],
  ['Montant (€)', 12, ({ montant }) => montant && montant / 100],
  ['Déposé le', 12, ({ deposeLe }) => deposeLe.slice(0, 10)],
  ['Retenu (double bénéfice)', 22, ({ retenu }) => (retenu ? 'oui' : 'non')],
  ['Assiduité attestée', 18, ({ assidu }) => (assidu === null ? '' : assidu ? 'oui' : 'non')],
]

/** The dossiers as a workbook: amounts are numbers, and no text is ever a formula. */
export function exportDossiers(dossiers: readonly DossierResume[]): Promise<Uint8Array> {
  const cellOf = (brute: string | number | null): CellValue =>
    typeof brute === 'string' ? neutraliser(brute) : brute
  return writeXlsx({
    sheets: [
      {
        name: 'Dossiers',
        rows: [
          COLONNES.map(([titre]) => titre),
          ...dossiers.map((dossier) => COLONNES.map(([, , valeur]) => cellOf(valeur(dossier)))),
        ],
        cells: new Map<string, Partial<Cell>>(
          COLONNES.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
        ),
        columns: COLONNES.map(([titre, width]) => ({
          width,
          ...(titre.endsWith('(€)') && { numFmt: '#,##0.00' }),
          ...(titre === 'Numéro' && { numFmt: '@' }),
        })),
        freezePane: { rows: 1, columns: 1 },
      },
    ],
    defaultFont: { name: 'Calibri', size: 11 },
  })
}
