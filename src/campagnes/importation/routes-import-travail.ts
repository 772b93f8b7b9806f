import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { importFile, type Lot, type Sink } from '#campagnes/importation/import-travail.ts'
import {
  insertAnomalies,
  insertLignes,
  listSilentImports,
  removeAnomalies,
  removeLignes,
  startReading,
  updateAvancement,
  updateLecture,
  updatePret,
  updateRefuse,
} from '#campagnes/importation/store-import.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/** Name of the work, in the queue. */
export const LIRE_IMPORT = 'import.lire'

type Outside = Pick<AppContext, 'db' | 'files'>

/**
 * Reads the file of an import into the database. Can be run any number of times, even at once: each run starts the
 * reading over under a new number, and only the last number writes.
 */
export async function lireImport({ db, files }: Outside, id: string): Promise<void> {
  const reading = await startReading(db, id)
  if (!reading) return
  const { passage, fichier } = reading
  if (passage > PASSAGES_MAXIMUM) return refuse(db, id, passage, lectureImpossible())
  await transaction(db, async (tx) => {
    await removeLignes(tx, id)
    await removeAnomalies(tx, id)
  })
  try {
    const groupes = await importFile(files.path(fichier), sinkOf(db, id, passage))
    if (!groupes) return
    await transaction(db, async (tx) => {
      if (await updatePret(tx, id, passage, groupes))
        await insertJournal(tx, { acte: 'import.lu', objet: `import:${id}`, auteur: 'oriflamme' })
    })
  } catch (error) {
    await refuse(db, id, passage, explain(error))
  }
}

/** Each piece is one transaction with the count that it leads to: never one without the other. */
const sinkOf = (db: Db, id: string, passage: number): Sink => ({
  header: (lecture, entetes) => updateLecture(db, id, passage, lecture, entetes),
  batch: (lot: Lot) =>
    transaction(db, async (tx) => {
      if (!(await updateAvancement(tx, id, passage, lot))) return false
      await insertLignes(tx, id, lot.lignes)
      await insertAnomalies(tx, id, lot.rang, lot.anomalies)
      return true
    }),
})

function explain(error: unknown): FichierIllisible {
  if (error instanceof FichierIllisible) return error
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    return new FichierIllisible('fichier_disparu', 'Le fichier reçu n’est plus sur le serveur : renvoyez-le.')
  throw error
}

/** A file that cannot be read leaves nothing behind but the reason. */
async function refuse(
  db: Db,
  id: string,
  passage: number,
  { code, message }: FichierIllisible,
): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await updateRefuse(tx, id, passage, { code, message, correcteur: 'demandeur' }))) return
    await removeLignes(tx, id)
    await removeAnomalies(tx, id)
    await insertJournal(tx, {
      acte: 'import.refuse',
      objet: `import:${id}`,
      apres: { code },
      auteur: 'oriflamme',
    })
  })
}

/** A file that makes the reading fail each time must not be taken up again for ever. */
const PASSAGES_MAXIMUM = 5
const lectureImpossible = () =>
  new FichierIllisible(
    'lecture_impossible',
    'La lecture de ce fichier a échoué plusieurs fois : prévenez l’administrateur, le journal du serveur dit pourquoi.',
  )

const SILENCE_SECONDES = 20

/**
 * Takes up again, soon after a start, what a server that stopped was reading: the queue alone would wait for its own
 * long delay. The work is short and the timer never keeps the program alive.
 */
export function resumeSilentImports({ db, jobs, log }: Pick<AppContext, 'db' | 'jobs' | 'log'>): void {
  const timer = setInterval(async () => {
    try {
      for (const id of await listSilentImports(db, SILENCE_SECONDES))
        await jobs.enqueue(LIRE_IMPORT, { id }, { singletonKey: id })
    } catch (err) {
      log.warn({ err }, 'reprise des imports')
    }
  }, SILENCE_SECONDES * 500)
  timer.unref()
}
