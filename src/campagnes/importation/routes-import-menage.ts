import { abandonImport } from '#campagnes/importation/routes-import-application.ts'
import { LIRE_IMPORT } from '#campagnes/importation/routes-import-travail.ts'
import { listStaleImports, updateSilentImports } from '#campagnes/importation/store-import.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'

/** A reader silent for this long is dead: its server has stopped. */
export const SILENCE_SECONDES = 15
const REPRISE_MS = 5_000
const MENAGE_MS = 3_600_000
/** An import that nobody turned into a campaign is given up after this long. */
export const JOURS_AVANT_ABANDON = 30

type Outside = Pick<AppContext, 'jobs'> & { readonly db: Db }

/**
 * Looks after the imports as long as the program runs: takes up again what a server that stopped was reading (the
 * queue alone would wait for its own long delay), gives up what was left aside.
 */
export function watchImports({ db, jobs }: Outside): void {
  jobs.every(REPRISE_MS, 'reprise des imports', () => resumeSilentImports({ db, jobs }))
  jobs.every(MENAGE_MS, 'ménage des imports', () => abandonStaleImports(db))
}

/** Plans again the reading of the imports whose reader is dead. */
export async function resumeSilentImports({ db, jobs }: Outside): Promise<void> {
  await transaction(db, async (tx) => {
    for (const id of await updateSilentImports(tx, SILENCE_SECONDES))
      await jobs.enqueue(LIRE_IMPORT, { id }, { db: tx })
  })
}

/** Gives up the imports left aside for long: their lines and their file go, their trace stays. */
export async function abandonStaleImports(db: Db): Promise<void> {
  for (const id of await listStaleImports(db, JOURS_AVANT_ABANDON)) await abandonImport(db, id)
}
