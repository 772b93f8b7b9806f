import { crc32, deflateSync } from 'node:zlib'

/** A picture in grey, one byte a point, 0 black, row after row from the top. */
export type Gris = { readonly gris: Uint8Array; readonly width: number; readonly height: number }

/** Makes a picture of red, green, blue and alpha points `factor` times smaller, in grey. */
export function shrink(rgba: Uint8Array, width: number, height: number, factor: number): Gris {
  const [w, h] = [Math.floor(width / factor), Math.floor(height / factor)]
  const gris = new Uint8Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let sum = 0
      for (let dy = 0; dy < factor; dy++)
        for (let dx = 0; dx < factor; dx++) {
          const at = ((y * factor + dy) * width + x * factor + dx) * 4
          sum += rgba[at]! * 3 + rgba[at + 1]! * 6 + rgba[at + 2]!
        }
      gris[y * w + x] = sum / (10 * factor * factor)
    }
  return { gris, width: w, height: h }
}

/** Turns a picture clockwise: 0, 90, 180 or 270 degrees. */
export function turn(picture: Gris, angle: number): Gris {
  let turned = picture
  for (let quarters = angle / 90; quarters > 0; quarters--) turned = turnQuarter(turned)
  return turned
}

function turnQuarter({ gris, width, height }: Gris): Gris {
  const turned = new Uint8Array(gris.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + height - 1 - y] = gris[y * width + x]!
  return { gris: turned, width: height, height: width }
}

/** Paper is never white all over: dust, the shadow of an edge, ink that shows through. */
const SOMBRE = 140
const PART_SOMBRE = 0.0005
const BORD = 0.04

/** Whether nothing is written: hardly a dark point, the edges of the sheet left out. */
export function estBlanche(gris: Uint8Array, width: number, height: number): boolean {
  const [bx, by] = [Math.ceil(width * BORD), Math.ceil(height * BORD)]
  let sombres = 0
  for (let y = by; y < height - by; y++)
    for (let x = bx; x < width - bx; x++) if (gris[y * width + x]! < SOMBRE) sombres++
  return sombres <= PART_SOMBRE * width * height
}

/** Writes a picture in grey as PNG, 16 shades: enough to know a page by, a third of the size. */
export function drawPng(gris: Uint8Array, width: number, height: number): Uint8Array {
  const row = Math.ceil(width / 2)
  const raw = new Uint8Array((row + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = gris[y * width + x]! >> 4
      const at = y * (row + 1) + 1 + (x >> 1)
      raw[at] = raw[at]! | (x % 2 === 0 ? shade << 4 : shade)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Four bits a point, grey, nothing else out of the ordinary.
  header.set([4, 0, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    ...[chunk('IHDR', header), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))],
  ])
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
