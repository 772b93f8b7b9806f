import { setImmediate } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { Pool, type PoolConfig } from 'pg'
import PgBoss from 'pg-boss'
import { applicationRole } from '#platform/actors.ts'
import type { Db } from '#platform/db.ts'
import type { Log } from '#platform/logs.ts'

/** A request plans work in its own transaction: it may add to the queue and see what it added, nothing else. */
const grant = `
  grant usage on schema travaux to ${applicationRole};
  grant select on travaux.queue to ${applicationRole};
  grant select, insert on travaux.job to ${applicationRole}`

type Handler = (data: object, id: string) => Promise<void>

/** Work done after the answer, kept in the database: a stopped server loses none of it, several servers share it. */
export type Jobs = {
  /**
   * Says how to do one kind of work. Before `start`.
   * @param cron when the work comes back by itself, Paris time, once for all servers; and at a start, at most
   *   twice a day, to make up for what was missed while every server was stopped
   */
  define<T extends object>(
    name: string,
    handler: (data: T, id: string) => Promise<void>,
    options?: { cron?: string | undefined },
  ): void
  /** Adds work to do; inside a transaction, the work exists only if the transaction succeeds. */
  enqueue(name: string, data: object, options?: { db?: Db; singletonKey?: string }): Promise<string | null>
  /**
   * Comes back to a short upkeep every `ms` milliseconds from `start` to `stop`, never twice at once: what it does is
   * found in the database, so that several servers may do it. Never keeps the program alive.
   */
  every(ms: number, what: string, work: () => Promise<void>): void
  start(): Promise<void>
  /** Stops taking work, and leaves what is under way a few seconds to finish. */
  stop(): Promise<void>
}

/** Opens the queue. Nothing touches the database before `start`, which the server calls once it serves pages. */
export function openJobs(target: string | PoolConfig, log: Log): Jobs {
  const handlers = new Map<string, { handler: Handler; cron: string | undefined }>()
  const upkeeps: { ms: number; what: string; work: () => Promise<void> }[] = []
  const turning = new Set<Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  let started: Promise<PgBoss> | undefined
  let opened: { boss: PgBoss; connections: Connections } | undefined
  let stopping = false

  const launch = async (): Promise<PgBoss> => {
    const settings = typeof target === 'string' ? { connectionString: target } : target
    const tell = (err: unknown) => stopping || log.error({ err }, 'file des travaux')
    const connections = openConnections({ ...settings, max: 3, application_name: 'oriflamme-travaux' }, tell)
    const boss = new PgBoss({ ...settings, db: connections, schema: 'travaux' } as PgBoss.ConstructorOptions)
    opened = { boss, connections }
    boss.on('error', tell)
    await boss.start()
    await connections.executeSql(grant, [])
    for (const [name, { handler, cron }] of handlers) {
      // A job cut short by a crash is taken again after `expireInMinutes`: handlers must stand being run twice.
      await boss.createQueue(name, { name, retryLimit: 2, retryDelay: 5, expireInMinutes: 15 })
      await boss.work<object>(name, { pollingIntervalSeconds: 0.5 }, (batch) => runAll(name, batch, handler))
      // What an earlier start had planned is forgotten when this one plans nothing.
      if (!cron) await boss.unschedule(name)
      else {
        await boss.schedule(name, cron, {}, { tz: 'Europe/Paris' })
        await boss.send(name, {}, { singletonSeconds: 43_200 })
      }
    }
    for (const upkeep of upkeeps) repeat(upkeep)
    return boss
  }

  const repeat = ({ ms, what, work }: (typeof upkeeps)[number]): void => {
    let busy = false
    const turn = async () => {
      if (busy) return
      busy = true
      await work().catch((err) => log.warn({ err }, what))
      busy = false
    }
    const timer = setInterval(() => {
      const under = turn()
      turning.add(under)
      void under.then(() => turning.delete(under))
    }, ms)
    timers.push(timer.unref())
  }

  const startOnce = (): Promise<PgBoss> => {
    started ??= launch()
    return started
  }

  const runAll = async (name: string, batch: PgBoss.Job<object>[], handler: Handler): Promise<void> => {
    for (const { id, data } of batch) {
      // Taken while the queue stopped: given back at once, for the next start.
      if (stopping) throw new Error('arrêt du serveur')
      try {
        await handler(data, id)
      } catch (err) {
        log.error({ err, travail: name, id }, 'travail en échec')
        throw err
      }
    }
  }

  return {
    define(name, handler, { cron } = {}) {
      if (started) throw new Error(`travail « ${name} » défini après le démarrage`)
      handlers.set(name, { handler: handler as Handler, cron })
    },
    async enqueue(name, data, { db, singletonKey } = {}) {
      if (!handlers.has(name)) throw new Error(`travail « ${name} » inconnu`)
      const boss = await startOnce()
      const inTransaction = db && {
        db: { executeSql: (text: string, values: unknown[]) => run(db, text, values) },
      }
      return boss.send(name, data, { ...inTransaction, ...(singletonKey && { singletonKey }) })
    },
    every(ms, what, work) {
      if (started) throw new Error(`entretien « ${what} » défini après le démarrage`)
      upkeeps.push({ ms, what, work })
    },
    async start() {
      // Without any work defined, the queue would only keep the database awake.
      if (handlers.size > 0) await startOnce()
    },
    async stop() {
      await started?.catch(() => undefined)
      stopping = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(turning)
      try {
        await opened?.boss.stop({ graceful: true, timeout: 5_000 })
      } finally {
        await opened?.connections.close()
      }
    },
  }
}

type Connections = {
  executeSql(text: string, values: unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}

/**
 * The connections of the queue, closed only once every statement is answered. The queue would close its own under the
 * workers that are asking for work: one whose turn had not come would wait for ever, and the program with it.
 */
function openConnections(settings: PoolConfig, tell: (err: unknown) => void): Connections {
  const pool = new Pool(settings)
  pool.on('error', tell)
  const under = new Set<Promise<unknown>>()
  return {
    executeSql(text, values) {
      const asked = pool.query(text, values)
      const done = () => void under.delete(asked)
      under.add(asked)
      asked.then(done, done)
      return asked
    },
    async close() {
      while (under.size > 0) {
        await Promise.allSettled(under)
        // What an answer leads to is asked before the connections are closed.
        await setImmediate()
      }
      if (!pool.ending) await pool.end()
    },
  }
}

const run = (db: Db, text: string, values: unknown[]): Promise<{ rows: unknown[] }> =>
  db.executeQuery(CompiledQuery.raw(text, values))
