import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { importFile, type Lot, type Sink } from '#campagnes/importation/import-travail.ts'
import { openStoredFile } from '#campagnes/importation/routes-import-fichier.ts'
import {
  insertAnomalies,
  insertLignes,
  removeAnomalies,
  removeLignes,
  startReading,
  updateAvancement,
  updateLecture,
  updatePret,
  updateRefuse,
  updateSigneDeVie,
} from '#campagnes/importation/store-import.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'

/** Name of the work, in the queue. */
export const LIRE_IMPORT = 'import.lire'

/** A reader says that it is alive far more often than `SILENCE_SECONDES`. */
const POULS_MS = 3_000

/** A file that makes the reading fail each time must not be taken up again for ever. */
const PASSAGES_MAXIMUM = 5

type Outside = Pick<AppContext, 'files'> & { readonly db: Db }

/**
 * Reads the file of an import into the database. Can be run any number of times, even at once: only one reads. A
 * reading started over has a new number, and only the last number writes.
 */
export async function lireImport({ db, files }: Outside, id: string): Promise<void> {
  const passage = await openReading(db, id)
  if (passage === undefined) return
  const pouls = setInterval(() => void updateSigneDeVie(db, id, passage).catch(() => {}), POULS_MS)
  try {
    if (passage > PASSAGES_MAXIMUM) throw lectureImpossible()
    await readStoredFile({ db, files }, id, passage)
  } catch (error) {
    if (!(error instanceof FichierIllisible)) throw error
    await refuse(db, id, passage, error)
  } finally {
    clearInterval(pouls)
  }
}

/** What an interrupted reading left goes away in the same transaction: the new one starts from nothing. */
const openReading = (db: Db, id: string): Promise<number | undefined> =>
  transaction(db, async (tx) => {
    const passage = await startReading(tx, id)
    if (passage === undefined) return undefined
    await removeLignes(tx, id)
    await removeAnomalies(tx, id)
    return passage
  })

async function readStoredFile({ db, files }: Outside, id: string, passage: number): Promise<void> {
  const file = await openStoredFile({ db, files }, id)
  if (!file) return // given up meanwhile
  try {
    const groupes = await importFile(file.path, sinkOf(db, id, passage))
    if (!groupes) return
    await transaction(db, async (tx) => {
      if (await updatePret(tx, id, passage, groupes))
        await insertJournal(tx, { acte: 'import.lu', objet: `import:${id}` })
    })
  } finally {
    await file.remove()
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
    })
  })
}

const lectureImpossible = () =>
  new FichierIllisible(
    'lecture_impossible',
    'La lecture de ce fichier a échoué plusieurs fois : prévenez l’administrateur, le journal du serveur dit pourquoi. Abandonnez cet import avant de renvoyer le fichier.',
  )
