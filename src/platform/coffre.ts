import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomFillSync,
  randomUUID,
} from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartupRefusal } from '#platform/refusal.ts'

/**
 * The strongroom: what is too sensitive to lie readable in the database (bank data) passes here on its way in and out.
 * A copy of the database without the key says nothing.
 */
export type Coffre = {
  /**
   * Encrypts a text for one place only, named by `pour` (« aide_coordonnees:ID »): moved elsewhere, it does not open.
   * AES-256-GCM, a new nonce each time, so that the same text twice does not show.
   */
  seal(texte: string, pour: string): Buffer
  /** @throws Error when the text was sealed for another place, altered, or with a key we do not hold */
  open(scelle: Uint8Array, pour: string): string
  /** Keyed fingerprint, 64 hexadecimal digits: tells that two texts are the same, to whoever holds the key only. */
  fingerprint(texte: string): string
}

const FILE = 'cle-du-coffre'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** A sealed text starts with the version of this layout and the name of its key: 1 + 4 bytes, nonce, tag, data. */
const VERSION = 1
const NAME_BYTES = 4
const HEAD_BYTES = 1 + NAME_BYTES + NONCE_BYTES + TAG_BYTES

/**
 * @param current the key that seals and opens, 32 bytes
 * @param former keys that only open: what they sealed stays readable after a change of key
 */
export function createCoffre(current: Uint8Array, former: readonly Uint8Array[] = []): Coffre {
  // Made key objects once: from bytes each time, sealing takes four times longer.
  const keys = new Map([...former, current].map((key) => [nameOf(key), createSecretKey(key)]))
  const name = nameOf(current)
  const sealing = keys.get(name)!
  const takeNonce = makeNonces()
  const secret = createSecretKey(
    Buffer.from(hkdfSync('sha256', current, '', 'oriflamme empreintes', KEY_BYTES)),
  )
  return {
    seal(texte, pour) {
      const nonce = takeNonce()
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(pour))
      const data = Buffer.concat([cipher.update(texte, 'utf8'), cipher.final()])
      return Buffer.concat([
        Buffer.from([VERSION]),
        Buffer.from(name, 'hex'),
        nonce,
        cipher.getAuthTag(),
        data,
      ])
    },
    open(scelle, pour) {
      const bytes = Buffer.from(scelle.buffer, scelle.byteOffset, scelle.byteLength)
      if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) throw new Error('texte scellé illisible')
      const key = keys.get(bytes.toString('hex', 1, 1 + NAME_BYTES))
      if (!key) throw new Error('texte scellé avec une clé que ce serveur n’a pas')
      const nonce = bytes.subarray(1 + NAME_BYTES, HEAD_BYTES - TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(pour))
        .setAuthTag(bytes.subarray(HEAD_BYTES - TAG_BYTES, HEAD_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8')
    },
    fingerprint: (texte) => createHmac('sha256', secret).update(texte).digest('hex'),
  }
}

/** Nonces drawn ahead: asking the system for twelve bytes takes longer than sealing a short text. */
const DRAWN = 512
function makeNonces(): () => Buffer {
  const drawn = Buffer.alloc(DRAWN * NONCE_BYTES)
  let next = drawn.length
  return () => {
    if (next === drawn.length) {
      randomFillSync(drawn)
      next = 0
    }
    next += NONCE_BYTES
    return Buffer.from(drawn.subarray(next - NONCE_BYTES, next))
  }
}

/** What tells a key from another without saying anything of it. */
const nameOf = (key: Uint8Array): string =>
  createHash('sha256')
    .update('oriflamme clé')
    .update(key)
    .digest('hex')
    .slice(0, 2 * NAME_BYTES)

/**
 * The key given by ORIFLAMME_CLE, which several servers share; else the one of the data folder, made at the first start.
 *
 * @param cles keys in base64, the one in use first
 */
export async function openCoffre(dataFolder: string, cles: readonly Uint8Array[]): Promise<Coffre> {
  const [current, ...former] = cles
  return current ? createCoffre(current, former) : createCoffre(await readOrMakeKey(dataFolder))
}

async function readOrMakeKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, FILE)
  const read = async () => parseKey((await readFile(path, 'utf8')).trim())
  try {
    return await read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Written whole under another name, then linked: two servers that start together keep the same one.
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flush: true })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return read()
}

/** @throws StartupRefusal when it is not 32 bytes in base64 */
export function parseKey(texte: string): Uint8Array {
  const key = Buffer.from(texte, 'base64')
  if (key.length === KEY_BYTES) return key
  throw new StartupRefusal(
    'La clé du coffre (ORIFLAMME_CLE, ou le fichier cle-du-coffre du dossier de données) doit être 32 octets en base64.\n' +
      'Pour en tirer une : openssl rand -base64 32',
  )
}
