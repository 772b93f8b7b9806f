/** What the EXIF of a photograph says, and by how many degrees clockwise it is then to be turned. Mirrors are no scan. */
const ANGLES: Readonly<Record<number, 90 | 180 | 270>> = { 3: 180, 6: 90, 8: 270 }
const ORIENTATION = 0x0112

/**
 * By how much a JPEG is to be turned to stand as it was taken: a telephone keeps its picture lying down and writes it in
 * the EXIF, which PDF does not read.
 *
 * @returns degrees, clockwise; 0 when it says nothing that can be read
 */
export function readOrientation(jpeg: Uint8Array): 0 | 90 | 180 | 270 {
  const octets = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  // Segments follow one another from the second byte to the picture itself, each after its mark and its length.
  for (let at = 2; at + 4 <= octets.byteLength && octets.getUint8(at) === 0xff; ) {
    const mark = octets.getUint8(at + 1)
    const length = octets.getUint16(at + 2)
    const end = at + 2 + length
    if (mark === 0xda || length < 2 || end > octets.byteLength) return 0
    if (mark === 0xe1 && length >= 16 && octets.getUint32(at + 4) === 0x45786966)
      return readExif(new DataView(jpeg.buffer, jpeg.byteOffset + at + 10, length - 8))
    at = end
  }
  return 0
}

function readExif(exif: DataView): 0 | 90 | 180 | 270 {
  const little = exif.getUint16(0) === 0x4949
  const directory = exif.getUint32(4, little)
  if (directory + 2 > exif.byteLength) return 0
  const entries = exif.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > exif.byteLength) return 0
    if (exif.getUint16(entry, little) === ORIENTATION) return ANGLES[exif.getUint16(entry + 8, little)] ?? 0
  }
  return 0
}
