import { type Cell, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { neutraliser } from '#socle/tableur.ts'

/** A sheet of a transmission: headers, widths in characters, lines; `euros` are the columns in cents. */
type Feuille = {
  readonly nom: string
  readonly entetes: readonly (readonly [titre: string, largeur: number])[]
  readonly euros: readonly number[]
  readonly lignes: readonly (readonly (string | number | null)[])[]
}

type LigneExportee = {
  readonly identifiant: string
  readonly intitule: string
  readonly niveau: number
  readonly codeRncp: string | null
  readonly commune: string
  readonly departement: string
  readonly filiere: string
  readonly organisme: { readonly identifiant: string; readonly nom: string; readonly siret: string | null }
  readonly contrats: number
  readonly majoration: number
  readonly parContrat: number | null
  readonly opcos: readonly string[]
}

/** The transmission as a workbook: its formations, its bodies, and what must be known of it. */
export function exportTransmission(
  formations: readonly LigneExportee[],
  notes: readonly (readonly [quoi: string, valeur: string])[],
): Promise<Uint8Array> {
  const sheets = [feuilleFormations(formations), feuilleOrganismes(formations), feuilleNotes(notes)]
  return writeXlsx({ sheets: sheets.map(sheetOf), defaultFont: { name: 'Calibri', size: 11 } })
}

const feuilleFormations = (formations: readonly LigneExportee[]): Feuille => ({
  nom: 'Formations',
  entetes: [
    ['OF-CFA', 36],
    ['SIRET', 17],
    ['Formation', 44],
    ['Niveau', 8],
    ['RNCP', 12],
    ['Filière', 30],
    ['Commune', 20],
    ['Département', 12],
    ['Contrats', 10],
    ['Majoration (€)', 15],
    ['Par contrat (€)', 15],
    ['OPCO', 30],
    ['Identifiant', 18],
  ],
  euros: [9, 10],
  lignes: formations.map((une) => [
    ...[une.organisme.nom, une.organisme.siret, une.intitule, une.niveau, une.codeRncp, une.filiere],
    ...[une.commune, une.departement, une.contrats, une.majoration, une.parContrat],
    ...[une.opcos.join(', '), une.identifiant],
  ]),
})

function feuilleOrganismes(formations: readonly LigneExportee[]): Feuille {
  const parOrganisme = Map.groupBy(formations, ({ organisme }) => organisme.identifiant)
  return {
    nom: 'Organismes',
    entetes: [
      ['OF-CFA', 36],
      ['SIRET', 17],
      ['Formations', 12],
      ['Contrats', 10],
      ['Majoration (€)', 15],
    ],
    euros: [4],
    lignes: [...parOrganisme.values()].map((siennes) => [
      siennes[0]!.organisme.nom,
      siennes[0]!.organisme.siret,
      siennes.length,
      siennes.reduce((somme, { contrats }) => somme + contrats, 0),
      siennes.reduce((somme, { majoration }) => somme + majoration, 0),
    ]),
  }
}

const feuilleNotes = (notes: readonly (readonly [string, string])[]): Feuille => ({
  nom: 'À savoir',
  entetes: [
    ['Quoi', 30],
    ['Valeur', 90],
  ],
  euros: [],
  lignes: notes,
})

function sheetOf({ nom, entetes, euros, lignes }: Feuille): WriteSheet {
  const cellOf = (brute: string | number | null, colonne: number): CellValue =>
    typeof brute === 'string'
      ? neutraliser(brute)
      : brute !== null && euros.includes(colonne)
        ? brute / 100
        : brute
  return {
    name: nom,
    rows: [entetes.map(([titre]) => titre), ...lignes.map((ligne) => ligne.map(cellOf))],
    cells: new Map<string, Partial<Cell>>(
      entetes.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
    ),
    columns: entetes.map(([titre, width], i) => ({
      width,
      ...(euros.includes(i) && { numFmt: '#,##0.00' }),
      ...(['SIRET', 'RNCP', 'Département', 'Identifiant'].includes(titre) && { numFmt: '@' }),
    })),
    freezePane: { rows: 1, columns: 1 },
  }
}
