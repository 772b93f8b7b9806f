import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** A read asked this many times is asked often; so many at most are kept, each a few hundred kilobytes a connection. */
const SOUVENT = 10
const GARDES = 40
/** Texts counted meanwhile: beyond, counting starts again. */
const COMPTES = 1_000

/**
 * Lets PostgreSQL keep, on a connection, the plan of the reads that are asked often: with row-level security, planning
 * one takes longer than running it. Such a read becomes a prepared statement, named by its text; all the rest is sent as it is.
 *
 * @returns what to call with each new connection
 */
export function createKeptPlans(): (client: ClientBase) => void {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()

  const nameOf = (text: string): string | undefined => {
    const kept = names.get(text)
    if (kept || names.size >= GARDES) return kept
    const count = (counts.get(text) ?? 0) + 1
    if (counts.size >= COMPTES) counts.clear()
    counts.set(text, count)
    if (count < SOUVENT) return undefined
    counts.delete(text)
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
    names.set(text, name)
    return name
  }

  return (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown
    const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      const name =
        typeof text === 'string' && Array.isArray(values) && isRead(text) ? nameOf(text) : undefined
      return name ? send({ name, text, values }, ...rest) : send(text, values, ...rest)
    }
    Object.assign(client, { query })
  }
}

const isRead = (text: string): boolean => /^\s*(select|with)\s/.test(text)
