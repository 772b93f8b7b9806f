import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

let ready = false

/**
 * Draws a QR code as SVG, one unit a module, with its quiet zone. A quarter of the symbol may be hidden by a stamp or a
 * staple: it still reads.
 *
 * @throws Error when the text does not fit
 */
export async function drawQr(text: string): Promise<string> {
  if (!ready)
    prepareZXingModule({ overrides: { wasmBinary: readWasm('zxing-wasm/writer/zxing_writer.wasm') } })
  ready = true
  const { svg, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=Q' })
  if (error) throw new Error(`QR code: ${error}`)
  return svg
}

/** The WebAssembly of a package, as installed: left to itself the library would fetch it from a public network. */
export function readWasm(specifier: string): ArrayBuffer {
  const octets = readFileSync(fileURLToPath(import.meta.resolve(specifier)))
  return octets.buffer.slice(octets.byteOffset, octets.byteOffset + octets.byteLength) as ArrayBuffer
}
