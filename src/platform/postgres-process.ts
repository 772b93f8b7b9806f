import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { as } from '#platform/postgres-account.ts'
import { type Place, seenByPostgres, seenByUs, windows } from '#platform/postgres-files.ts'
import { StartupRefusal } from '#platform/refusal.ts'

const run = promisify(execFile)

/** What `postmaster.pid` says of the server that runs, or ran, on a cluster. */
export type Postmaster = {
  readonly pid: number
  readonly port: number
  readonly socket: string
  readonly ready: boolean
}

// PostgreSQL inherits nothing of our environment: PGDATA, PGOPTIONS or a locale could change what it does.
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: 'C',
  TZ: 'UTC',
})

/** Creates the cluster once. Made under another name, then renamed: an interrupted creation leaves no half cluster. */
export async function createCluster(place: Place, superuser: string, durable: boolean): Promise<void> {
  const { cluster, home, account } = place
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  const draft = join(home, `creation-${randomBytes(6).toString('hex')}`)
  mkdirSync(draft, { mode: 0o700 })
  if (account) chownSync(draft, account.uid, account.gid)
  const collation = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  // On a socket in a private folder, having reached the socket is the proof; Windows has no such folder.
  const access = windows ? ['--auth=scram-sha-256', `--pwfile=${writePassword(home)}`] : ['--auth=trust']
  const options = ['-D', seenByPostgres(place, draft), '-U', superuser, ...collation, ...access]
  try {
    await runInitdb(place, [...options, ...waysToDisk(durable)])
    renameSync(draft, cluster)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error // else another server created it meanwhile
  }
}

/** One flush of the whole disk, where the system has it, is several times quicker than one for each of 1 000 files. */
function waysToDisk(durable: boolean): string[] {
  if (!durable) return ['--no-sync']
  return process.platform === 'linux' ? ['--sync-method=syncfs'] : []
}

function runInitdb(place: Place, options: string[]): Promise<void> {
  const initdb = spawn(join(place.bin, 'initdb'), options, {
    cwd: place.home,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe', place.door ?? 'ignore'],
    windowsHide: true,
    ...as(place.account),
  })
  let errors = ''
  initdb.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    initdb.once('error', reject)
    initdb.once('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new StartupRefusal(
            `PostgreSQL n’a pas pu créer ses fichiers dans ${place.home} :\n${errors.trim()}`,
          ),
        )
    })
  })
}

/** The password of the cluster on Windows, where the server listens on a loopback port. */
export const readPassword = (home: string): string | undefined =>
  windows ? readFileSync(join(home, 'password'), 'utf8').trim() : undefined

function writePassword(home: string): string {
  const path = join(home, 'password')
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return path
}

/**
 * Launches `postgres` in a session of its own, so that Ctrl-C reaches us first and we stop it after our last query.
 *
 * @returns its exit, should it exit
 */
export function launch(
  place: Place,
  socket: string,
  port: number,
  settings: Record<string, string>,
): Promise<void> {
  const { bin, cluster, account } = place
  const listen = windows
    ? { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
    : {
        listen_addresses: '',
        unix_socket_directories: seenByPostgres(place, socket),
        unix_socket_permissions: '0700',
      }
  const all = { port: String(port), timezone: 'UTC', max_connections: '60', ...listen, ...settings }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openLogFile(place.log)
  const child = spawn(join(bin, 'postgres'), ['-D', seenByPostgres(place, cluster), ...options], {
    cwd: cluster,
    env: environment(),
    detached: true,
    // A file, not a pipe: the server outlives us when we are killed, and must still be able to write.
    stdio: ['ignore', log, log, place.door ?? 'ignore'],
    windowsHide: true,
    ...as(account),
  })
  child.unref()
  closeSync(log)
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

function openLogFile(path: string): number {
  const large = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_485_760
  return openSync(path, large ? 'w' : 'a', 0o600)
}

/** Reads `postmaster.pid`; undefined when no server runs, or when the file is being written. */
export function readPostmaster({ home, cluster }: Place): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return {
    pid,
    port: Number(lines[3]),
    socket: seenByUs(home, lines[4] ?? ''),
    ready: lines[7]?.trim() === 'ready',
  }
}

/** Whether a process has this number, whoever it belongs to, and has not already died. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** A dead process that nobody has collected, as happens in a container whose first process is not an init. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] === 'Z'
  } catch {
    return false
  }
}

/**
 * Removes the lock file of a server that died, when its number still exists without being that server: PostgreSQL
 * would believe that it still runs, and refuse to start. In doubt, the file stays. Even then two servers cannot
 * meet: PostgreSQL also refuses to start while a process is attached to the shared memory of the folder.
 */
export function forgetDeadPostmaster(cluster: string, { pid }: Postmaster): void {
  try {
    // The working folder of a postmaster is its cluster.
    const isOurs = () => statSync(`/proc/${pid}/cwd`).ino === statSync(cluster).ino
    if (isZombie(pid) || !isOurs()) rmSync(join(cluster, 'postmaster.pid'))
  } catch {
    // No such process, not ours to look at, or no /proc: leave the file to PostgreSQL.
  }
}

/** Stops a server: open transactions are rolled back, what was committed is on disk. Waits until it is gone. */
export async function stopPostmaster({ bin, cluster, account }: Place, { pid }: Postmaster): Promise<void> {
  if (windows) {
    await run(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'], {
      env: environment(),
      ...as(account),
    })
    return
  }
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < seconds * 1_000 && isAlive(pid); waited += 10) await wait(10)
  }
}
