import { ecrireCellule, nettoyer } from '#campagnes/importation/cellule.ts'
import { attribut, LectureXml } from '#campagnes/importation/import-lecture-xml.ts'
import { type EntreeZip, readDirectory, readEntry } from '#campagnes/importation/import-lecture-zip.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** A workbook ready to be read: its sheets in their order, and what their cells refer to. */
export type Classeur = {
  readonly path: string
  readonly feuilles: readonly FeuilleDuClasseur[]
  readonly textes: readonly string[]
  /** What each cell style shows a number as. */
  readonly formats: readonly FormatNombre[]
  readonly origine1904: boolean
}
export type FeuilleDuClasseur = {
  readonly nom: string
  readonly visible: boolean
  readonly entree: EntreeZip
}
export type FormatNombre = 'nombre' | 'pourcentage' | 'date'

const PARTIE_MAXIMUM = 16 * 1_048_576
/** The shared texts are the only part of a workbook kept in memory: 300 000 lines with titles fit in this. */
const TEXTES_MAXIMUM = 160 * 1_048_576

/** Opens a workbook: everything but its sheets, which are read line after line. */
export async function openWorkbook(path: string): Promise<Classeur> {
  const entrees = new Map((await readDirectory(path)).map((entree) => [entree.nom.toLowerCase(), entree]))
  refuserAutreFormat(entrees)
  const principal = await readRelations(path, entrees, '')
  const classeur = principal.find(({ type }) => type === 'officeDocument')?.cible ?? 'xl/workbook.xml'
  const relations = await readRelations(path, entrees, classeur)
  const cible = (type: string) => relations.find((relation) => relation.type === type)?.cible.toLowerCase()
  const { feuilles, origine1904 } = await readSheets(path, partie(entrees, classeur))
  return {
    path,
    origine1904,
    feuilles: feuilles.flatMap(({ nom, visible, relation }) => {
      const trouvee = relations.find(({ id, type }) => id === relation && type === 'worksheet')
      const entree = trouvee && entrees.get(trouvee.cible.toLowerCase())
      return entree ? [{ nom, visible, entree }] : []
    }),
    textes: await readTexts(path, entrees.get(cible('sharedStrings') ?? '')),
    formats: await readFormats(path, entrees.get(cible('styles') ?? '')),
  }
}

type Entrees = ReadonlyMap<string, EntreeZip>

