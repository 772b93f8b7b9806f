import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { findMorceau, insertMorceau } from '#campagnes/importation/store-import-fichier.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'

/** 100 Mo: more than twice what 300 000 lines take. */
export const OCTETS_MAXIMUM = 100 * 1_048_576

const MORCEAU = 1_048_576

/** Keeps the file of an import in the database: whichever server reads it, and whatever happens to this one. */
export async function storeFile(tx: Tx, id: string, path: string): Promise<void> {
  let rang = 1
  for await (const octets of createReadStream(path, { highWaterMark: MORCEAU }) as AsyncIterable<Buffer>)
    await insertMorceau(tx, id, rang++, octets)
}

/**
 * Brings the file of an import back to the disk, where workbooks can be read in any order.
 *
 * @returns its path, and how to remove it once read; undefined when the import keeps no file any more
 */
export async function openStoredFile(
  { db, files }: Pick<AppContext, 'files'> & { readonly db: Db },
  id: string,
): Promise<{ path: string; remove: () => Promise<void> } | undefined> {
  const source = Readable.toWeb(Readable.from(listMorceaux(db, id)))
  const received = await files.receive(source as ReadableStream<Uint8Array>, OCTETS_MAXIMUM)
  const remove = () => files.remove(received.id)
  if (received.bytes > 0) return { path: received.path, remove }
  await remove()
  return undefined
}

async function* listMorceaux(db: Db, id: string): AsyncGenerator<Uint8Array> {
  for (let rang = 1; ; rang++) {
    const octets = await findMorceau(db, id, rang)
    if (!octets) return
    yield octets
  }
}
