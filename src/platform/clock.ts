/** The time, as something that is given: rules never ask for it, tests choose it. */
export type Clock = {
  /** This instant, in UTC: `2023-06-21T09:30:00.000Z`. */
  now(): string
  /** Today in Paris, `AAAA-MM-JJ`: a deadline of the Région ends at midnight there, not in Greenwich. */
  today(): string
}

/** The machine's clock. This is the only place of the program that reads it. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => parisDate(new Date()),
}

/** A clock stopped at an instant, for tests and for the demonstration. */
export function fixedClock(instant: string): Clock {
  const date = new Date(instant)
  return { now: () => date.toISOString(), today: () => parisDate(date) }
}

/** An instant as PostgreSQL writes it, in any time zone, as a UTC ISO string. */
export const toInstant = (text: string): string => new Date(text).toISOString()

// The Swedish locale happens to write dates the ISO way.
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })
const parisDate = (date: Date): string => paris.format(date)
