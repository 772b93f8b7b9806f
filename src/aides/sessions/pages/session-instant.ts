const format = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
})

/** An instant on a clock in Paris: « 5 mars 2025 à 09:30 ». */
export const direInstant = (instant: string): string => format.format(new Date(instant))
