import { type Centimes, centimes } from '#socle/montant.ts'

/** Cents as the agency writes euros: 10050 → « 100.50 ». Never through floating point. */
export function ecrireMontantAsp(montant: Centimes): string {
  const chiffres = Math.abs(montant).toString().padStart(3, '0')
  return `${montant < 0 ? '-' : ''}${chiffres.slice(0, -2)}.${chiffres.slice(-2)}`
}

/**
 * An amount in euros as the agency returns it: « 100 », « 100.5 », « -30,00 », « 1.0E2 » is not one.
 *
 * @returns cents, or undefined when it is not an amount to the cent
 */
export function lireMontantAsp(texte: string): Centimes | undefined {
  const [, signe, entiers, decimales = ''] = /^([+-]?)(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(texte.trim()) ?? []
  if (entiers === undefined || !/^\d{0,2}0*$/.test(decimales)) return undefined
  const valeur = BigInt(entiers + decimales.slice(0, 2).padEnd(2, '0'))
  return centimes(signe === '-' ? -valeur : valeur)
}
