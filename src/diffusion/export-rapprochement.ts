import { type Cell, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { formatCell, formatEuros } from '#budget/export-execution.ts'
import type { CumulEcarts, EcartEcrit } from '#diffusion/rapprochement.ts'
import { MOTIFS_ECART, type MotifEcart } from '#diffusion/rapprochement-motifs.ts'
import { neutraliser } from '#socle/tableur.ts'

type Brute = string | number | null
type ColonneExportee = {
  readonly entete: string
  readonly largeur: number
  readonly valeur: (ligne: EcartEcrit) => Brute
  /** In cents. */
  readonly euros?: true
  /** Digits that a spreadsheet must not take for a number. */
  readonly texte?: true
}

/** What both the model and the file of the gaps hold: a file of the gaps is corrected and sent back as it is. */
const IDENTITE: readonly ColonneExportee[] = [
  {
    entete: 'Identifiant de la formation',
    largeur: 28,
    valeur: ({ identifiant }) => identifiant,
    texte: true,
  },
  { entete: 'OF-CFA', largeur: 36, valeur: ({ organisme }) => organisme.nom },
  { entete: 'SIRET', largeur: 17, valeur: ({ organisme }) => organisme.siret, texte: true },
  { entete: 'Formation', largeur: 44, valeur: ({ intitule }) => intitule },
  { entete: 'Commune', largeur: 20, valeur: ({ commune }) => commune },
  { entete: 'Contrats votés', largeur: 15, valeur: ({ votes }) => votes },
  { entete: 'Contrats signés', largeur: 15, valeur: ({ signes }) => signes },
]
const RAISON: readonly ColonneExportee[] = [
  { entete: 'Motif de l’écart', largeur: 34, valeur: ({ motif }) => motif && MOTIFS_ECART[motif] },
  { entete: 'Précision', largeur: 44, valeur: ({ precision }) => precision },
]
const COLONNES: readonly ColonneExportee[] = [
  ...IDENTITE,
  { entete: 'Écart', largeur: 10, valeur: ({ ecart }) => ecart },
  ...RAISON,
  { entete: 'Majoration votée (€)', largeur: 19, valeur: ({ majoration }) => majoration, euros: true },
  {
    ...{ entete: 'Montant de l’écart (€, indicatif)', largeur: 24, euros: true },
    valeur: ({ montant }) => montant,
  },
]
const MODELE = [...IDENTITE, ...RAISON]

/** The gaps by formation, as French spreadsheets open them: UTF-8 with its mark, semicolons, CRLF. */
export function* exportRapprochementCsv(formations: readonly EcartEcrit[]): Generator<string> {
  const line = (cells: readonly string[]) => `${cells.join(';')}\r\n`
  yield `\ufeff${line(COLONNES.map(({ entete }) => formatCell(entete)))}`
  for (const ligne of formations)
    yield line(
      COLONNES.map(({ valeur, euros }) => {
        const brute = valeur(ligne)
        if (typeof brute === 'number') return euros ? formatEuros(brute) : String(brute)
        return formatCell(brute ?? '')
      }),
    )
}

/** The same as a workbook, with the totals by body and by reason. */
export function exportRapprochement({ formations, organismes, motifs }: Ecarts): Promise<Uint8Array> {
  const figures = ['Formations', 'Rapprochées', 'Contrats votés', 'Contrats signés', 'Écart']
  const cumuls = (nom: string, premiere: string, lignes: readonly (Cumul & { readonly titre: string })[]) =>
    sheetOf(nom, [premiere, ...figures, 'Montant (€, indicatif)'], {
      largeurs: [40, 12, 12, 15, 15, 10, 22],
      euros: [6],
      lignes: lignes.map((une) => [
        ...[une.titre, une.formations, une.rapprochees, une.votesRapproches, une.signes, une.ecart],
        une.montant,
      ]),
    })
  return write([
    feuille('Formations', COLONNES, formations),
    cumuls(
      'Organismes',
      'OF-CFA',
      organismes.map((un) => ({ ...un, titre: un.nom })),
    ),
    cumuls(
      'Motifs',
      'Motif',
      motifs.map((un) => ({ ...un, titre: MOTIFS_ECART[un.motif] })),
    ),
  ])
}
type Cumul = Omit<CumulEcarts, 'votes'>
type Ecarts = {
  readonly formations: readonly EcartEcrit[]
  readonly organismes: readonly (CumulEcarts & { readonly nom: string })[]
  readonly motifs: readonly (CumulEcarts & { readonly motif: MotifEcart })[]
}

/** The model: the voted formations with what is already known of them, and how to fill it. */
export function exportModele(formations: readonly EcartEcrit[]): Promise<Uint8Array> {
  const contrats = feuille('Contrats signés', MODELE, formations)
  const lettre = (entete: string) =>
    String.fromCharCode(65 + MODELE.findIndex((une) => une.entete === entete))
  const sous = (entete: string) => `${lettre(entete)}2:${lettre(entete)}${formations.length + 1}`
  const guide = { allowBlank: true, showErrorMessage: true, errorStyle: 'warning' as const }
  const dataValidations: DataValidation[] = [
    {
      ...{ ...guide, range: sous('Contrats signés'), type: 'whole', operator: 'greaterThanOrEqual' },
      ...{
        formula1: '0',
        errorTitle: 'Contrats signés',
        errorMessage: 'Attendu : un nombre entier, 0 ou plus.',
      },
    },
    {
      ...{ ...guide, range: sous('Motif de l’écart'), type: 'list', values: Object.values(MOTIFS_ECART) },
      ...{ errorTitle: 'Motif de l’écart', errorMessage: 'Attendu : un motif de la liste.' },
    },
  ]
  const mode = sheetOf('Mode d’emploi', ['Mode d’emploi'], {
    ...{ largeurs: [120], euros: [] },
    lignes: [
      ...CONSEILS,
      'Motifs (liste indicative) :',
      ...Object.values(MOTIFS_ECART).map((motif) => `• ${motif}`),
    ].map((conseil) => [conseil]),
  })
  return write([formations.length > 0 ? { ...contrats, dataValidations } : contrats, mode])
}

const CONSEILS = [
  'Une ligne par formation votée. Ne changez pas la colonne « Identifiant de la formation » : c’est elle qui est lue.',
  'Écrivez dans « Contrats signés » le nombre de contrats réellement signés ; 0 s’il n’y en a pas.',
  'Une ligne laissée sans nombre, sans motif et sans précision ne dit rien : sa formation reste à rapprocher.',
  'Quand le nombre diffère des contrats votés, choisissez un motif ; « Autre » demande une précision.',
  'Un nouveau fichier remplace le précédent en entier : gardez les lignes déjà remplies.',
]

const write = (sheets: WriteSheet[]): Promise<Uint8Array> =>
  writeXlsx({ sheets, defaultFont: { name: 'Calibri', size: 11 } })

const feuille = (nom: string, colonnes: readonly ColonneExportee[], lignes: readonly EcartEcrit[]) =>
  sheetOf(
    nom,
    colonnes.map(({ entete }) => entete),
    {
      largeurs: colonnes.map(({ largeur }) => largeur),
      euros: colonnes.flatMap(({ euros }, i) => (euros ? [i] : [])),
      textes: colonnes.flatMap(({ texte }, i) => (texte ? [i] : [])),
      lignes: lignes.map((ligne) => colonnes.map(({ valeur }) => valeur(ligne))),
    },
  )

function sheetOf(
  name: string,
  entetes: readonly string[],
  contenu: {
    readonly largeurs: readonly number[]
    readonly euros: readonly number[]
    readonly textes?: readonly number[]
    readonly lignes: readonly (readonly Brute[])[]
  },
): WriteSheet {
  const { largeurs, euros, textes = [], lignes } = contenu
  const cellOf = (brute: Brute, colonne: number): CellValue => {
    if (typeof brute === 'string') return neutraliser(brute)
    return brute !== null && euros.includes(colonne) ? brute / 100 : brute
  }
  return {
    name,
    rows: [[...entetes], ...lignes.map((ligne) => ligne.map(cellOf))],
    cells: new Map<string, Partial<Cell>>(
      entetes.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }]),
    ),
    columns: largeurs.map((width, i) => ({
      width,
      ...(euros.includes(i) && { numFmt: '#,##0.00' }),
      ...(textes.includes(i) && { numFmt: '@' }),
    })),
    freezePane: { rows: 1 },
  }
}
