import { createHash } from 'node:crypto'
import ssh2, { type Client, type SFTPWrapper } from 'ssh2'
import type { SftpSettings } from '#platform/sftp-config.ts'

/** A file on the partner's server. */
export type RemoteFile = { readonly nom: string; readonly taille: number; readonly modifie: number }

/** What is done on the partner's server during one connection. Names are plain: no folder in them. */
export type SftpSession = {
  /** Writes a whole file in the folder where ours are left, over any other of this name. */
  write(nom: string, octets: Uint8Array): Promise<void>
  /** Size of one of our files; undefined when it is not there, or when the server does not say. */
  size(nom: string): Promise<number | undefined>
  /** Content of one of our files; undefined when it is not there, or may only be written. */
  read(nom: string): Promise<Buffer | undefined>
  /** Gives its own name to a file. @returns false when it is not there any more */
  rename(de: string, vers: string): Promise<boolean>
  /** Removes one of our files, whether or not it is there. */
  remove(nom: string): Promise<void>
  /** The files of the folder where answers are taken, by name. */
  list(): Promise<RemoteFile[]>
  fetch(nom: string): Promise<Buffer>
}

export type Sftp = <T>(work: (session: SftpSession) => Promise<T>) => Promise<T>

const PATIENCE = 30_000
const SILENCE = 15_000
/** Statuses of the protocol (draft 3, part 7). */
const ABSENT = 2
const INTERDIT = 3
const SANS = [ABSENT, INTERDIT, 8]

/** Connects, works, hangs up. The server is the one whose key we know, or nothing is said to it. */
export function openSftp(settings: SftpSettings): Sftp {
  const { empreinte, depot, retours, ...account } = settings
  return async (work) => {
    const client = new ssh2.Client()
    const lost = Promise.withResolvers<never>()
    lost.promise.catch(() => {})
    try {
      const sftp = await Promise.race([connect(client, account, empreinte), lost.promise])
      client.on('error', lost.reject)
      client.on('close', () => lost.reject(new Error('connexion SFTP coupée')))
      return await work(openSession(sftp, { depot, retours }, lost.promise))
    } finally {
      client.end()
    }
  }
}

function connect(client: Client, account: object, empreinte: string): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('error', reject)
    client.once('close', () => reject(new Error('connexion SFTP refusée')))
    client.once('ready', () =>
      client.setNoDelay(true).sftp((error, sftp) => (error ? reject(error) : resolve(sftp))),
    )
    client.connect({
      ...account,
      readyTimeout: PATIENCE,
      keepaliveInterval: SILENCE,
      hostVerifier: (key: Buffer) => fingerprintOf(key) === empreinte,
    })
  })
}

/** As OpenSSH writes it. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

function openSession(
  sftp: SFTPWrapper,
  { depot, retours }: Pick<SftpSettings, 'depot' | 'retours'>,
  lost: Promise<never>,
): SftpSession {
  /** One answer of the server, or the end of the connection, whichever comes first. */
  const ask = <T = void>(what: (done: Done<T>) => void): Promise<T> =>
    Promise.race([
      lost,
      new Promise<T>((resolve, reject) =>
        what((error, value) => (error ? reject(error) : resolve(value as T))),
      ),
    ])
  const ours = (nom: string) => `${depot}/${plain(nom)}`
  return {
    write: (nom, octets) => ask((done) => sftp.writeFile(ours(nom), Buffer.from(octets), done)),
    size: (nom) =>
      unless(SANS, async () => (await ask<{ size: number }>((done) => sftp.stat(ours(nom), done))).size),
    read: (nom) => unless(SANS, () => ask<Buffer>((done) => sftp.readFile(ours(nom), done))),
    async rename(de, vers) {
      const done = await unless([ABSENT], () =>
        ask((next) => sftp.rename(ours(de), ours(vers), next)).then(() => true),
      )
      return done ?? false
    },
    async remove(nom) {
      await unless([ABSENT], () => ask((done) => sftp.unlink(ours(nom), done)))
    },
    async list() {
      const entries = await ask<
        { filename: string; attrs: { size: number; mtime: number; isFile(): boolean } }[]
      >((done) => sftp.readdir(retours, done as never))
      return entries
        .filter(({ attrs }) => attrs.isFile())
        .map(({ filename, attrs }) => ({ nom: filename, taille: attrs.size, modifie: attrs.mtime }))
        .sort((a, b) => (a.nom < b.nom ? -1 : 1))
    },
    fetch: (nom) => ask<Buffer>((done) => sftp.readFile(`${retours}/${plain(nom)}`, done)),
  }
}

type Done<T> = (error: Error | null | undefined, value?: T) => void

/** Undefined when the server answers one of these statuses. */
async function unless<T>(codes: readonly number[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (codes.includes((error as { code?: number }).code ?? -1)) return undefined
    throw error
  }
}

function plain(nom: string): string {
  if (!/^[A-Za-z0-9._-]+$/.test(nom) || nom.startsWith('.'))
    throw new RangeError(`nom de fichier refusé : ${nom}`)
  return nom
}
