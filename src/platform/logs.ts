import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The program's log: one JSON object a line on standard error, so that standard output keeps the few lines a
 * person reads. Never put personal data in it: people are named by identifier.
 */
export function openLog(level: string = process.env.LOG_LEVEL ?? 'info'): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: tellError } },
    pino.destination({ fd: 2, sync: true }),
  )
}

/** pg hangs its whole connection on the errors that break it: pages of settings in a line of the log. */
function tellError(error: Error): object {
  const { client: _, ...told } = pino.stdSerializers.err(error)
  return told
}

/** A log that keeps nothing, for tests. */
export const silentLog = (): Log => pino({ level: 'silent' })
