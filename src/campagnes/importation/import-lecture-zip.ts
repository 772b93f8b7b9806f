import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'

/** One file of the archive, as its directory describes it. */
export type EntreeZip = {
  readonly nom: string
  readonly methode: number
  readonly chiffree: boolean
  readonly tailleCompressee: number
  readonly taille: number
  readonly crc: number
  readonly position: number
}

const FIN_DU_REPERTOIRE = 0x06054b50
const FIN_ZIP64 = 0x06064b50
const LOCALISATEUR_ZIP64 = 0x07064b50
const ENTREE_DU_REPERTOIRE = 0x02014b50
const ENTETE_LOCAL = 0x04034b50
/** A directory of more than this, or of more files, is not a workbook. */
const REPERTOIRE_MAXIMUM = 4 * 1_048_576
const ENTREES_MAXIMUM = 10_000
/** 300 000 lines of thirty cells, written by the most talkative program, unfold into less than this. */
const CONTENU_MAXIMUM = 1_024 * 1_048_576

const tronquee = () =>
  new FichierIllisible(
    'archive_incomplete',
    'Le classeur est incomplet ou abîmé : le fichier a sans doute été coupé pendant un envoi. Enregistrez-le de nouveau, puis renvoyez-le.',
  )

/**
 * Reads the directory of a zip archive, at its end: names, sizes and places, without opening any of its files.
 * The directory is what makes any workbook readable in one pass, whatever the order of its parts.
 */
export async function readDirectory(path: string): Promise<EntreeZip[]> {
  const fichier = await open(path)
  try {
    const { size } = await fichier.stat()
    const queue = await readAt(fichier, Math.max(0, size - 65_557), Math.min(size, 65_557))
    const fin = queue.lastIndexOf(signature(FIN_DU_REPERTOIRE))
    if (fin < 0 || fin + 22 > queue.length) throw tronquee()
    let taille = queue.readUInt32LE(fin + 12)
    let position = queue.readUInt32LE(fin + 16)
    if (position === 0xffffffff) ({ taille, position } = await readZip64End(fichier, queue, fin))
    if (taille > REPERTOIRE_MAXIMUM || position + taille > size) throw tronquee()
    const entrees = readEntries(await readAt(fichier, position, taille))
    if (entrees.reduce((somme, entree) => somme + entree.taille, 0) > CONTENU_MAXIMUM) throw demesure()
    return entrees
  } finally {
    await fichier.close()
  }
}

/**
 * The content of one file of the archive, piece by piece, never held whole. Stops with an error when the content is
 * not the one recorded, and as soon as it unfolds into more: a few kilobytes may make gigabytes.
 *
 * @param maximum bytes that this file may reasonably hold
 */
export async function* readEntry(
  path: string,
  entree: EntreeZip,
  maximum = CONTENU_MAXIMUM,
): AsyncGenerator<Buffer> {
  if (entree.chiffree)
    throw new FichierIllisible('fichier_protege', 'Ce fichier est protégé par un mot de passe.')
  if (entree.methode !== 0 && entree.methode !== 8) throw tronquee()
  if (entree.taille > maximum) throw demesure()
  if (entree.tailleCompressee === 0) return
  const debut = await findDataStart(path, entree)
  const source = createReadStream(path, { start: debut, end: debut + entree.tailleCompressee - 1 })
  const contenu = entree.methode === 8 ? pipeline(source, createInflateRaw(), () => {}) : source
  let lus = 0
  let somme = 0
  try {
    for await (const morceau of contenu as AsyncIterable<Buffer>) {
      lus += morceau.length
      if (lus > entree.taille) throw tronquee()
      somme = crc32(morceau, somme)
      yield morceau
    }
  } catch (cause) {
    if (cause instanceof FichierIllisible) throw cause
    throw tronquee()
  } finally {
    source.destroy()
  }
  if (somme !== entree.crc || lus !== entree.taille) throw tronquee()
}

const demesure = () =>
  new FichierIllisible(
    'fichier_demesure',
    'Une fois décompressé, ce classeur est démesurément gros : il n’est pas lu. Gardez la seule feuille des candidatures et renvoyez le fichier.',
  )

async function findDataStart(path: string, entree: EntreeZip): Promise<number> {
  const fichier = await open(path)
  try {
    const entete = await readAt(fichier, entree.position, 30)
    if (entete.readUInt32LE(0) !== ENTETE_LOCAL) throw tronquee()
    return entree.position + 30 + entete.readUInt16LE(26) + entete.readUInt16LE(28)
  } finally {
    await fichier.close()
  }
}

async function readZip64End(fichier: FileHandle, queue: Buffer, fin: number) {
  const localisateur = fin - 20
  if (localisateur < 0 || queue.readUInt32LE(localisateur) !== LOCALISATEUR_ZIP64) throw tronquee()
  const fin64 = await readAt(fichier, Number(queue.readBigUInt64LE(localisateur + 8)), 56)
  if (fin64.readUInt32LE(0) !== FIN_ZIP64) throw tronquee()
  return { taille: Number(fin64.readBigUInt64LE(40)), position: Number(fin64.readBigUInt64LE(48)) }
}

function readEntries(repertoire: Buffer): EntreeZip[] {
  const entrees: EntreeZip[] = []
  let i = 0
  while (i + 46 <= repertoire.length && repertoire.readUInt32LE(i) === ENTREE_DU_REPERTOIRE) {
    if (entrees.length === ENTREES_MAXIMUM) throw tronquee()
    const finNom = i + 46 + repertoire.readUInt16LE(i + 28)
    const finExtra = finNom + repertoire.readUInt16LE(i + 30)
    const [taille, tailleCompressee, position] = readSizes(
      repertoire,
      i,
      repertoire.subarray(finNom, finExtra),
    )
    entrees.push({
      nom: repertoire
        .toString('utf8', i + 46, finNom)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      methode: repertoire.readUInt16LE(i + 10),
      chiffree: (repertoire.readUInt16LE(i + 8) & 1) === 1,
      crc: repertoire.readUInt32LE(i + 16),
      taille,
      tailleCompressee,
      position,
    })
    i = finExtra + repertoire.readUInt16LE(i + 32)
  }
  return entrees
}

/** Sizes and place of an entry, taken from its ZIP64 record for those that do not fit in 32 bits. */
function readSizes(repertoire: Buffer, i: number, extra: Buffer): [number, number, number] {
  const courtes = [
    repertoire.readUInt32LE(i + 24),
    repertoire.readUInt32LE(i + 20),
    repertoire.readUInt32LE(i + 42),
  ]
  let zip64: Buffer = Buffer.alloc(0)
  for (let j = 0; j + 4 <= extra.length; j += 4 + extra.readUInt16LE(j + 2)) {
    if (extra.readUInt16LE(j) === 1) zip64 = extra.subarray(j + 4, j + 4 + extra.readUInt16LE(j + 2))
  }
  let lus = 0
  const valeurs = courtes.map((courte) => {
    if (courte !== 0xffffffff || lus + 8 > zip64.length) return courte
    lus += 8
    return Number(zip64.readBigUInt64LE(lus - 8))
  })
  return valeurs as [number, number, number]
}

async function readAt(fichier: FileHandle, position: number, longueur: number): Promise<Buffer> {
  const { buffer, bytesRead } = await fichier.read(Buffer.alloc(longueur), 0, longueur, position)
  if (bytesRead < longueur) throw tronquee()
  return buffer
}

function signature(valeur: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32LE(valeur)
  return octets
}
