import { crc32, deflateRawSync } from 'node:zlib'
import { COLONNES, type CodeColonne } from '#campagnes/importation/colonnes.ts'

/** The headers of the model file, in its order. */
export const ENTETES: readonly string[] = COLONNES.map(({ entete }) => entete)

export type Valeurs = Partial<Record<CodeColonne, string>>

const CORRECTE: Record<CodeColonne, string> = {
  organisme: 'CFA des Essais',
  siret: '',
  identifiant: 'F-1',
  intitule: 'BTS Électrotechnique',
  niveau: '5',
  codeRncp: 'RNCP38565',
  commune: 'Saint-Denis',
  departement: '93',
  filiere: 'Énergie',
  contrats: '24',
  environnementale: 'oui',
  palier: '1',
  prioriteFiliere: '2',
  innovation: 'non',
  jeunesQpvRuraux: '4',
  apprentisHandicap: '1',
  partFemmes: '45,5 %',
  partPremiersNiveaux: '0 %',
  besoinFinancement: '3 %',
  effectifOrganisme: '320',
  jeunesSansContrat: '2',
  partSansContrat: '7,5 %',
  territoirePeuPourvu: 'oui',
  heuresEnvironnement: '20',
  partHeuresEnvironnement: '4 %',
}

/** The cells of a line without fault, in the order of the model, except for what is given. */
export const ligne = (valeurs: Valeurs = {}): string[] =>
  COLONNES.map(({ code }) => valeurs[code] ?? CORRECTE[code])

/** A table without fault: the header, then `nombre` lines F-1, F-2… */
export const tableau = (nombre: number): string[][] => [
  [...ENTETES],
  ...Array.from({ length: nombre }, (_, i) =>
    ligne({ identifiant: `F-${i + 1}`, intitule: `BTS n° ${i + 1}` }),
  ),
]

export type Dialecte = { readonly separateur?: string; readonly fin?: string; readonly bom?: boolean }

/** A table as CSV, quoted where it must be. */
export function enCsv(
  lignes: readonly (readonly string[])[],
  { separateur = ';', fin = '\r\n', bom = false }: Dialecte = {},
): string {
  const cite = (texte: string) =>
    texte.includes(separateur) || /["\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte
  const texte = lignes.map((cellules) => cellules.map(cite).join(separateur) + fin).join('')
  return (bom ? '\ufeff' : '') + texte
}

/** The letters that Windows-1252 adds to Latin-1 and that these tests write. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['’', 0x92],
  ['—', 0x97],
  ['œ', 0x9c],
])

export const enWindows1252 = (texte: string): Buffer =>
  Buffer.from(Array.from(texte, (lettre) => WINDOWS_1252.get(lettre) ?? lettre.charCodeAt(0)))

export type Entree = {
  readonly nom: string
  readonly contenu: string | Buffer
  readonly stockee?: boolean
  /** What the archive says of the entry instead of the truth. */
  readonly ment?: { readonly taille?: number; readonly crc?: number; readonly drapeaux?: number }
}

/** A zip archive, written by hand so that it can also be wrong. */
export function zip(entrees: readonly Entree[]): Buffer {
  const morceaux: Buffer[] = []
  const repertoire: Buffer[] = []
  let position = 0
  for (const { nom, contenu, stockee = false, ment = {} } of entrees) {
    const octets = Buffer.from(contenu)
    const donnees = stockee ? octets : deflateRawSync(octets)
    const commun = Buffer.alloc(26)
    commun.writeUInt16LE(20, 0)
    commun.writeUInt16LE(ment.drapeaux ?? 0x800, 2)
    commun.writeUInt16LE(stockee ? 0 : 8, 4)
    commun.writeUInt32LE(ment.crc ?? crc32(octets), 10)
    commun.writeUInt32LE(donnees.length, 14)
    commun.writeUInt32LE(ment.taille ?? octets.length, 18)
    commun.writeUInt16LE(Buffer.byteLength(nom), 22)
    const locale = Buffer.concat([Buffer.from('PK\x03\x04'), commun, Buffer.from(nom), donnees])
    const fin = Buffer.alloc(14)
    fin.writeUInt32LE(position, 10)
    repertoire.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), commun, fin, Buffer.from(nom)]))
    morceaux.push(locale)
    position += locale.length
  }
  const annuaire = Buffer.concat(repertoire)
  const fin = Buffer.alloc(18)
  fin.writeUInt16LE(entrees.length, 4)
  fin.writeUInt16LE(entrees.length, 6)
  fin.writeUInt32LE(annuaire.length, 8)
  fin.writeUInt32LE(position, 12)
  return Buffer.concat([...morceaux, annuaire, Buffer.from('PK\x05\x06'), fin])
}

