import { type Fraction, fraction, lireFraction, plancher } from '#socle/fraction.ts'
import { ecrireNombre } from '#socle/francais.ts'

/**
 * What a person types in a number field, made plain: spaces of every kind, a trailing unit and the decimal comma go.
 * `20 140 000 €` reads `20140000`, `12,50` reads `12.50`; the result may still not be a number.
 */
export const simplifierNombre = (saisie: string): string =>
  saisie
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/(€|%|points?|pts?)$/i, '')
    .replace(',', '.')

/** The number typed, exact; undefined when it is not one, or when it is negative. */
export function lireNombre(saisie: string): Fraction | undefined {
  const nombre = lireFraction(simplifierNombre(saisie))
  return nombre && nombre.n >= 0n ? nombre : undefined
}

/** The number typed times `facteur`, when that is a whole number that fits in `maximum`. */
export function lireEntier(saisie: string, facteur: number, maximum: number): number | undefined {
  const nombre = lireNombre(saisie)
  if (!nombre) return undefined
  const valeur = fraction(nombre.n * BigInt(facteur), nombre.d)
  return valeur.d === 1n && valeur.n <= BigInt(maximum) ? Number(valeur.n) : undefined
}

/** The shortest exact writing: a decimal when it ends (`0.76`), else the quotient in lowest terms (`300/389`). */
export function ecrireExact(valeur: Fraction): string {
  let reste = valeur.d
  let decimales = 0
  for (const diviseur of [10n, 5n, 2n]) {
    while (reste % diviseur === 0n && decimales < 20) {
      reste /= diviseur
      decimales++
    }
  }
  if (reste !== 1n) return `${valeur.n}/${valeur.d}`
  const echelle = 10n ** BigInt(decimales)
  const chiffres = plancher(fraction(valeur.n * echelle, valeur.d))
    .toString()
    .padStart(decimales + 1, '0')
  const coupe = chiffres.length - decimales
  const fin = chiffres.slice(coupe).replace(/0+$/, '')
  return fin ? `${chiffres.slice(0, coupe)}.${fin}` : chiffres.slice(0, coupe)
}

/** A share `0.76` as the percentage a field shows (`76`), and back; a quotient (`900/1167`) stays a quotient. */
export function partEnPourcent(part: string): string {
  const valeur = lireFraction(part)
  if (!valeur) return part
  const exacte = ecrireExact(fraction(valeur.n * 100n, valeur.d))
  return exacte.includes('/') ? part : exacte
}

/** The share that a percentage or a quotient spells, between 0 and 1; undefined otherwise. */
export function pourcentEnPart(saisie: string): string | undefined {
  const nombre = lireNombre(saisie)
  if (!nombre) return undefined
  const quotient = simplifierNombre(saisie).includes('/')
  const part = quotient ? nombre : fraction(nombre.n, nombre.d * 100n)
  if (part.n > part.d) return undefined
  return quotient ? simplifierNombre(saisie) : ecrireExact(part)
}

/** A plain number as the French write it (`20 140 000`, `12,5`); anything else, a quotient for one, is left as it is. */
export function ecrireFrancais(simple: string): string {
  const nombre = /^(\d+)(?:\.(\d+))?$/.exec(simple)
  if (!nombre) return simple
  return ecrireNombre(BigInt(nombre[1]!)) + (nombre[2] ? `,${nombre[2]}` : '')
}
