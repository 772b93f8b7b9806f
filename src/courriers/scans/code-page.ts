/** What the QR code of a page says: which printed letter, and which of its pages. */
export type CodePage = {
  /** Names one printing of one letter; says nothing of its content. */
  readonly lettre: string
  /** From 1. */
  readonly page: number
  readonly pages: number
}

/** Digits and letters that nobody takes for one another; a QR code packs capitals tighter. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LONGUEUR = 16
const FORME = /^(ORI1:([0-9A-HJKMNP-TV-Z]{16}):([1-9]\d{0,2})\/([1-9]\d{0,2})):([0-9A-F]{4})$/

/**
 * The name of a printing: 80 bits of the fingerprint of all that is printed. The same letter made again the same day
 * keeps its name; a letter whose text changed takes another, and the sheets printed before are known to be out of date.
 *
 * @param empreinte SHA-256 in hexadecimal
 */
export function nommerTirage(empreinte: string): string {
  let bits = BigInt(`0x${empreinte.slice(0, (LONGUEUR * 5) / 4)}`)
  let nom = ''
  while (nom.length < LONGUEUR) {
    nom = ALPHABET[Number(bits % 32n)]! + nom
    bits /= 32n
  }
  return nom
}

/** `ORI1:<16 signs>:<page>/<pages>:<control>`: version 1 of what our codes say. */
export function ecrireCode({ lettre, page, pages }: CodePage): string {
  const corps = `ORI1:${lettre}:${page}/${pages}`
  return `${corps}:${controler(corps)}`
}

/** Undefined for a code that is not one of ours, or was read wrong. */
export function lireCode(texte: string): CodePage | undefined {
  const lu = FORME.exec(texte.trim())
  if (!lu) return undefined
  const [, corps, lettre, page, pages, controle] = lu
  if (controler(corps!) !== controle || Number(page) > Number(pages)) return undefined
  return { lettre: lettre!, page: Number(page), pages: Number(pages) }
}

/** CRC-16 (polynomial 0x1021, initial value 0xFFFF), as four hexadecimal digits. */
function controler(texte: string): string {
  let reste = 0xffff
  for (const signe of texte) {
    reste ^= signe.charCodeAt(0) << 8
    for (let bit = 0; bit < 8; bit++) reste = ((reste << 1) ^ (reste & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return reste.toString(16).toUpperCase().padStart(4, '0')
}
