import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turn } from '#platform/png.ts'

/** Three points wide, two high. */
const IMAGE = { gris: Uint8Array.of(1, 2, 3, 4, 5, 6), width: 3, height: 2 }

/** The rows of the picture once turned, from the top: `123/456` as it is. */
function lignes(angle: number): string {
  const { gris, width, height } = turn(IMAGE, angle)
  assert.equal(gris.length, width * height)
  return Array.from({ length: height }, (_, y) => gris.subarray(y * width, (y + 1) * width).join('')).join(
    '/',
  )
}

test('une image se tourne par quarts de tour, dans le sens des aiguilles d’une montre', () => {
  assert.equal(lignes(0), '123/456')
  assert.equal(lignes(90), '41/52/63')
  assert.equal(lignes(180), '654/321')
  assert.equal(lignes(270), '36/25/14')
})
