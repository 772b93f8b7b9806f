import { fileURLToPath } from 'node:url'
import { openActors } from '#platform/actors.ts'
import { readConfig } from '#platform/config.ts'
import { type Db, isUnreachable, openDb } from '#platform/db.ts'
import { isMigrated } from '#platform/migrate.ts'
import { reachPostgres } from '#platform/postgres.ts'
import { StartupRefusal } from '#platform/refusal.ts'

/** The database of a command: with all powers, and as the program itself, whose acts are traced as its own. */
export type CommandDatabase = { readonly owner: Db; readonly systeme: Db }

const sqlFolder = fileURLToPath(new URL('../../sql', import.meta.url))

/**
 * Opens for a command the database that the server uses or would use, whether it runs or not, then closes it.
 *
 * @throws StartupRefusal in French when there is none, when it does not answer, or when it is of another version
 */
export async function withDatabase<T>(work: (database: CommandDatabase) => Promise<T>): Promise<T> {
  const config = readConfig()
  const embedded = config.databaseUrl ? undefined : await reachPostgres(config.dataFolder)
  const target = embedded?.settings ?? config.databaseUrl!
  const owner = openDb(target)
  const actors = openActors(config.databaseUrlApplication ?? target)
  try {
    if (!(await isMigrated(owner, sqlFolder)))
      throw new StartupRefusal(
        'La base n’est pas à la version de ce programme : démarrez Oriflamme une fois, puis recommencez.',
      )
    return await work({ owner, systeme: actors.of({ acteur: 'systeme' }) })
  } catch (error) {
    if (!isUnreachable(error)) throw error
    throw new StartupRefusal('La base de données ne répond pas, ou s’est arrêtée : recommencez.', 1, {
      cause: error,
    })
  } finally {
    await actors.close()
    await owner.destroy()
    await embedded?.stop()
  }
}

/** Runs a command; what prevents it is told in French on standard error. @returns the exit code, 2 when prevented */
export async function runCommand(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StartupRefusal)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}
