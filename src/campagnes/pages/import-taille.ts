import { fraction } from '#socle/fraction.ts'
import { ecrireDecimale, FINE } from '#socle/francais.ts'

/** A number of bytes as the file managers write it: « 812 octets », « 96 ko », « 12,4 Mo ». */
export function ecrireTaille(octets: number): string {
  if (octets < 1_024) return `${octets}${FINE}${octets < 2 ? 'octet' : 'octets'}`
  if (octets < 1_048_576) return `${ecrireDecimale(fraction(octets, 1_024), 0)}${FINE}ko`
  return `${ecrireDecimale(fraction(octets, 1_048_576), 1)}${FINE}Mo`
}

/** When a file was received, in the time of the person who reads: « 21 nov. 2026, 08:55 ». */
export const ecrireInstant = (instant: string): string =>
  new Date(instant).toLocaleString('fr-FR', { dateStyle: 'medium', timeStyle: 'short' })
