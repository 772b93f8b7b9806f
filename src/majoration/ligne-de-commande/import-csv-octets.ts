import { isAscii, isUtf8 } from 'node:buffer'

/** A file that cannot be read as asked: one French sentence, with the line and the value where there is one. */
export class RefusDeLecture extends Error {}

/** Bytes 0x80 to 0x9F of Windows-1252, the only ones that are not their own code point. */
const WINDOWS_1252_HAUT = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Watches the bytes of a stream: refuses what is not text, and settles the encoding. A text stays in bytes until
 * the last one is seen, for a single byte that is not UTF-8 makes the whole file Windows-1252.
 */
export class Encodage {
  utf8 = true
  #premier = true
  /** The beginning of a character cut by the end of a chunk. */
  #suite: Uint8Array = new Uint8Array(0)

  /** Looks at the next chunk, in the order of the file. */
  verifier(morceau: Buffer): void {
    if (this.#premier) refuserBinaire(morceau)
    this.#premier = false
    if (morceau.includes(0)) {
      throw new RefusDeLecture(
        'Le fichier contient des octets nuls : ce n’est pas un texte CSV en UTF-8 ou Windows-1252 (UTF-16 ou fichier binaire).',
      )
    }
    if (!this.utf8 || (this.#suite.length === 0 && isAscii(morceau))) return
    const octets = this.#suite.length ? Buffer.concat([this.#suite, morceau]) : morceau
    const entiers = octets.length - longueurInachevee(octets)
    this.utf8 = isUtf8(octets.subarray(0, entiers))
    this.#suite = Uint8Array.from(octets.subarray(entiers))
  }

  /** To call after the last chunk. */
  terminer(): void {
    if (this.#suite.length > 0) this.utf8 = false
  }

  /** The text of some bytes, in the encoding known so far. */
  decoder(octets: Uint8Array): string {
    const tampon = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
    if (this.utf8 && isUtf8(tampon)) return tampon.toString('utf8')
    return tampon
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252_HAUT[c.charCodeAt(0) - 0x80]!)
  }

  /**
   * The place of each byte in code-point order: comparing two texts by the places of their bytes compares their
   * code points. UTF-8 was designed so that bytes will do; Windows-1252 has its high characters out of order.
   */
  placesDesOctets(): Uint8Array {
    const places = Uint8Array.from({ length: 256 }, (_, octet) => octet)
    if (this.utf8) return places
    const codes = Array.from(places, (octet) => this.decoder(Uint8Array.of(octet)).charCodeAt(0))
    return places.map((octet) => codes.filter((code) => code < codes[octet]!).length)
  }
}

function refuserBinaire(debut: Buffer): void {
  if (debut.subarray(0, 2).equals(Buffer.from('PK'))) {
    throw new RefusDeLecture(
      'Le fichier est une archive (classeur Excel .xlsx ou LibreOffice .ods ?) : enregistrez la feuille au format CSV.',
    )
  }
  const [a, b] = debut
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new RefusDeLecture('Le fichier est en UTF-16 : enregistrez-le au format CSV UTF-8.')
  }
}

/** How many bytes at the end begin a UTF-8 character without finishing it: 0 to 3. */
function longueurInachevee(octets: Uint8Array): number {
  for (let recul = 1; recul <= Math.min(3, octets.length); recul++) {
    const octet = octets[octets.length - recul]!
    if (octet < 0x80) return 0
    if (octet >= 0xc0) return (octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2) > recul ? recul : 0
  }
  return 0
}
