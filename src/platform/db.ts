import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, type PoolConfig, types } from 'pg'
import { toInstant } from '#platform/clock.ts'

/**
 * A way to the database: the pool, or the transaction under way. It knows no table: each store names the tables it
 * owns, `db.withTables<TablesCampagnes>()`, so that one capability cannot read another's by accident.
 */
export type Db = Kysely<Record<never, never>>
export type Tx = Transaction<Record<never, never>>

/**
 * Opens a pool of connections. Nothing is sent before the first query.
 *
 * @param target a `postgres://` address, or the settings the embedded server returned
 */
export function openDb(target: string | PoolConfig, onIdleError: (error: Error) => void = () => {}): Db {
  const settings: PoolConfig = typeof target === 'string' ? { connectionString: target } : target
  const pool = new Pool({ application_name: 'oriflamme', max: 10, types: columnTypes, ...settings })
  // A connection that breaks while nobody uses it must not end the program: the pool opens another. Once the pool is
  // closed, the server may end a connection before we have finished hanging up: that is no news.
  pool.on('error', (error) => {
    if (!pool.ending) onIdleError(error)
  })
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

/** Runs `work` in one transaction: all of it, or nothing. Inside a transaction already, joins it. */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Tx) : db.transaction().execute(work)
}

/** Whether an error says that the database cannot be reached now, rather than that it refuses what was asked. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnreachable)
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // Class 08 is a broken connection, 57P0x a server that stops or starts, 53300 one without a free place.
  return (
    /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08...|57P0.|53300)/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(message)
  )
}

/** A PostgreSQL `bigint` as a number, refused beyond what a number holds exactly. */
export function toSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`entier hors limites reçu de la base : ${text}`)
  return value
}

// pg gives `bigint` as text and dates as Date objects in local time; here money is a checked integer, a date is
// 'AAAA-MM-JJ', an instant is UTC, and `numeric` stays text because no floating point decides an amount.
const int8 = 20
const date = 1082
const timestamptz = 1184
const parsers = new Map<number, (text: string) => unknown>([
  [int8, toSafeInteger],
  [date, (text) => text],
  [timestamptz, toInstant],
  [1016, (text) => parseArray(text).map((item) => (item === null ? null : toSafeInteger(item)))],
  [1182, (text) => parseArray(text)],
])

// 1009 is text[]: pg's own reader of arrays of text serves for the others.
const readerOf = types.getTypeParser as unknown as (oid: number, format?: string) => (text: string) => unknown
const parseArray = (text: string): (string | null)[] => readerOf(1009)(text) as (string | null)[]

export const columnTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : parsers.get(oid)
    return parser ?? readerOf(oid, format)
  },
} as NonNullable<PoolConfig['types']>
