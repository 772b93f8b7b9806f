import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ecrireTaille } from '#campagnes/pages/import-taille.ts'

test('une taille de fichier s’écrit dans l’unité qui convient', () => {
  const tailles = [0, 1, 812, 1_024, 98_400, 1_048_576, 104_857_600].map((octets) =>
    ecrireTaille(octets).replace(/\s/g, ' '),
  )
  assert.deepEqual(tailles, ['0 octet', '1 octet', '812 octets', '1 ko', '96 ko', '1,0 Mo', '100,0 Mo'])
})