/** A cell of a workbook: a text, a number, nothing, or the raw content of its `<c>` (attributes, children). */
export type CelluleXlsx =
  | string
  | number
  | boolean
  | null
  | { readonly attributs?: string; readonly contenu: string }
export type FeuilleXlsx = {
  readonly nom: string
  readonly lignes?: readonly (readonly CelluleXlsx[])[]
  readonly cachee?: boolean
  /** The whole content of `<sheetData>`, in place of `lignes`. */
  readonly xml?: string
}

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
const PRINCIPAL = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
/** Styles: 0 plain, 1 percentage, 2 date, 3 a percentage with a code of its own, 4 text. */
const STYLES = `${DECLARATION}<styleSheet ${PRINCIPAL}><numFmts count="1"><numFmt numFmtId="165" formatCode="0.0\\ %"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="49"/></cellXfs></styleSheet>`

/** A workbook as Excel writes it: shared texts after the sheets, a style for each number format. */
export function classeur(
  feuilles: readonly FeuilleXlsx[],
  autres: readonly Entree[] = [],
  remplacees: Readonly<Record<string, string | Buffer>> = {},
): Buffer {
  const textes: string[] = []
  const parties: Record<string, string | Buffer> = {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${DECLARATION}<workbook ${PRINCIPAL} xmlns:r="${TYPE}"><workbookPr/><sheets>${feuilles
      .map(
        ({ nom, cachee }, i) =>
          `<sheet name="${echapper(nom)}" sheetId="${i + 1}"${cachee ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...feuilles.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['rId100', 'styles', 'styles.xml'],
      ['rId101', 'sharedStrings', '/xl/sharedStrings.xml'],
    ]),
  }
  for (const [i, { lignes = [], xml }] of feuilles.entries())
    parties[`xl/worksheets/sheet${i + 1}.xml`] =
      `${DECLARATION}<worksheet ${PRINCIPAL}><sheetData>${xml ?? ecrireLignes(lignes, textes)}</sheetData></worksheet>`
  parties['xl/styles.xml'] = STYLES
  parties['xl/sharedStrings.xml'] =
    `${DECLARATION}<sst ${PRINCIPAL}>${textes.map((texte) => `<si><t xml:space="preserve">${echapper(texte)}</t></si>`).join('')}</sst>`
  const entrees = Object.entries({ ...parties, ...remplacees }).map(([nom, contenu]) => ({ nom, contenu }))
  return zip([...entrees.filter(({ contenu }) => contenu !== ''), ...autres])
}

const relations = (liste: readonly (readonly [string, string, string])[]) =>
  `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${liste
    .map(([id, type, cible]) => `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${cible}"/>`)
    .join('')}</Relationships>`

const echapper = (texte: string) =>
  texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** « A1 », « AB12 ». */
export function reference(colonne: number, numero: number): string {
  let lettres = ''
  for (let n = colonne + 1; n > 0; n = Math.floor((n - 1) / 26))
    lettres = String.fromCharCode(65 + ((n - 1) % 26)) + lettres
  return lettres + numero
}

function ecrireLignes(lignes: readonly (readonly CelluleXlsx[])[], textes: string[]): string {
  const ecrire = (cellule: CelluleXlsx, ref: string): string => {
    if (cellule === null) return ''
    if (typeof cellule === 'number') return `<c r="${ref}"><v>${cellule}</v></c>`
    if (typeof cellule === 'boolean') return `<c r="${ref}" t="b"><v>${cellule ? 1 : 0}</v></c>`
    if (typeof cellule === 'string') return `<c r="${ref}" t="s"><v>${textes.push(cellule) - 1}</v></c>`
    return `<c r="${ref}" ${cellule.attributs ?? ''}>${cellule.contenu}</c>`
  }
  return lignes
    .map(
      (cellules, i) =>
        `<row r="${i + 1}" spans="1:${cellules.length}">${cellules.map((cellule, j) => ecrire(cellule, reference(j, i + 1))).join('')}</row>`,
    )
    .join('')
}
