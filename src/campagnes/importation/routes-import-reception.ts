import { nettoyer } from '#campagnes/importation/cellule.ts'
import { openTable } from '#campagnes/importation/import-lecture.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { OCTETS_MAXIMUM, storeFile } from '#campagnes/importation/routes-import-fichier.ts'
import { LIRE_IMPORT } from '#campagnes/importation/routes-import-travail.ts'
import { findImportBySha256, insertImport } from '#campagnes/importation/store-import.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import type { ReceivedFile } from '#platform/files.ts'
import { insertJournal } from '#platform/journal.ts'
import { HttpRefusal, refused, tooLarge } from '#platform/refusals.ts'

type Outside = Pick<AppContext, 'files' | 'jobs'> & { readonly db: Db }
type Body = {
  readonly stream: ReadableStream<Uint8Array> | null
  readonly type: string
  /** What the request says of its length, NaN when it says nothing. */
  readonly announced: number
  readonly nom: string
}

/**
 * Receives a file on disk as it comes, refuses at once one in which no table is found, and plans the reading of the
 * others. A file already received changes nothing.
 */
export async function receiveImport(
  { db, files, jobs }: Outside,
  { stream, type, announced, nom }: Body,
): Promise<{ id: string; existant: boolean }> {
  if (/^multipart\//i.test(type)) throw enveloppe()
  if (announced > OCTETS_MAXIMUM) throw tooLarge('Le fichier dépasse 100 Mo, le maximum accepté.')
  const received = await files.receive(stream, OCTETS_MAXIMUM)
  try {
    const known = await findImportBySha256(db, received.sha256)
    if (known) return { id: known.id, existant: true }
    await checkTable(received.path, nom)
    return await transaction(db, (tx) => keep(tx, jobs, received, nommer(nom)))
  } finally {
    await files.remove(received.id)
  }
}

const enveloppe = () =>
  new HttpRefusal(
    415,
    'corps_multipart',
    'Envoyez le fichier lui-même comme corps de la requête, et non un formulaire qui le contient.',
  )

const nommer = (nom: string) => Array.from(nettoyer(nom)).slice(0, 200).join('') || 'fichier'

/** What a first look tells of the file is told at once, and nothing is kept. */
async function checkTable(path: string, nom: string): Promise<void> {
  try {
    await openTable(path, nom)
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  }
}

/** The import, its file, its trace and its work exist together or not at all. */
async function keep(
  tx: Tx,
  jobs: Outside['jobs'],
  { sha256, bytes: taille, path }: ReceivedFile,
  nom: string,
): Promise<{ id: string; existant: boolean }> {
  const id = await insertImport(tx, { nom, sha256, taille })
  if (!id) {
    // Another request brought the same file meanwhile, and won.
    const existant = await findImportBySha256(tx, sha256)
    if (!existant) throw new Error('import ni créé ni trouvé')
    return { id: existant.id, existant: true }
  }
  await storeFile(tx, id, path)
  const apres = { nom, sha256, taille }
  await insertJournal(tx, { acte: 'import.recu', objet: `import:${id}`, apres })
  await jobs.enqueue(LIRE_IMPORT, { id }, { db: tx })
  return { id, existant: false }
}
