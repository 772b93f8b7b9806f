import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PdfReply, PdfRequest } from '#platform/typst.ts'

/** The thread that renders documents: Typst is native code that blocks whoever calls it. */
let compiler: NodeCompiler | undefined

/** Where templates stand and what they may import: `src`, so that all share `/platform/document.typ`. */
const workspace = fileURLToPath(new URL('..', import.meta.url))

parentPort?.on('message', (request: PdfRequest & { id: number }) => {
  const { id } = request
  const reply = (message: PdfReply) => parentPort!.postMessage(message)
  try {
    reply({ id, pdf: renderSafely(request) })
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) })
  }
})

/**
 * PDF/UA forbids a character that no font can draw, and a name typed by a stranger may hold any. The fonts that come
 * with Typst cover Latin, Greek and Cyrillic; only when a rendering is refused are the other scripts drawn as □.
 */
function renderSafely(request: PdfRequest): Uint8Array {
  const json = JSON.stringify(request.data, (_, value) =>
    typeof value === 'string' ? value.replace(control, ' ') : value,
  )
  try {
    return render(request, json)
  } catch (error) {
    const drawable = json.replace(undrawable, '□')
    if (drawable === json) throw error
    return render(request, drawable)
  }
}

const control = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}]/gu
const undrawable =
  /[^\u0020-\u024f\u02c6-\u02dd\u0391-\u03c9\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a\u20ac\u2190-\u2193\u2212\u2260-\u2265\u25a1]/gu

function render({ template, date }: PdfRequest, donnees: string): Uint8Array {
  compiler ??= NodeCompiler.create({ workspace })
  const compiled = compiler.compile({ mainFilePath: template, inputs: { donnees } })
  if (!compiled.result) {
    const diagnostics = compiler.fetchDiagnostics(compiled.takeError()!)
    throw new Error(`${template}: ${JSON.stringify(diagnostics)}`)
  }
  const creationTimestamp = Date.parse(`${date}T12:00:00Z`) / 1000
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp })
  // Typst remembers what it laid out; ten documents later it is forgotten, so memory stays bounded.
  compiler.evictCache(10)
  return new Uint8Array(pdf)
}
