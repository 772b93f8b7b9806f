import { ecrireDate, ecrireNombre, FINE } from '#socle/francais.ts'

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})
/** « 20 mars 2024 à 11:00 », Paris time. */
export const ecrireInstant = (le: string): string => instant.format(new Date(le))

/** An instant, or the day of what only has one. */
export const ecrireQuand = (le: string): string => (le.length > 10 ? ecrireInstant(le) : ecrireDate(le))

export const ecrireTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${ecrireNombre(Math.max(1, Math.round(octets / 1_000)))}${FINE}ko`
    : `${ecrireNombre(Math.round(octets / 1_000_000))}${FINE}Mo`
