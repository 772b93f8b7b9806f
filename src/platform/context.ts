import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db.ts'
import type { Files } from '#platform/files.ts'
import type { Jobs } from '#platform/jobs.ts'
import type { Log } from '#platform/logs.ts'

/** What the server hands to the routes of each capability: the outside world, and nothing else. */
export type AppContext = {
  readonly db: Db
  readonly jobs: Jobs
  readonly clock: Clock
  readonly files: Files
  readonly config: Config
  readonly log: Log
}
