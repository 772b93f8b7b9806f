import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { degrees, PageSizes, PDFDocument } from '@cantoo/pdf-lib'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { readOrientation } from '#platform/jpeg.ts'
import { drawPng, estBlanche, type Gris, shrink, turn } from '#platform/png.ts'
import { readWasm } from '#platform/qr.ts'
import type { PageNumerisee, ScanReply, ScanRequest } from '#platform/scan.ts'

/** The thread that looks at scanned pages: drawing them and looking for codes takes the processor whole. */
let shown: { readonly copied: PDFDocument; readonly drawn: PDFiumDocument } | undefined

/** Dots per inch: most codes are read on the first, small and quick; the second is for faint or skewed pages. */
const RESOLUTIONS = [150, 300]
/** A page that claims to be a poster is drawn smaller: an A4 at 300 dots per inch is 8.7 million. */
const POINTS_MAXIMUM = 12_000_000
/** An A3 at 600 dots per inch is 70 million: beyond, a small file may unfold into more memory than there is. */
const POINTS_D_IMAGE = 100_000_000

parentPort?.on('message', async (request: ScanRequest & { id: number }) => {
  const reply = (message: ScanReply) => parentPort!.postMessage(message)
  try {
    reply({ id: request.id, value: await answer(request) })
  } catch (error) {
    reply({ id: request.id, error: error instanceof Error ? error.message : String(error) })
  }
})

function answer(request: ScanRequest): Promise<unknown> {
  if (request.what === 'open') return open(request.path, request.type)
  if (request.what === 'read') return read(request.index)
  return join(request.pages)
}

/** @returns how many pages; a picture is one page, as large as an A4 allows */
async function open(path: string, type: string): Promise<number> {
  const file = readFileSync(path)
  const octets = type === 'application/pdf' ? file : await wrapPicture(file, type)
  const copied = await PDFDocument.load(octets, { updateMetadata: false })
  const library = await PDFiumLibrary.init({ wasmBinary: readWasm('@hyzyla/pdfium/pdfium.wasm') })
  prepareZXingModule({ overrides: { wasmBinary: readWasm('zxing-wasm/reader/zxing_reader.wasm') } })
  shown = { copied, drawn: await library.loadDocument(octets) }
  const pages = shown.drawn.getPageCount()
  // Two readers that disagree would give one page under the number of another.
  if (pages !== copied.getPageCount()) throw new Error('pages counted differently')
  return pages
}

async function wrapPicture(octets: Buffer, type: string): Promise<Uint8Array> {
  if (type === 'image/png') requirePicture(octets)
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const picture = type === 'image/png' ? await pdf.embedPng(octets) : await pdf.embedJpg(octets)
  const [short, long] = PageSizes.A4
  const paysage = picture.width > picture.height
  const { width, height } = picture.scaleToFit(paysage ? long : short, paysage ? short : long)
  const page = pdf.addPage([width, height])
  page.drawImage(picture, { x: 0, y: 0, width, height })
  if (type === 'image/jpeg') page.setRotation(degrees(readOrientation(octets)))
  return pdf.save()
}

/** A PNG is unfolded whole before it is looked at, four bytes a point, outside of what the thread is allowed to take. */
function requirePicture(png: Buffer): void {
  const points = png.length < 24 ? 0 : png.readUInt32BE(16) * png.readUInt32BE(20)
  if (points > POINTS_D_IMAGE) throw new Error(`a picture of ${points} points`)
}

async function read(index: number): Promise<PageNumerisee> {
  const { copied, drawn } = shown!
  const codes = new Map<string, number>()
  let apercu: Gris | undefined
  for (const resolution of RESOLUTIONS) {
    const page = drawn.getPage(index)
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const most = Math.sqrt(POINTS_MAXIMUM / (originalWidth * originalHeight))
    const { data, width, height } = await page.render({ scale: Math.min(resolution / 72, most) })
    apercu ??= shrink(data, width, height, 2)
    const image = {
      data: new Uint8ClampedArray(data.buffer as ArrayBuffer),
      width,
      height,
      colorSpace: 'srgb',
    }
    const found = await readBarcodes(image as ImageData, {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: 8,
    })
    for (const { text, position } of found) codes.set(text, turnOf(position))
    if (codes.size > 0 || estBlanche(apercu.gris, apercu.width, apercu.height)) break
  }
  const [angle = 0] = codes.values()
  const { gris, width, height } = turn(apercu!, angle)
  return {
    pdf: await extract(copied, index, angle),
    vignette: drawPng(gris, width, height),
    codes: [...codes.keys()],
    blanche: codes.size === 0 && estBlanche(gris, width, height),
  }
}

type Corners = Readonly<Record<'topLeft' | 'topRight', { readonly x: number; readonly y: number }>>

/** By how many quarter turns, clockwise, the page is to be turned for its code to stand upright: 0, 90, 180 or 270. */
function turnOf({ topLeft, topRight }: Corners): number {
  const angle = (Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) * 180) / Math.PI
  return (((Math.round(-angle / 90) * 90) % 360) + 360) % 360
}

/** One page alone, its scanned picture as it is: only the way it is shown changes. */
async function extract(from: PDFDocument, index: number, angle: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const [page] = await pdf.copyPages(from, [index])
  page!.setRotation(degrees((page!.getRotation().angle + angle) % 360))
  pdf.addPage(page!)
  return pdf.save()
}

async function join(pages: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create({ updateMetadata: false })
  for (const octets of pages) {
    const from = await PDFDocument.load(octets, { updateMetadata: false })
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page)
  }
  return whole.save()
}
