/**
 * Numbers read straight from bytes: the usual ones, digit by digit, without making a text. Anything unusual gets
 * « to be looked at as a text » for an answer, and `lireEffectif` or `lireDecimal` decide.
 */

const ZERO = 48
const NEUF = 57
const MOINS = 45
const VIRGULE = 44
const POINT = 46
/** Fifteen digits always fit exactly in a double. */
const CHIFFRES_SURS = 15

/** A plain count (`0`, `12`, `003`), or -1 when the bytes are anything else. */
export function lireEffectifSimple(octets: Uint8Array, debut: number, fin: number): number {
  if (fin === debut || fin - debut > CHIFFRES_SURS) return -1
  let valeur = 0
  for (let p = debut; p < fin; p++) {
    const octet = octets[p]!
    if (octet < ZERO || octet > NEUF) return -1
    valeur = valeur * 10 + octet - ZERO
  }
  return valeur
}

/** Any count, as a text: `12`, `+12`, `12,0`. Undefined unless it is whole, not negative and exactly representable. */
export function lireEffectif(texte: string): number | undefined {
  const lu = /^(?:\+?(\d+)(?:[.,]0+)?|-0+(?:[.,]0+)?)$/.exec(texte)
  if (!lu) return undefined
  const valeur = Number(lu[1] ?? 0)
  return Number.isSafeInteger(valeur) ? valeur : undefined
}

/** The last decimal read by `lireSimple`: `mantisse` over 10^`decimales`. One object, reused: no allocation a line. */
export class LecteurDeDecimal {
  mantisse = 0
  decimales = 0

  /** Reads `12`, `-3,50`, `0.125` of at most 15 digits; false when the bytes are anything else. */
  lireSimple(octets: Uint8Array, debut: number, fin: number): boolean {
    const negatif = octets[debut] === MOINS && debut < fin
    let mantisse = 0
    let virgule = -1
    const premier = negatif ? debut + 1 : debut
    if (fin - premier > CHIFFRES_SURS + 1) return false
    for (let p = premier; p < fin; p++) {
      const octet = octets[p]!
      if (octet >= ZERO && octet <= NEUF) mantisse = mantisse * 10 + octet - ZERO
      else if ((octet === VIRGULE || octet === POINT) && virgule < 0 && p > premier) virgule = p
      else return false
    }
    if (premier >= fin || virgule === fin - 1) return false
    if (virgule < 0 && fin - premier > CHIFFRES_SURS) return false
    this.mantisse = negatif && mantisse !== 0 ? -mantisse : mantisse
    this.decimales = virgule < 0 ? 0 : fin - virgule - 1
    return true
  }
}
