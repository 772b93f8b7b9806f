import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { drawPng, shrink } from '#platform/png.ts'
import { readWasm } from '#platform/qr.ts'

// Sheets as they come out of a scanner: pictures alone, nothing of the PDF that was printed.

/** A sheet on the glass: `null` is the blank back of one. */
export type Feuille = {
  readonly image: Uint8Array
  /** Quarter turns of the sheet, clockwise, in degrees; or a slight skew. */
  readonly tourne?: 0 | 90 | 180 | 270
  readonly penche?: number
  /** A sticker hides the code. */
  readonly masquee?: boolean
} | null

const library = PDFiumLibrary.init({ wasmBinary: readWasm('@hyzyla/pdfium/pdfium.wasm') })

/** Each page of a PDF as a picture, PNG in grey. */
export async function rasteriser(pdf: Uint8Array, resolution = 200): Promise<Uint8Array[]> {
  const document = await (await library).loadDocument(pdf)
  const images: Uint8Array[] = []
  for (const page of document.pages()) {
    const { data, width, height } = await page.render({ scale: resolution / 72 })
    const { gris } = shrink(data, width, height, 1)
    images.push(drawPng(gris, width, height))
  }
  document.destroy()
  return images
}

const [LARGEUR, HAUTEUR] = [595, 842]

/** One PDF of these sheets, in this order. */
export async function numeriser(feuilles: readonly Feuille[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (const feuille of feuilles) {
    const page = pdf.addPage([LARGEUR, HAUTEUR])
    if (!feuille) continue
    const { image, tourne = 0, penche = 0, masquee = false } = feuille
    const png = await pdf.embedPng(image)
    page.drawImage(png, { x: 0, y: 0, width: LARGEUR, height: HAUTEUR, rotate: degrees(penche) })
    // The code stands at the bottom right.
    if (masquee) page.drawRectangle({ x: 420, y: 0, width: 175, height: 90 })
    page.setRotation(degrees(tourne))
  }
  return pdf.save()
}

/** How many pages, and what they say: empty for pictures. */
export async function lirePages(
  pdf: Uint8Array,
): Promise<{ pages: number; texte: string; angles: number[] }> {
  const document = await (await library).loadDocument(pdf)
  const texte = [...document.pages()].map((page) => page.getText()).join('')
  document.destroy()
  const angles = (await PDFDocument.load(pdf)).getPages().map((page) => page.getRotation().angle)
  return { pages: angles.length, texte, angles }
}
