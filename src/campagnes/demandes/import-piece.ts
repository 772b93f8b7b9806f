import { open } from 'node:fs/promises'
import { type EntreeZip, readDirectory } from '#campagnes/importation/import-lecture-zip.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** What a document is: its type, chosen by us, and the ending that its name should have. */
export type FormatPiece = { readonly type: string; readonly extension: string }

const office = 'application/vnd.openxmlformats-officedocument'
const PDF: FormatPiece = { type: 'application/pdf', extension: 'pdf' }
const PNG: FormatPiece = { type: 'image/png', extension: 'png' }
const JPEG: FormatPiece = { type: 'image/jpeg', extension: 'jpg' }
const XLSX: FormatPiece = { type: `${office}.spreadsheetml.sheet`, extension: 'xlsx' }
const DOCX: FormatPiece = { type: `${office}.wordprocessingml.document`, extension: 'docx' }
const ODT: FormatPiece = { type: 'application/vnd.oasis.opendocument.text', extension: 'odt' }

const ACCEPTES = 'Sont reçus : PDF, XLSX, DOCX, ODT, PNG et JPEG.'

/**
 * What a document is from its content alone: a name proves nothing.
 *
 * @throws FichierIllisible for what is empty, unknown, encrypted, or carries macros
 */
export async function detectPiece(path: string): Promise<FormatPiece> {
  const fichier = await open(path)
  try {
    const { buffer, bytesRead } = await fichier.read(Buffer.alloc(1_024), 0, 1_024, 0)
    const debut = buffer.subarray(0, bytesRead)
    if (bytesRead === 0) throw new FichierIllisible('fichier_vide', 'Ce document est vide.')
    const hexa = debut.toString('hex', 0, 8)
    if (debut.toString('latin1', 0, 5) === '%PDF-') return PDF
    if (hexa === '89504e470d0a1a0a') return PNG
    if (hexa.startsWith('ffd8ff')) return JPEG
    if (hexa.startsWith('504b0304')) return detectZip(debut, await readDirectory(path))
    if (hexa === 'd0cf11e0a1b11ae1')
      throw new FichierIllisible(
        'format_ancien',
        `Ce document est au format d’avant 2007 (.doc, .xls), ou protégé par un mot de passe : enregistrez-le dans un format d’aujourd’hui, sans protection. ${ACCEPTES}`,
      )
    throw new FichierIllisible('format_inconnu', `Le contenu de ce document n’est pas reconnu. ${ACCEPTES}`)
  } finally {
    await fichier.close()
  }
}

/** Office documents are archives: what they hold says which. */
function detectZip(debut: Buffer, entrees: readonly EntreeZip[]): FormatPiece {
  const noms = new Set(entrees.map(({ nom }) => nom))
  if ([...noms].some((nom) => /vbaProject\.bin$|^Basic\/|^Scripts\//i.test(nom)))
    throw new FichierIllisible(
      'document_a_macros',
      'Ce document contient des macros : enregistrez-le sans elles, puis joignez-le de nouveau.',
    )
  if (noms.has('[Content_Types].xml') && noms.has('xl/workbook.xml')) return XLSX
  if (noms.has('[Content_Types].xml') && noms.has('word/document.xml')) return DOCX
  // The first entry of an OpenDocument is its type, in clear.
  if (noms.has('content.xml') && debut.includes(`mimetype${ODT.type}`)) return ODT
  throw new FichierIllisible('format_inconnu', `Cette archive n’est pas un document reconnu. ${ACCEPTES}`)
}

/** The name under which a document is kept and sent back: its own, with the ending of what it is. */
export function nommerPiece(nom: string, { extension }: FormatPiece): string {
  const propre = nom
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const base = propre.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim() || 'document'
  return `${[...base].slice(0, 120).join('').trim()}.${extension}`
}
