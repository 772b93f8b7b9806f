import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { parse as parseSync } from 'csv-parse/sync'
import type { LigneLue } from '#campagnes/importation/cellule.ts'
import { compterReconnues, LIGNES_FOUILLEES } from '#campagnes/importation/entetes.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

export type Encodage = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'
export type FormatCsv = { readonly encodage: Encodage; readonly separateur: ';' | ',' | '\t' }

const LOT = 500
const OPTIONS = {
  // Told, because the parser would else believe the first line end: files glued together mix them.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  max_record_size: 1_000_000,
}

/** Finds how a text file is written: its encoding, from all its bytes, and its separator, from its first lines. */
export async function detectCsv(path: string): Promise<FormatCsv> {
  const encodage = await detectEncoding(path)
  let debut = ''
  for await (const morceau of decode(path, encodage, '')) {
    debut += morceau
    if (debut.length > 65_536) break
  }
  return { encodage, separateur: detectDelimiter(debut) }
}

/**
 * The lines of a CSV, in batches as they are read. A line is numbered as a spreadsheet would show it: a quoted text
 * on several lines is one line, an empty line counts.
 *
 * @param largeur cells that lines usually have, when known
 * @param avancer told the number of bytes already read
 */
export async function* readCsv(
  path: string,
  { encodage, separateur }: FormatCsv,
  largeur = 1,
  avancer: (octets: number) => void = () => {},
): AsyncGenerator<LigneLue[]> {
  // The parser builds an error, even if only to relax it, for each line that is not as wide as the first: three
  // times slower under a title of one cell. The first line that it sees is therefore ours.
  const patron = `${separateur.repeat(largeur - 1)}\n`
  const source = Readable.from(decode(path, encodage, patron, avancer))
  const analyse = source.pipe(parse({ ...OPTIONS, delimiter: separateur }))
  source.on('error', (erreur) => analyse.destroy(erreur))
  let numero = -1
  let lot: LigneLue[] = []
  try {
    for await (const cellules of analyse as AsyncIterable<string[]>) {
      numero += 1
      if (numero === 0) continue
      lot.push({ numero, cellules })
      if (lot.length < LOT) continue
      yield lot
      lot = []
    }
  } catch (cause) {
    throw cause instanceof CsvError ? explainCsv(cause) : cause
  } finally {
    source.destroy()
  }
  if (lot.length > 0) yield lot
}

function explainCsv(cause: CsvError): FichierIllisible {
  const dernierLu = Number(cause.records) - 1
  const guillemet = cause.code === 'CSV_QUOTE_NOT_CLOSED' || cause.code === 'CSV_MAX_RECORD_SIZE'
  return new FichierIllisible(
    guillemet ? 'guillemet_ouvert' : 'csv_illisible',
    guillemet
      ? `Après la ligne ${dernierLu}, un guillemet (") est ouvert et jamais refermé. Corrigez-le, ou enregistrez le tableau au format .xlsx.`
      : `Le fichier CSV ne peut plus être lu après la ligne ${dernierLu}. Enregistrez le tableau au format .xlsx, puis renvoyez-le.`,
  )
}

/**
 * A byte-order mark decides; else UTF-8 when every byte of the file agrees, Windows-1252 when one does not. Bytes
 * that no text contains refuse the file.
 */
async function detectEncoding(path: string): Promise<Encodage> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let estUtf8 = true
  let premier = true
  for await (const morceau of createReadStream(path) as AsyncIterable<Buffer>) {
    if (premier && morceau[0] === 0xff && morceau[1] === 0xfe) return 'utf-16le'
    if (premier && morceau[0] === 0xfe && morceau[1] === 0xff) return 'utf-16be'
    premier = false
    if (morceau.includes(0)) throw octetNul()
    if (!estTexte(morceau)) throw pasUnTableau()
    if (estUtf8) estUtf8 = accepte(utf8, morceau)
  }
  return estUtf8 && accepte(utf8) ? 'utf-8' : 'windows-1252'
}

function accepte(decodeur: TextDecoder, morceau?: Buffer): boolean {
  try {
    decodeur.decode(morceau, { stream: morceau !== undefined })
    return true
  } catch {
    return false
  }
}

/** Tabs, line ends and form feeds are text; other control characters are not. */
function estTexte(morceau: Buffer): boolean {
  for (const octet of morceau)
    if (octet < 32 && octet !== 9 && octet !== 10 && octet !== 13 && octet !== 12) return false
  return true
}

const octetNul = () =>
  new FichierIllisible(
    'octet_nul',
    'Ce fichier contient des octets nuls : il est abîmé, ou enregistré dans un codage que rien n’annonce. Enregistrez-le en « CSV UTF-8 » ou au format .xlsx, puis renvoyez-le.',
  )

const pasUnTableau = () =>
  new FichierIllisible(
    'format_inconnu',
    'Ce fichier n’est ni un classeur Excel (.xlsx) ni un fichier CSV. Envoyez le tableau des candidatures dans l’un de ces deux formats.',
  )

async function* decode(
  path: string,
  encodage: Encodage,
  patron: string,
  avancer?: (octets: number) => void,
): AsyncGenerator<string> {
  if (patron) yield patron
  const decodeur = new TextDecoder(encodage)
  let lus = 0
  for await (const morceau of createReadStream(path) as AsyncIterable<Buffer>) {
    lus += morceau.length
    avancer?.(lus)
    const texte = decodeur.decode(morceau, { stream: true })
    if (texte) yield texte
  }
  const fin = decodeur.decode()
  if (fin) yield fin
}

/** The separator with which most of our headers are recognised; failing that, the most frequent one. */
function detectDelimiter(debut: string): FormatCsv['separateur'] {
  const notes = ([';', ',', '\t'] as const).map((separateur) => ({
    separateur,
    reconnues: Math.max(
      0,
      ...parseFirstLines(debut, separateur).map((cellules) => compterReconnues(cellules)),
    ),
    frequence: debut.split(separateur).length,
  }))
  notes.sort((a, b) => b.reconnues - a.reconnues || b.frequence - a.frequence)
  return notes[0]!.separateur
}

function parseFirstLines(debut: string, separateur: string): string[][] {
  try {
    // The sample is cut anywhere: its last line, perhaps inside quotes, is left out by `to`.
    return parseSync(debut, { ...OPTIONS, delimiter: separateur, to: LIGNES_FOUILLEES }) as string[][]
  } catch {
    return []
  }
}
