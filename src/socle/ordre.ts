/**
 * Compares two texts in code-point order, the same on every machine and in every language.
 *
 * JavaScript compares UTF-16 units, which puts U+FFFD after an emoji; code points (and PostgreSQL's "C"
 * collation, and UTF-8 bytes) put it before. The difference shows only when a surrogate meets U+E000–U+FFFF.
 */
export function comparerTextes(a: string, b: string): number {
  if (a === b) return 0
  const longueur = Math.min(a.length, b.length)
  for (let i = 0; i < longueur; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rangUtf16(x) - rangUtf16(y)
  }
  return a.length - b.length
}

/** Moves surrogates above the rest of the basic plane, as the code points that they spell are. */
const rangUtf16 = (unite: number) => (unite >= 0xd800 && unite <= 0xdfff ? unite + 0x10000 : unite)
