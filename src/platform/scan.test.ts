import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { PDFDocument } from '@cantoo/pdf-lib'
import { readOrientation } from '#platform/jpeg.ts'
import { drawPng } from '#platform/png.ts'
import { openScanner } from '#platform/scan.ts'

// Files made to take the reader down, and what it says of them.

const folder = mkdtempSync(join(tmpdir(), 'oriflamme-scan-'))
after(() => rmSync(folder, { recursive: true }))
const ouvrir = async (octets: Uint8Array, type: string) => {
  const path = join(folder, 'scan')
  writeFileSync(path, octets)
  const scanner = openScanner()
  try {
    return await scanner.open(path, type)
  } finally {
    await scanner.close()
  }
}

/** What the EXIF of a photograph says of the way it was held, in one byte order or the other. */
const photo = (orientation: number, little: boolean, entrees = 1) => {
  const exif = Buffer.alloc(10 + entrees * 12)
  const ecrire16 = (valeur: number, at: number) =>
    little ? exif.writeUInt16LE(valeur, at) : exif.writeUInt16BE(valeur, at)
  exif.write(little ? 'II' : 'MM', 'latin1')
  ecrire16(42, 2)
  if (little) exif.writeUInt32LE(8, 4)
  else exif.writeUInt32BE(8, 4)
  ecrire16(1, 8)
  ecrire16(0x0112, 10)
  ecrire16(3, 12)
  ecrire16(orientation, 18)
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif])
  const tete = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, 0, segment.length + 2])
  return Buffer.concat([tete, segment, Buffer.from([0xff, 0xda, 0, 2])])
}

test('une photographie couchée se redresse ; un EXIF coupé, absent ou faux ne tourne rien', () => {
  for (const little of [true, false])
    assert.deepEqual(
      [1, 3, 6, 8, 2, 99].map((orientation) => readOrientation(photo(orientation, little))),
      [0, 180, 90, 270, 0, 0],
    )
  const entiere = photo(6, true)
  for (let longueur = 0; longueur < entiere.length - 4; longueur++)
    assert.equal(readOrientation(entiere.subarray(0, longueur)), 0, String(longueur))
  // Its directory lies beyond its end.
  const folle = Buffer.from(entiere)
  folle.writeUInt32LE(0xffff_fff0, 22)
  assert.equal(readOrientation(folle), 0)
})

test('une image de quelques kilo-octets qui en déplierait des milliards n’est pas ouverte', async () => {
  const image = Buffer.from(drawPng(new Uint8Array(4).fill(255), 2, 2))
  assert.equal(await ouvrir(image, 'image/png'), 1)
  const bombe = Buffer.from(image)
  bombe.writeUInt32BE(30_000, 16)
  bombe.writeUInt32BE(30_000, 20)
  await assert.rejects(ouvrir(bombe, 'image/png'), /a picture of 900000000 points/)
})

test('une page grande comme un terrain se lit à la mesure d’une feuille, une page sans surface se refuse', async () => {
  const pdf = await PDFDocument.create()
  pdf.addPage([14_400, 14_400])
  const path = join(folder, 'immense.pdf')
  writeFileSync(path, await pdf.save())
  const scanner = openScanner()
  try {
    assert.equal(await scanner.open(path, 'application/pdf'), 1)
    const { blanche, vignette } = await scanner.read(0)
    assert.deepEqual([blanche, vignette.length < 1_000_000], [true, true])
    await assert.rejects(scanner.read(9))
  } finally {
    await scanner.close()
  }
})
