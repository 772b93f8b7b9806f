import { estVide, type LigneLue } from '#campagnes/importation/cellule.ts'
import {
  COLONNES_MAXIMUM,
  type Entetes,
  LIGNES_FOUILLEES,
  trouverEntetes,
} from '#campagnes/importation/entetes.ts'
import { openWorkbook } from '#campagnes/importation/import-lecture-classeur.ts'
import { detectCsv, readCsv } from '#campagnes/importation/import-lecture-csv.ts'
import { readSheet } from '#campagnes/importation/import-lecture-feuille.ts'
import { detectFormat } from '#campagnes/importation/import-lecture-format.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { ecrireNombre } from '#socle/francais.ts'

/** Where a header stands, and its texts: what any table needs to be read on. */
export type EntetesTrouvees = { readonly ligne: number; readonly textes: readonly string[] }

/** Finds the header among the first lines of a sheet; undefined when none looks like one. */
export type Trouver<E> = (lignes: readonly LigneLue[]) => E | undefined

/** A file whose table has been found: its header, and its lines to be read when wanted. */
export type TableauOuvert<E extends EntetesTrouvees = Entetes> = {
  readonly format: 'csv' | 'xlsx'
  /** How it was read, for the screen: « Fichier CSV, séparateur virgule, UTF-8 », « Classeur Excel, feuille « Bilan » ». */
  readonly lecture: string
  readonly entetes: E
  /** The lines under the header, in batches. */
  lignes(): AsyncGenerator<readonly LigneLue[]>
  /** Share of the file already read, from 0 to 1. */
  progression(): number
}

/** Beyond, a file is not a campaign. */
export const LIGNES_MAXIMUM = 300_000
/** A header stands at the top: under this many lines of the sheet it is not looked for any more. */
const DERNIERE_LIGNE_FOUILLEE = 200
/** Nor after this many bytes of a sheet: a hostile one may unfold into a gigabyte without a line. */
const OCTETS_FOUILLES = 16 * 1_048_576

/**
 * Opens a file by its content and finds the table in it.
 *
 * @param nom name under which it was sent, to tell a text that calls itself a workbook
 * @throws FichierIllisible when it is not a CSV nor an XLSX, or when no header is recognised in it
 */
export const openTable = (path: string, nom?: string): Promise<TableauOuvert> =>
  openTableOf(trouverEntetes, path, nom)

/** The same for a table of other columns, whose header `trouver` finds. */
export async function openTableOf<E extends EntetesTrouvees>(
  trouver: Trouver<E>,
  path: string,
  nom?: string,
): Promise<TableauOuvert<E>> {
  const { format, taille } = await detectFormat(path, nom)
  return format === 'xlsx' ? openXlsx(trouver, path) : openCsv(trouver, path, taille)
}

async function openXlsx<E extends EntetesTrouvees>(
  trouver: Trouver<E>,
  path: string,
): Promise<TableauOuvert<E>> {
  const classeur = await openWorkbook(path)
  const visibles = classeur.feuilles.filter(({ visible }) => visible)
  for (const feuille of visibles) {
    const entetes = await findHeader(trouver, readSheet(classeur, feuille, undefined, OCTETS_FOUILLES))
    if (!entetes) continue
    let part = 0
    const lignes = () =>
      readSheet(classeur, feuille, (lue) => {
        part = lue
      })
    return {
      format: 'xlsx',
      lecture: `Classeur Excel, feuille « ${feuille.nom} »`,
      entetes,
      lignes: () => afterHeader(lignes(), entetes),
      progression: () => part,
    }
  }
  throw sansEntetes(visibles.length > 1 ? ` d’aucune des ${visibles.length} feuilles visibles` : '')
}

const SEPARATEURS = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation' } as const
const ENCODAGES = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
} as const

async function openCsv<E extends EntetesTrouvees>(
  trouver: Trouver<E>,
  path: string,
  taille: number,
): Promise<TableauOuvert<E>> {
  const format = await detectCsv(path)
  const entetes = await findHeader(trouver, readCsv(path, format))
  if (!entetes) throw sansEntetes('')
  let octets = 0
  const lignes = () =>
    readCsv(path, format, entetes.textes.length, (lus) => {
      octets = lus
    })
  return {
    format: 'csv',
    lecture: `Fichier CSV, séparateur ${SEPARATEURS[format.separateur]}, ${ENCODAGES[format.encodage]}`,
    entetes,
    lignes: () => afterHeader(lignes(), entetes),
    progression: () => Math.min(1, octets / taille),
  }
}

const sansEntetes = (ou: string) =>
  new FichierIllisible(
    'entete_introuvable',
    `La ligne des en-têtes n’a pas été trouvée dans les ${LIGNES_FOUILLEES} premières lignes remplies${ou}. Reprenez les en-têtes du fichier modèle.`,
  )

async function findHeader<E extends EntetesTrouvees>(
  trouver: Trouver<E>,
  lots: AsyncGenerator<LigneLue[]>,
): Promise<E | undefined> {
  const premieres: LigneLue[] = []
  for await (const lot of lots) {
    premieres.push(...lot)
    if (premieres.length >= LIGNES_FOUILLEES || lot.at(-1)!.numero > DERNIERE_LIGNE_FOUILLEE) break
  }
  const entetes = trouver(premieres.filter(({ numero }) => numero <= DERNIERE_LIGNE_FOUILLEE))
  if ((entetes?.textes.filter((texte) => texte !== '').length ?? 0) > COLONNES_MAXIMUM) throw tropDeColonnes()
  return entetes
}

const tropDeColonnes = () =>
  new FichierIllisible(
    'trop_de_colonnes',
    `Ce tableau compte plus de ${COLONNES_MAXIMUM} colonnes : gardez celles du fichier modèle.`,
  )

async function* afterHeader(
  lots: AsyncGenerator<LigneLue[]>,
  { ligne: ligneEntetes }: EntetesTrouvees,
): AsyncGenerator<readonly LigneLue[]> {
  let total = 0
  for await (const lot of lots) {
    const utiles = lot.filter(({ numero, cellules }) => numero > ligneEntetes && !cellules.every(estVide))
    total += utiles.length
    if (total > LIGNES_MAXIMUM)
      throw new FichierIllisible(
        'trop_de_lignes',
        `Ce fichier compte plus de ${ecrireNombre(LIGNES_MAXIMUM)} lignes : découpez-le.`,
      )
    yield utiles
  }
}
