import { DEPOSER_LISTE } from '#aides/listes/routes-listes-depot.ts'
import { abandonListe } from '#aides/listes/routes-listes-fin.ts'
import { LIRE_LISTE } from '#aides/listes/routes-listes-lecture.ts'
import { forgetBanqueOfOldListes, listStaleListes, updateSilentListes } from '#aides/listes/store-listes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'

/** A worker silent for this long is dead: its server has stopped. */
export const SILENCE_SECONDES = 15
const REPRISE_MS = 5_000
const MENAGE_MS = 3_600_000
/** Bank accounts that serve nobody are kept this long. */
export const JOURS_GARDES = 60

type Outside = Pick<AppContext, 'jobs'> & { readonly db: Db }

/**
 * Looks after the lists as long as the program runs: takes up what a server that stopped was doing, gives up what was left
 * aside, forgets the accounts of lines that were not deposited.
 */
export function watchListes({ db, jobs }: Outside): void {
  jobs.every(REPRISE_MS, 'reprise des listes d’aides', () => resumeSilentListes({ db, jobs }))
  jobs.every(MENAGE_MS, 'ménage des listes d’aides', () => tidyListes(db))
}

/** Plans again the work on the lists whose worker is dead. */
export async function resumeSilentListes({ db, jobs }: Outside): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { id, etat } of await updateSilentListes(tx, SILENCE_SECONDES))
      await jobs.enqueue(etat === 'recue' ? LIRE_LISTE : DEPOSER_LISTE, { id }, { db: tx })
  })
}

/** Gives up the lists left aside for long, and forgets the accounts that a deposit did not take. */
export async function tidyListes(db: Db): Promise<void> {
  for (const id of await listStaleListes(db, JOURS_GARDES)) await abandonListe(db, id)
  await forgetBanqueOfOldListes(db, JOURS_GARDES)
}
