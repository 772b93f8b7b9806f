/** The letter that follows from the seven digits of an UAI: i, o and q, too like figures, are not used. */
const LETTRES = 'ABCDEFGHJKLMNPRSTUVWXYZ'

export const lettreUai = (chiffres: string): string => LETTRES[Number(chiffres) % LETTRES.length]!

export type LectureUai =
  | { readonly uai: string }
  /** `attendue`: the letter that these digits have. */
  | { readonly faute: 'forme' }
  | { readonly faute: 'lettre'; readonly attendue: string }

/** Reads the number of a school in the national directory: seven digits and the letter that checks them. */
export function lireUai(texte: string): LectureUai {
  const uai = texte.replace(/\s/g, '').toUpperCase()
  if (!/^\d{7}[A-Z]$/.test(uai)) return { faute: 'forme' }
  const attendue = lettreUai(uai.slice(0, 7))
  return uai.endsWith(attendue) ? { uai } : { faute: 'lettre', attendue }
}
