import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tooLarge } from '#platform/refusals.ts'
import { openTransit } from '#platform/transit.ts'

export type ReceivedFile = {
  readonly id: string
  readonly path: string
  readonly bytes: number
  /** Fingerprint of the content: the same file twice is recognised. */
  readonly sha256: string
}

/** Files in transit: received, read by an import, removed. Nothing here is meant to last. */
export type Files = {
  /** Writes a request body to disk as it comes, never holding it in memory. Beyond `limit` bytes, 413 and no file. */
  receive(body: ReadableStream<Uint8Array> | null, limit: number): Promise<ReceivedFile>
  /** The path of a received file, which may have been removed. */
  path(id: string): string
  remove(id: string): Promise<void>
  /** Removes whatever is left, when the process stops. */
  close(): Promise<void>
}

/** Opens the folder of files in transit: that of this process, those that killed ones left being removed. */
export async function openFiles(root: string): Promise<Files> {
  const { folder, close } = await openTransit(root)
  return {
    receive: (body, limit) => receive(folder, body, limit),
    path: (id) => pathOf(folder, id),
    remove: (id) => rm(pathOf(folder, id), { force: true }),
    close,
  }
}

function pathOf(folder: string, id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError(`identifiant de fichier incorrect : ${id}`)
  return join(folder, id)
}

async function receive(
  folder: string,
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<ReceivedFile> {
  const id = randomUUID()
  const path = pathOf(folder, id)
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength
      if (bytes > limit)
        return done(tooLarge(`Le fichier dépasse ${Math.floor(limit / 1_048_576)} Mo, le maximum accepté.`))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    const source = body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
    await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { id, path, bytes, sha256: hash.digest('hex') }
}
