import { removePerimes } from '#donnees-personnelles/store-purge.ts'
import type { AppContext } from '#platform/context.ts'

const PURGER = 'purge'
/** Half past three, Paris time: the hour that summer time repeats or skips is over. */
const CHAQUE_NUIT = '30 3 * * *'

/** Plans the removal of the personal data that outlived its time, every night. Before the jobs start. */
export function planPurge({
  jobs,
  systeme,
  clock,
  config,
}: Pick<AppContext, 'jobs' | 'systeme' | 'clock' | 'config'>): void {
  const purge = async () => void (await removePerimes(systeme, clock.now()))
  jobs.define(PURGER, purge, { cron: config.purge ? CHAQUE_NUIT : undefined })
}
