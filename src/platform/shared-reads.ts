import type { Db } from '#platform/db.ts'

/** A read that many ask for at once. `key` says all that its answer depends on, the reader's rights included. */
export type ShareRead = <T>(db: Db, key: string, read: (db: Db) => Promise<T>) => Promise<T>

/**
 * One read answers all who asked for the same thing before it left for the database. Whoever asks later has the next one:
 * what was written before they asked is always in what they are answered, and nothing is kept once it is.
 */
export function createSharedReads(): ShareRead {
  /** Not gone yet: it waits for a connection, or for the one before it to come back. */
  const joinable = new Map<string, Promise<unknown>>()
  const running = new Map<string, Promise<unknown>>()

  return <T>(db: Db, key: string, read: (db: Db) => Promise<T>): Promise<T> => {
    const joined = joinable.get(key) as Promise<T> | undefined
    if (joined) return joined
    const leave = (connection: Db): Promise<T> => {
      joinable.delete(key)
      const answer = read(connection).finally(() => running.delete(key))
      running.set(key, answer)
      return answer
    }
    const wait = async (): Promise<T> => {
      await running.get(key)?.catch(() => {}) // its failure is told to those who wait for it
      return db.connection().execute(leave)
    }
    const reading = wait().catch((error) => {
      if (joinable.get(key) === reading) joinable.delete(key) // no connection was had
      throw error
    })
    joinable.set(key, reading)
    return reading
  }
}