const AUTRES_FORMATS: readonly (readonly [RegExp, string, string])[] = [
  [/vbaproject\.bin$/, 'format_macros', 'Ce classeur contient des macros, qui ne sont jamais lues'],
  [/^xl\/workbook\.bin$/, 'format_xlsb', 'Ce fichier est un classeur binaire (.xlsb)'],
  [/^content\.xml$/, 'format_ods', 'Ce fichier est un classeur LibreOffice (.ods)'],
  [/^word\//, 'format_word', 'Ce fichier est un document Word'],
  [/^ppt\//, 'format_powerpoint', 'Ce fichier est une présentation'],
  [/^index\/document\.iwa$|\.numbers$/, 'format_numbers', 'Ce fichier vient de Numbers'],
]

function refuserAutreFormat(entrees: Entrees): void {
  const noms = [...entrees.keys()]
  for (const [motif, code, phrase] of AUTRES_FORMATS) {
    if (noms.some((nom) => motif.test(nom)))
      throw new FichierIllisible(
        code,
        `${phrase} : enregistrez le tableau au format .xlsx ou .csv, puis renvoyez-le.`,
      )
  }
  if (!entrees.has('[content_types].xml'))
    throw new FichierIllisible(
      'format_zip',
      'Ce fichier est une archive .zip : ouvrez-la et envoyez le classeur .xlsx ou le fichier .csv qu’elle contient.',
    )
}

function partie(entrees: Entrees, nom: string): EntreeZip {
  const entree = entrees.get(nom.toLowerCase())
  if (entree) return entree
  throw new FichierIllisible(
    'classeur_incomplet',
    'Ce fichier n’est pas un classeur complet. Enregistrez-le de nouveau au format .xlsx depuis votre tableur.',
  )
}

/** Reads a whole part of the workbook through the events of its XML. */
async function parsePart(
  path: string,
  entree: EntreeZip,
  evenements: ConstructorParameters<typeof LectureXml>[0],
  maximum = PARTIE_MAXIMUM,
): Promise<void> {
  const lecture = new LectureXml(evenements)
  const decodeur = new TextDecoder('utf-8')
  for await (const morceau of readEntry(path, entree, maximum))
    lecture.ajouter(decodeur.decode(morceau, { stream: true }))
  lecture.ajouter(decodeur.decode())
  lecture.finir()
}

type Relation = { readonly id: string; readonly type: string; readonly cible: string }

/** The parts that a part refers to; '' for those of the package itself. */
async function readRelations(path: string, entrees: Entrees, nom: string): Promise<Relation[]> {
  const dossier = nom.slice(0, nom.lastIndexOf('/') + 1)
  const entree = partie(entrees, `${dossier}_rels/${nom.slice(dossier.length)}.rels`)
  const relations: Relation[] = []
  await parsePart(path, entree, {
    ouvre(balise, attributs) {
      if (balise !== 'Relationship') return
      const cible = attribut(attributs, 'Target') ?? ''
      relations.push({
        id: attribut(attributs, 'Id') ?? '',
        type: (attribut(attributs, 'Type') ?? '').split('/').at(-1)!,
        cible: resoudre(dossier, cible),
      })
    },
    ferme() {},
    texte() {},
  })
  return relations
}

/** « ../media/a.png » seen from « xl/worksheets/ » is « xl/media/a.png ». */
function resoudre(dossier: string, cible: string): string {
  const parties: string[] = []
  for (const partie of (cible.startsWith('/') ? cible : dossier + cible).split('/')) {
    if (partie === '..') parties.pop()
    else if (partie !== '' && partie !== '.') parties.push(partie)
  }
  return parties.join('/')
}

async function readSheets(path: string, entree: EntreeZip) {
  const feuilles: { nom: string; visible: boolean; relation: string }[] = []
  let origine1904 = false
  await parsePart(path, entree, {
    ouvre(balise, attributs) {
      if (balise === 'workbookPr') origine1904 = /^(1|true)$/.test(attribut(attributs, 'date1904') ?? '')
      if (balise !== 'sheet') return
      const relation = /\s[\w.-]+:id=["']([^"']*)/.exec(attributs)?.[1] ?? ''
      feuilles.push({
        nom: nettoyer(ecrireCellule(attribut(attributs, 'name'))),
        visible: !/hidden/i.test(attribut(attributs, 'state') ?? ''),
        relation,
      })
    },
    ferme() {},
    texte() {},
  })
  return { feuilles, origine1904 }
}

/** The texts that cells refer to by number; phonetic readings (`rPh`) are not part of them. */
async function readTexts(path: string, entree: EntreeZip | undefined): Promise<string[]> {
  const textes: string[] = []
  if (!entree) return textes
  let courant = ''
  let dansTexte = false
  let phonetique = false
  await parsePart(
    path,
    entree,
    {
      ouvre(balise) {
        if (balise === 'si') courant = ''
        else if (balise === 't') dansTexte = !phonetique
        else if (balise === 'rPh') phonetique = true
      },
      ferme(balise) {
        if (balise === 'si') textes.push(decodeEscapes(courant))
        else if (balise === 't') dansTexte = false
        else if (balise === 'rPh') phonetique = false
      },
      texte(texte) {
        if (dansTexte) courant += texte
      },
    },
    TEXTES_MAXIMUM,
  )
  return textes
}

/** Excel writes the characters that XML forbids as `_x000D_`. */
export const decodeEscapes = (texte: string): string =>
  texte.includes('_x')
    ? texte.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : texte

async function readFormats(path: string, entree: EntreeZip | undefined): Promise<FormatNombre[]> {
  const codes = new Map<number, string>()
  const formats: FormatNombre[] = []
  let dansCellules = false
  if (!entree) return formats
  await parsePart(path, entree, {
    ouvre(balise, attributs) {
      if (balise === 'numFmt')
        codes.set(Number(attribut(attributs, 'numFmtId')), attribut(attributs, 'formatCode') ?? '')
      else if (balise === 'cellXfs') dansCellules = true
      else if (balise === 'xf' && dansCellules)
        formats.push(formatDe(Number(attribut(attributs, 'numFmtId') ?? 0), codes))
    },
    ferme(balise) {
      if (balise === 'cellXfs') dansCellules = false
    },
    texte() {},
  })
  return formats
}

/** Built-in formats have a number; the others a code such as `0.0%` or `dd/mm/yyyy`. */
function formatDe(id: number, codes: ReadonlyMap<number, string>): FormatNombre {
  const code = (codes.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
  if (id === 9 || id === 10 || code.includes('%')) return 'pourcentage'
  const predefinie =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
  return predefinie || (!/^general$/i.test(code) && /[ymdhs]/i.test(code)) ? 'date' : 'nombre'
}
