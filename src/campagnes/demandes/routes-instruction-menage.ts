import { travailDe } from '#campagnes/demandes/instruction-lot.ts'
import { refreshControle } from '#campagnes/demandes/routes-instruction-etude.ts'
import { updateLotsMuets } from '#campagnes/demandes/store-instruction-lot.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'

/** A work silent for this long is dead: its server has stopped. */
export const SILENCE_SECONDES = 15
const REPRISE_MS = 5_000
/** How late the queue may be on what was just submitted. */
const CONTROLE_MS = 1_000

/**
 * Looks after the queue as long as the program runs: reads again the applications that moved, takes up the works
 * whose server has stopped (the job queue alone would wait for its own long delay).
 */
export function watchInstruction(ctx: Pick<AppContext, 'systeme' | 'jobs'>): void {
  ctx.jobs.every(CONTROLE_MS, 'contrôle des demandes', () => refreshControles(ctx))
  ctx.jobs.every(REPRISE_MS, 'reprise des travaux de l’instruction', () => resumeLots(ctx))
}

/** Reads again every application whose line of the queue is out of date. */
export async function refreshControles({ systeme }: Pick<AppContext, 'systeme'>): Promise<void> {
  while (await refreshControle(systeme));
}

/** Plans again what a stopped server was doing. */
export async function resumeLots({ systeme, jobs }: Pick<AppContext, 'systeme' | 'jobs'>): Promise<void> {
  await transaction(systeme, async (tx) => {
    for (const { id, acte } of await updateLotsMuets(tx, SILENCE_SECONDES))
      await jobs.enqueue(travailDe(acte), { id }, { db: tx })
  })
}
