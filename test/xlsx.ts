import assert from 'node:assert/strict'
import { inflateRawSync } from 'node:zlib'

/** The XML parts of a workbook, read from the ZIP by hand: what is checked must not be read by what wrote it. */
export async function lireParties(octets: Uint8Array): Promise<Map<string, string>> {
  const zip = Buffer.from(octets)
  const fin = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const parties = new Map<string, string>()
  let position = zip.readUInt32LE(fin + 16)
  for (let i = zip.readUInt16LE(fin + 10); i > 0; i--) {
    const [methode, taille] = [zip.readUInt16LE(position + 10), zip.readUInt32LE(position + 20)]
    const [nom, extra, commentaire] = [28, 30, 32].map((o) => zip.readUInt16LE(position + o)) as [
      number,
      number,
      number,
    ]
    const chemin = zip.toString('utf8', position + 46, position + 46 + nom)
    const locale = zip.readUInt32LE(position + 42)
    const debut = locale + 30 + zip.readUInt16LE(locale + 26) + zip.readUInt16LE(locale + 28)
    const contenu = zip.subarray(debut, debut + taille)
    parties.set(chemin, (methode === 8 ? inflateRawSync(contenu) : contenu).toString('utf8'))
    position += 46 + nom + extra + commentaire
  }
  return parties
}

/** Refuses what Excel refuses: a tag left open, a bare & or <, a character that XML 1.0 forbids. */
export function verifierXml(xml: string, chemin: string): void {
  assert(
    !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml),
    `${chemin} : caractère interdit`,
  )
  const ouvertes: string[] = []
  const jetons = /<\?[^>]*\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|([\s\S])/g
  for (const [jeton, fermante, nom, attributs = '', seule, texte, etranger] of xml.matchAll(jetons)) {
    assert(!etranger, `${chemin} : « ${jeton} » inattendu dans ${ouvertes.join('/')}`)
    assert(
      !/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(texte ?? attributs),
      `${chemin} : « & » nu`,
    )
    if (!nom || seule) continue
    if (fermante) assert.equal(ouvertes.pop(), nom, chemin)
    else ouvertes.push(nom)
  }
  assert.deepEqual(ouvertes, [], chemin)
}
