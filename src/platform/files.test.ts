import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openFiles } from '#platform/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'oriflamme-fichiers-'))
after(() => rmSync(folder, { recursive: true }))
const files = await openFiles(folder)
const [own] = readdirSync(folder)
/** What the process holds in transit. */
const kept = () => readdirSync(join(folder, own!))
const body = (text: string) => new Response(text).body

test('un corps est écrit sur disque avec sa taille et son empreinte, puis retiré', async () => {
  const { id, path, bytes, sha256 } = await files.receive(body('abc'), 3)
  assert.equal(bytes, 3)
  assert.equal(sha256, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(readFileSync(path, 'utf8'), 'abc')
  assert.equal(files.path(id), path)
  await files.remove(id)
  assert.deepEqual(kept(), [])
})

test('au-delà de la limite, 413 et aucun fichier', async () => {
  await assert.rejects(files.receive(body('abcd'), 3), { status: 413 })
  assert.deepEqual(kept(), [])
})

test('un envoi interrompu ne laisse rien', async () => {
  const cut = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(10))
      controller.error(new Error('coupure'))
    },
  })
  await assert.rejects(files.receive(cut, 100), /coupure/)
  assert.deepEqual(kept(), [])
})

test('un corps vide est un fichier vide', async () => {
  const { id, bytes } = await files.receive(null, 3)
  assert.equal(bytes, 0)
  await files.remove(id)
})

test('un identifiant ne sort pas du dossier', () => {
  assert.throws(() => files.path('../../etc/passwd'), RangeError)
})
