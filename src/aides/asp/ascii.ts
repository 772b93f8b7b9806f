/**
 * Texts as the paying agency takes them: plain ASCII, without the signs that its schema refuses (tab, « ; », « ¨ »).
 */

/** Letters that no accent explains. */
const LETTRES: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ẞ: 'SS', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' },
  ...{ ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ı: 'i', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ĸ: 'k', ə: 'e', Ə: 'E' },
  ...{ '’': "'", '‘': "'", ʼ: "'", '´': "'", '`': "'", '“': '"', '”': '"', '«': '"', '»': '"' },
  ...{ '‐': '-', '‑': '-', '–': '-', '—': '-', '−': '-', '…': '...', '¨': ' ', '·': ' ', '°': ' ', '€': 'E' },
}

/** « Éloïse d’Œuvre » → « Eloise d'Oeuvre »; what has no Latin equivalent stays, for `horsAscii` to tell. */
export const enAscii = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\u0020-\u007e]/gu, (signe) => LETTRES[signe] ?? (/\s/u.test(signe) ? ' ' : signe))
    .replace(/[;\s]+/g, ' ')
    .trim()

/** The signs of a text that no ASCII letter replaces: « Ж ». */
export const horsAscii = (texte: string): string[] => [
  ...new Set([...enAscii(texte)].filter((signe) => !/[\u0020-\u007e]/.test(signe))),
]

/** Holder of an account: Latin letters, digits, space and `/ - ? : ( ) . , '`; every other sign becomes a space. */
export const enTitulaire = (texte: string): string =>
  couper(
    enAscii(texte)
      .replace(/[^A-Za-z0-9 /\-?:().,']/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
    32,
  )

/** A name that is too long stops at the last whole word, or where it must. */
export function couper(texte: string, longueur: number): string {
  if (texte.length <= longueur) return texte
  const entier = texte.slice(0, longueur + 1).search(/[ -][^ -]*$/)
  return texte.slice(0, entier > 0 ? entier : longueur).trim()
}

/** Usual abbreviations of postal addresses, tried when a street is too long. */
const ABREGES: readonly (readonly [RegExp, string])[] = [
  [/\bmar[eé]chal\b/gi, 'Mal'],
  [/\bg[eé]n[eé]ral\b/gi, 'Gal'],
  [/\bpr[eé]sident\b/gi, 'Pdt'],
  [/\bcommandant\b/gi, 'Cdt'],
  [/\bcapitaine\b/gi, 'Cne'],
  [/\bcolonel\b/gi, 'Col'],
  [/\blieutenant\b/gi, 'Lt'],
  [/\bprofesseur\b/gi, 'Pr'],
  [/\bdocteur\b/gi, 'Dr'],
  [/\bsaint\b/gi, 'St'],
  [/\bsainte\b/gi, 'Ste'],
  [/\bnotre[ -]dame\b/gi, 'ND'],
  [/\bfaubourg\b/gi, 'Fg'],
]

/** Abbreviates a street word by word, only as much as it takes to hold in `longueur` signs. */
export function abreger(texte: string, longueur: number): string {
  let court = texte
  for (const [mot, abrege] of ABREGES) {
    if (court.length <= longueur) return court
    court = court.replace(mot, abrege)
  }
  return court
}
