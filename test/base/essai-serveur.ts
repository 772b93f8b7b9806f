import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Db, openDb } from '#platform/db.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const isRoot = process.getuid?.() === 0

/** A real server in a process of its own, to be killed in every way. */
export type Essai = {
  readonly process: ChildProcess
  /** The address it printed, or undefined when it ended first. */
  readonly address: string | undefined
  readonly output: () => string
  /** Exit code, once it has ended. */
  readonly exit: Promise<number | null>
}

/** A folder for the data of a test; whatever PostgreSQL still runs there at the end is stopped. */
export function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'oriflamme-serveur-'))
  t.after(async () => {
    await killServers()
    for (const pid of postgresOf(folder)) kill(pid)
    await until(() => postgresOf(folder).length === 0)
    rmSync(folder, { recursive: true, force: true })
  })
  return join(folder, 'données d’essai')
}

/** Starts a server and waits until it is ready, or has ended. */
export async function startEssai(
  data: string,
  env: Record<string, string> = {},
  account: { uid?: number; gid?: number } = {},
  launch: 'direct' | 'underShell' = 'direct',
): Promise<Essai> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const [command, ...args] =
    launch === 'direct'
      ? [process.execPath, 'src/server.ts']
      : ['/bin/sh', '-c', `"${process.execPath}" src/server.ts; exit $?`]
  const child = spawn(command!, args, {
    cwd: root,
    env: { ...inherited, PORT: '0', ORIFLAMME_DATA: data, ORIFLAMME_DEMO: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  servers.add({ child, exit })
  let ended = false
  exit.then(() => {
    ended = true
  })
  const address = () => /Oriflamme est prêt : (\S+)/.exec(output)?.[1]
  await until(() => ended || address() !== undefined)
  return { process: child, address: address(), output: () => output, exit }
}

const servers = new Set<{ child: ChildProcess; exit: Promise<unknown> }>()

async function killServers(): Promise<void> {
  for (const { child, exit } of servers) {
    child.kill('SIGKILL')
    await exit
  }
  servers.clear()
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It ended by itself.
  }
}

/** Connects to the embedded database as the server does, to look at it from outside. */
export function connect(t: TestContext, data: string): Db {
  const [pid, , , port, socket] = readFileSync(join(data, 'postgres', '18', 'postmaster.pid'), 'utf8').split(
    '\n',
  )
  if (!pid || !socket) throw new Error('pas de PostgreSQL')
  const host = socket.replace('/proc/self/fd/3', join(data, 'postgres'))
  const db = openDb({ host, port: Number(port), user: 'oriflamme', database: 'oriflamme', max: 1 })
  t.after(() => db.destroy().catch(() => {}))
  return db
}

/** The PostgreSQL processes whose working folder is under a folder, dead ones left out. */
export function postgresOf(folder: string): number[] {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
    const lines = stdout.split('\n').filter((line) => line.includes('postgres') && line.includes(folder))
    return lines.map((line) => Number.parseInt(line, 10))
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOfProcess(name)?.startsWith(folder))
    .map(Number)
}

function folderOfProcess(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Waits for a condition, 30 seconds at most. */
export async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 30_000) throw new Error('attente trop longue')
    await wait(20)
  }
}
