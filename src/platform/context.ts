import type { Actors } from '#platform/actors.ts'
import type { Clock } from '#platform/clock.ts'
import type { Coffre } from '#platform/coffre.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db.ts'
import type { Files } from '#platform/files.ts'
import type { Jobs } from '#platform/jobs.ts'
import type { Log } from '#platform/logs.ts'
import type { Mail } from '#platform/mail.ts'
import type { OpenIdClient, Provider } from '#platform/openid.ts'

/** What the server hands to the routes of each capability: the outside world, and nothing else. */
export type AppContext = {
  /** The database as the program itself sees it: sign-in and jobs. A request uses `c.var.db`. */
  readonly systeme: Db
  readonly actors: Actors
  readonly openid: OpenIdClient
  /** Where people may be recognised. */
  readonly fournisseurs: readonly Provider[]
  readonly jobs: Jobs
  readonly mail: Mail
  readonly clock: Clock
  readonly files: Files
  /** Where bank data is sealed before it is written, and opened when it must be read. */
  readonly coffre: Coffre
  readonly config: Config
  readonly log: Log
}
