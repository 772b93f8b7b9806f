import { open } from 'node:fs/promises'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

const ENREGISTRER = 'enregistrez le tableau au format .xlsx ou .csv, puis renvoyez-le'
const IMAGE = [
  'format_image',
  'Ce fichier est une image : envoyez le tableau au format .xlsx ou .csv.',
] as const
const archive = (extension: string) =>
  [
    `format_${extension}`,
    `Ce fichier est une archive .${extension} : ouvrez-la et envoyez le classeur .xlsx ou le fichier .csv qu’elle contient.`,
  ] as const

/** First bytes, in hexadecimal, of the files that people send by mistake. */
const SIGNATURES: readonly (readonly [string, readonly [string, string]])[] = [
  [
    '25504446',
    ['format_pdf', 'Ce fichier est un PDF : envoyez le classeur d’origine, au format .xlsx ou .csv.'],
  ],
  ['504b0506', archive('zip')],
  ['89504e47', IMAGE],
  ['ffd8ff', IMAGE],
  ['1f8b', archive('gz')],
  ['377abcaf', archive('7z')],
  ['52617221', archive('rar')],
]
const ZIP = '504b0304'
const OLE = 'd0cf11e0a1b11ae1'

/**
 * What a file is, from its content; its name only serves to say what contradicts it.
 *
 * @throws FichierIllisible for an empty file, and for every known format that is not a table we read
 */
export async function detectFormat(
  path: string,
  nom = '',
): Promise<{ format: 'csv' | 'xlsx'; taille: number }> {
  const fichier = await open(path)
  try {
    const { size: taille } = await fichier.stat()
    if (taille === 0)
      throw new FichierIllisible('fichier_vide', 'Ce fichier est vide : envoyez le fichier modèle, rempli.')
    const { buffer: debut } = await fichier.read(Buffer.alloc(4_096), 0, 4_096, 0)
    const hexa = debut.toString('hex', 0, 8)
    const connu = SIGNATURES.find(([signature]) => hexa.startsWith(signature))
    if (connu) throw new FichierIllisible(...connu[1])
    if (hexa === OLE) throw refusOle(await readOleDirectory(fichier, debut))
    if (hexa.startsWith(ZIP)) return { format: 'xlsx', taille }
    refuserBalises(debut)
    if (/\.xls[xm]?$/i.test(nom.trim())) throw fauxClasseur(nom)
    return { format: 'csv', taille }
  } finally {
    await fichier.close()
  }
}

const fauxClasseur = (nom: string) =>
  new FichierIllisible(
    'faux_classeur',
    `Ce fichier s’appelle « ${nom.trim().slice(-60)} », mais ce n’est pas un classeur Excel. Si c’est un fichier CSV, renommez-le en .csv ; sinon, ${ENREGISTRER}.`,
  )

function refuserBalises(debut: Buffer): void {
  const texte = debut.toString('latin1').replace(/^ï»¿/, '').trimStart().slice(0, 200).toLowerCase()
  if (/^<(!doctype html|html|table|head|body)/.test(texte))
    throw new FichierIllisible('format_html', `Ce fichier est une page web : ${ENREGISTRER}.`)
  if (texte.startsWith('<?xml'))
    throw new FichierIllisible('format_xml', `Ce fichier est un document XML : ${ENREGISTRER}.`)
}

/** The names that the old binary container holds: its directory stands at the sector that its header tells. */
async function readOleDirectory(fichier: Awaited<ReturnType<typeof open>>, debut: Buffer): Promise<Buffer> {
  const secteur = 1 << Math.min(12, debut.readUInt16LE(30))
  const position = (debut.readUInt32LE(48) + 1) * secteur
  const { buffer } = await fichier.read(Buffer.alloc(4_096), 0, 4_096, position)
  return buffer
}

/** A workbook of before 2007, or a recent one that its password encrypts. */
function refusOle(repertoire: Buffer): FichierIllisible {
  if (repertoire.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return new FichierIllisible(
      'fichier_protege',
      'Ce classeur est protégé par un mot de passe : retirez la protection (Fichier, Informations, Protéger le classeur), puis renvoyez-le.',
    )
  return new FichierIllisible(
    'format_xls',
    `Ce fichier est au format d’avant 2007 (.xls, .doc…) : ${ENREGISTRER}.`,
  )
}
