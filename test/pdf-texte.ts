import { inflateSync } from 'node:zlib'

/**
 * The words of a PDF that Typst wrote, line by line, read from its pages by hand: glyphs back to characters by the table
 * of each font. What is checked must not be read by what wrote it.
 */
export function lireTextePdf(octets: Uint8Array): string {
  const latin = Buffer.from(octets).toString('latin1')
  const objets = new Map(
    [...latin.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
      ([, numero, corps]) => [numero!, corps!] as const,
    ),
  )
  const flux = (numero: string): string => {
    const [, tete = '', contenu = ''] =
      /^([\s\S]*?)stream\r?\n([\s\S]*?)\r?\nendstream/.exec(objets.get(numero)!) ?? []
    if (!tete.includes('/FlateDecode')) return contenu
    return inflateSync(Buffer.from(contenu, 'latin1')).toString('latin1')
  }
  const tables = new Map<string, Map<number, string>>()
  for (const [numero, corps] of objets) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(corps)?.[1]
    if (unicode) tables.set(numero, lireTable(flux(unicode)))
  }
  return [...objets.values()]
    .filter((corps) => /\/Type \/Page\n/.test(corps))
    .map((page) => {
      const polices = new Map(
        [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, nom, numero]) => [nom!, tables.get(numero!)!]),
      )
      return lirePage(flux(/\/Contents (\d+) 0 R/.exec(page)![1]!), polices)
    })
    .join('\n')
}

/** Each glyph of a font, and what it stands for. */
const lireTable = (cmap: string): Map<number, string> =>
  new Map(
    [...cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, glyphe, texte]) => [
      Number.parseInt(glyphe!, 16),
      Buffer.from(texte!, 'hex').swap16().toString('utf16le'),
    ]),
  )

/** One line a text block. */
function lirePage(contenu: string, polices: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  const lignes: string[] = []
  for (const [bloc] of contenu.matchAll(/\bBT\n[\s\S]*?\nET\b/g)) {
    let table: ReadonlyMap<number, string> = new Map()
    let ligne = ''
    for (const [, police, chaine] of bloc.matchAll(/\/(f\d+) [\d.]+ Tf|\(((?:\\[\s\S]|[^\\)])*)\)/g)) {
      if (police) table = polices.get(police)!
      else {
        const octets = Buffer.from(deplier(chaine!), 'latin1')
        for (let i = 0; i + 1 < octets.length; i += 2) ligne += table.get(octets.readUInt16BE(i)) ?? ''
      }
    }
    lignes.push(ligne)
  }
  return lignes.join('\n')
}

const ECHAPPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const deplier = (chaine: string): string =>
  chaine.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ECHAPPES[code] ?? code),
  )
