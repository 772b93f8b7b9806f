import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { findMorceau, insertMorceau } from '#aides/listes/store-listes.ts'
import type { Coffre } from '#platform/coffre.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'

/** 100 Mo: ten times what 35 000 lines take. */
export const OCTETS_LISTE = 100 * 1_048_576
const MORCEAU = 1_048_576

const scelleDe = (liste: string, rang: number) => `aide_liste_morceau:${liste}:${rang}`

/** Keeps a file in the database, each piece encrypted for its own place: it holds bank data. */
export async function storeListe(tx: Tx, coffre: Coffre, id: string, path: string): Promise<void> {
  let rang = 1
  for await (const octets of createReadStream(path, { highWaterMark: MORCEAU }) as AsyncIterable<Buffer>) {
    await insertMorceau(tx, id, rang, coffre.seal(octets.toString('base64'), scelleDe(id, rang)))
    rang += 1
  }
}

/**
 * Brings a file back to the disk, where workbooks can be read in any order.
 *
 * @returns its path, and how to remove it once read; undefined when the list keeps no file any more
 */
export async function openStoredListe(
  { db, files, coffre }: Pick<AppContext, 'files' | 'coffre'> & { readonly db: Db },
  id: string,
): Promise<{ path: string; remove: () => Promise<void> } | undefined> {
  const source = Readable.toWeb(Readable.from(openPieces(db, coffre, id)))
  const received = await files.receive(source as ReadableStream<Uint8Array>, OCTETS_LISTE)
  const remove = () => files.remove(received.id)
  if (received.bytes > 0) return { path: received.path, remove }
  await remove()
  return undefined
}

async function* openPieces(db: Db, coffre: Coffre, id: string): AsyncGenerator<Uint8Array> {
  for (let rang = 1; ; rang++) {
    const chiffre = await findMorceau(db, id, rang)
    if (!chiffre) return
    yield Buffer.from(coffre.open(chiffre, scelleDe(id, rang)), 'base64')
  }
}
