import { open } from 'node:fs/promises'
import type { LigneLue } from '#campagnes/importation/cellule.ts'
import { type Entetes, LIGNES_FOUILLEES, trouverEntetes } from '#campagnes/importation/entetes.ts'
import { openWorkbook } from '#campagnes/importation/import-lecture-classeur.ts'
import { detectCsv, readCsv } from '#campagnes/importation/import-lecture-csv.ts'
import { readSheet } from '#campagnes/importation/import-lecture-feuille.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** A file whose table has been found: its header, and its lines to be read when wanted. */
export type TableauOuvert = {
  readonly format: 'csv' | 'xlsx'
  /** How it was read, for the screen: « CSV, point-virgule, UTF-8 », « feuille Candidatures ». */
  readonly lecture: string
  readonly entetes: Entetes
  /** The lines under the header, in batches. */
  lignes(): AsyncGenerator<readonly LigneLue[]>
  /** Share of the file already read, from 0 to 1. */
  progression(): number
}

/** Beyond, a file is not a campaign. */
export const LIGNES_MAXIMUM = 300_000

/**
 * Opens a file by its content, whatever its name, and finds the table in it.
 *
 * @throws FichierIllisible when it is not a CSV nor an XLSX, or when no header is recognised in it
 */
export async function openTable(path: string): Promise<TableauOuvert> {
  const { debut, taille } = await readStart(path)
  if (taille === 0 || (taille < 4 && debut.toString('latin1').trim() === ''))
    throw new FichierIllisible('fichier_vide', 'Ce fichier est vide.')
  refuserFormatConnu(debut)
  return debut.readUInt32LE(0) === 0x04034b50 ? openXlsx(path) : openCsv(path, taille)
}

async function readStart(path: string): Promise<{ debut: Buffer; taille: number }> {
  const fichier = await open(path)
  try {
    const { size } = await fichier.stat()
    const { buffer } = await fichier.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return { debut: buffer, taille: size }
  } finally {
    await fichier.close()
  }
}

const ENREGISTRER = 'enregistrez le tableau au format .xlsx ou .csv, puis renvoyez-le'
const FORMATS_CONNUS: readonly (readonly [string, string, string])[] = [
  [
    '25504446',
    'format_pdf',
    'Ce fichier est un PDF : envoyez le classeur d’origine, au format .xlsx ou .csv.',
  ],
  [
    '504b0506',
    'format_zip',
    'Ce fichier est une archive .zip vide : envoyez un classeur .xlsx ou un fichier .csv.',
  ],
  ['89504e47', 'format_image', 'Ce fichier est une image : envoyez le tableau au format .xlsx ou .csv.'],
  ['ffd8ff', 'format_image', 'Ce fichier est une image : envoyez le tableau au format .xlsx ou .csv.'],
  ['1f8b', 'format_gz', 'Ce fichier est compressé (.gz) : décompressez-le, puis renvoyez-le.'],
  [
    '377abcaf',
    'format_7z',
    'Ce fichier est une archive .7z : ouvrez-la et envoyez le classeur qu’elle contient.',
  ],
  [
    '52617221',
    'format_rar',
    'Ce fichier est une archive .rar : ouvrez-la et envoyez le classeur qu’elle contient.',
  ],
]

function refuserFormatConnu(debut: Buffer): void {
  const hexa = debut.toString('hex', 0, 8)
  const connu = FORMATS_CONNUS.find(([signature]) => hexa.startsWith(signature))
  if (connu) throw new FichierIllisible(connu[1], connu[2])
  if (hexa === 'd0cf11e0a1b11ae1') throw refusOle(debut)
  const texte = debut.toString('latin1').replace(/^ï»¿/, '').trimStart().slice(0, 200).toLowerCase()
  if (/^<(!doctype html|html|table|head|body)/.test(texte))
    throw new FichierIllisible('format_html', `Ce fichier est une page web : ${ENREGISTRER}.`)
  if (texte.startsWith('<?xml'))
    throw new FichierIllisible('format_xml', `Ce fichier est un document XML : ${ENREGISTRER}.`)
}

/** The old binary container: a workbook of before 2007, or a recent one that its password encrypts. */
function refusOle(debut: Buffer): FichierIllisible {
  const chiffre = debut.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return chiffre
    ? new FichierIllisible(
        'fichier_protege',
        'Ce classeur est protégé par un mot de passe : retirez la protection (Fichier, Informations, Protéger le classeur), puis renvoyez-le.',
      )
    : new FichierIllisible(
        'format_xls',
        `Ce fichier est un ancien classeur (.xls) ou un classeur protégé : ${ENREGISTRER}, sans mot de passe.`,
      )
}

async function openXlsx(path: string): Promise<TableauOuvert> {
  const classeur = await openWorkbook(path)
  const visibles = classeur.feuilles.filter(({ visible }) => visible)
  for (const feuille of visibles) {
    const entetes = await findHeader(readSheet(classeur, feuille))
    if (!entetes) continue
    let part = 0
    return {
      format: 'xlsx',
      lecture: `Classeur Excel, feuille « ${feuille.nom} »`,
      entetes,
      lignes: () =>
        afterHeader(
          readSheet(classeur, feuille, (lue) => (part = lue)),
          entetes,
        ),
      progression: () => part,
    }
  }
  throw sansEntetes(visibles.length > 1 ? ` dans aucune des ${visibles.length} feuilles visibles` : '')
}

const SEPARATEURS = { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation' } as const
const ENCODAGES = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
} as const

async function openCsv(path: string, taille: number): Promise<TableauOuvert> {
  const format = await detectCsv(path)
  const entetes = await findHeader(readCsv(path, format))
  if (!entetes) throw sansEntetes('')
  let octets = 0
  return {
    format: 'csv',
    lecture: `Fichier CSV, séparateur ${SEPARATEURS[format.separateur]}, ${ENCODAGES[format.encodage]}`,
    entetes,
    lignes: () =>
      afterHeader(
        readCsv(path, format, (lus) => (octets = lus)),
        entetes,
      ),
    progression: () => Math.min(1, octets / taille),
  }
}

const sansEntetes = (ou: string) =>
  new FichierIllisible(
    'entete_introuvable',
    `La ligne des en-têtes n’a pas été trouvée dans les ${LIGNES_FOUILLEES} premières lignes${ou}. Reprenez les en-têtes du fichier modèle.`,
  )

async function findHeader(lots: AsyncGenerator<LigneLue[]>): Promise<Entetes | undefined> {
  const premieres: LigneLue[] = []
  for await (const lot of lots) {
    premieres.push(...lot.slice(0, LIGNES_FOUILLEES))
    if (premieres.length >= LIGNES_FOUILLEES) break
  }
  return trouverEntetes(premieres.filter(({ numero }) => numero <= 10 * LIGNES_FOUILLEES))
}

async function* afterHeader(
  lots: AsyncGenerator<LigneLue[]>,
  { ligne: ligneEntetes }: Entetes,
): AsyncGenerator<readonly LigneLue[]> {
  let total = 0
  for await (const lot of lots) {
    const utiles = lot.filter(({ numero }) => numero > ligneEntetes)
    total += utiles.length
    if (total > LIGNES_MAXIMUM)
      throw new FichierIllisible(
        'trop_de_lignes',
        `Ce fichier compte plus de ${LIGNES_MAXIMUM.toLocaleString('fr-FR')} lignes : découpez-le.`,
      )
    yield utiles
  }
}
