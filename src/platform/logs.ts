import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The program's log: one JSON object a line on standard error, so that standard output keeps the few lines a
 * person reads. Never put personal data in it: people are named by identifier.
 */
export function openLog(
  level: string = process.env.LOG_LEVEL ?? 'info',
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: tellError } },
    destination,
  )
}

/** What of an error helps to repair: pg adds its whole connection, and the values of the row that it refuses. */
function tellError(error: Error): object {
  const {
    client: _,
    detail: __,
    where: ___,
    ...told
  } = pino.stdSerializers.err(error) as Record<string, unknown>
  return told
}

/** A log that keeps nothing, for tests. */
export const silentLog = (): Log => pino({ level: 'silent' })
