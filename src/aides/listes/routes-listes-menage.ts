import { DEPOSER_LISTE } from '#aides/listes/routes-listes-depot.ts'
import { LIRE_LISTE } from '#aides/listes/routes-listes-lecture.ts'
import { updateSilentListes } from '#aides/listes/store-listes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'

/** A worker silent for this long is dead: its server has stopped. */
export const SILENCE_SECONDES = 15
const REPRISE_MS = 5_000

type Outside = Pick<AppContext, 'jobs'> & { readonly db: Db }

/** Looks after the lists as long as the program runs: takes up what a server that stopped was doing. */
export function watchListes({ db, jobs }: Outside): void {
  jobs.every(REPRISE_MS, 'reprise des listes d’aides', () => resumeSilentListes({ db, jobs }))
}

/** Plans again the work on the lists whose worker is dead. */
export async function resumeSilentListes({ db, jobs }: Outside): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { id, etat } of await updateSilentListes(tx, SILENCE_SECONDES))
      await jobs.enqueue(etat === 'recue' ? LIRE_LISTE : DEPOSER_LISTE, { id }, { db: tx })
  })
}
