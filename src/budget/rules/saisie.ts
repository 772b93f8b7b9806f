import { type Centimes, euros } from '#socle/montant.ts'

/**
 * Reads an amount as people type it: « 1 992 428 », « 12,5 », « 7572.00 € », « −40 ».
 * @returns cents, or undefined when it is not an amount to the cent
 */
export function lireEuros(saisie: string): Centimes | undefined {
  const texte = saisie.replace(/[\s€]/g, '').replace('−', '-').replace(',', '.')
  const lu = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(texte)
  if (!lu) return undefined
  const [, signe, entiers, decimales = ''] = lu
  const montant = euros(Number(entiers)) + Number(decimales.padEnd(2, '0'))
  return signe ? 0 - montant : montant
}
