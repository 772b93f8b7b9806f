import { existsSync } from 'node:fs'
import { nettoyer } from '#campagnes/importation/cellule.ts'
import { OCTETS_MAXIMUM } from '#campagnes/importation/importation.ts'
import { LIRE_IMPORT } from '#campagnes/importation/routes-import-travail.ts'
import { findImportBySha256, insertImport, updateFichier } from '#campagnes/importation/store-import.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import type { ReceivedFile } from '#platform/files.ts'
import { insertJournal } from '#platform/journal.ts'
import { malformed, tooLarge } from '#platform/refusals.ts'

type Outside = Pick<AppContext, 'db' | 'files' | 'jobs'>
type Body = {
  readonly stream: ReadableStream<Uint8Array> | null
  readonly announced: number
  readonly nom: string
}

/**
 * Receives a file on disk as it comes and plans its reading. A file already received changes nothing.
 *
 * @param announced what the request says of its length, NaN when it says nothing
 */
export async function receiveImport(
  { db, files, jobs }: Outside,
  { stream, announced, nom }: Body,
): Promise<{ id: string; existant: boolean }> {
  if (announced > OCTETS_MAXIMUM) throw tooLarge('Le fichier dépasse 100 Mo, le maximum accepté.')
  const received = await files.receive(stream, OCTETS_MAXIMUM)
  try {
    if (received.bytes === 0) throw malformed('Le fichier reçu est vide.')
    const kept = await transaction(db, (tx) =>
      keep(tx, jobs, received, nettoyer(nom).slice(0, 200) || 'fichier'),
    )
    if (!kept.existant) return kept
    await reattach({ db, files }, kept.fichier, kept.id, received)
    return { id: kept.id, existant: true }
  } catch (error) {
    await files.remove(received.id)
    throw error
  }
}

type Kept = { id: string; existant: false } | { id: string; existant: true; fichier: string }

/** The import, its trace and its work exist together or not at all. */
async function keep(tx: Tx, jobs: Outside['jobs'], received: ReceivedFile, nom: string): Promise<Kept> {
  const { sha256, bytes, id: fichier } = received
  const id = await insertImport(tx, { nom, sha256, taille: bytes, fichier })
  if (!id) {
    const existant = await findImportBySha256(tx, sha256)
    if (!existant) throw new Error('import ni créé ni trouvé')
    return { id: existant.id, existant: true, fichier: existant.fichier }
  }
  const apres = { nom, sha256, taille: bytes }
  await insertJournal(tx, { acte: 'import.recu', objet: `import:${id}`, apres, auteur: 'agent' })
  await jobs.enqueue(LIRE_IMPORT, { id }, { db: tx })
  return { id, existant: false }
}

/** The copy just received is thrown away, unless the first one has been swept since: the import finds its file back. */
async function reattach(
  { db, files }: Pick<Outside, 'db' | 'files'>,
  fichier: string,
  id: string,
  received: ReceivedFile,
) {
  if (existsSync(files.path(fichier))) await files.remove(received.id)
  else await updateFichier(db, id, received.id)
}
