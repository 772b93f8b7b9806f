import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import {
  type Binaries,
  makeSocketFolder,
  type Place,
  preparePlace,
  removeSocketFolder,
  sweepLeftovers,
  windows,
} from '#platform/postgres-files.ts'
import * as processes from '#platform/postgres-process.ts'
import { StartupRefusal } from '#platform/refusal.ts'

export type EmbeddedPostgres = {
  /** What `openDb` takes to reach it. */
  readonly settings: ClientConfig
  /** Stops the server and waits until it is gone. Close the pools first. */
  stop(): Promise<void>
  /** Settles when the server was lost for another reason than `stop`. */
  readonly lost: Promise<Error>
}

export type EmbeddedOptions = {
  readonly dataFolder: string
  /** More settings of `postgresql.conf`; the tests give up durability with `fsync: 'off'`. */
  readonly settings?: Record<string, string>
  /** Other binaries than those that npm installed. */
  readonly binaries?: Binaries
}

const user = 'oriflamme'
const database = 'oriflamme'
// The server that holds this session lock owns the PostgreSQL of the folder. It is released by the system when its
// holder dies, whatever the death: a running PostgreSQL whose lock is free has lost its owner.
const ownerLock = 7_403_112_001
const startLimit = 60_000

/**
 * Starts the PostgreSQL of a data folder, creating it the first time. Recovers from any interruption: a killed
 * server leaves either a stale lock file, which PostgreSQL handles, or a PostgreSQL without an owner, which is
 * stopped and started again.
 *
 * @throws StartupRefusal when another Oriflamme uses the folder, or when PostgreSQL cannot start
 */
export async function startPostgres({
  dataFolder,
  settings = {},
  binaries,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = preparePlace(dataFolder, binaries)
  await processes.createCluster(place, user, settings.fsync !== 'off')
  const start = performance.now()
  let launches = 0
  while (performance.now() - start < startLimit) {
    const running = processes.readPostmaster(place)
    const owner = running && (await claim(place, running))
    if (running && owner) {
      await processes.stopPostmaster(place, running)
      await owner.end().catch(() => {})
      removeSocketFolder(running.socket)
      continue
    }
    if (running) processes.forgetDeadPostmaster(place.cluster, running)
    if (running && processes.isAlive(running.pid) && launches === 0) {
      await wait(50) // it is starting, recovering or stopping
    } else if (launches < 5) {
      launches++
      const started = await launchAndClaim(place, settings)
      if (started) return started
    } else break
  }
  throw cannotStart(place)
}

/**
 * Reaches the PostgreSQL of a data folder for a command: the one that runs there, without disturbing its owner, else
 * one started for the time of the command. Creates nothing.
 *
 * @throws StartupRefusal when no Oriflamme ever kept its data in this folder
 */
export async function reachPostgres(
  dataFolder: string,
): Promise<Pick<EmbeddedPostgres, 'settings' | 'stop'>> {
  if (!existsSync(join(dataFolder, 'postgres', '18', 'PG_VERSION')))
    throw new StartupRefusal(
      `Il n’y a pas de base de données dans ${dataFolder}.\n` +
        'Indiquez le dossier de données (ORIFLAMME_DATA=/dossier) ou l’adresse de la base (DATABASE_URL).',
    )
  const place = preparePlace(dataFolder)
  const running = processes.readPostmaster(place)
  if (running?.ready && processes.isAlive(running.pid) && (await answers(place, running)))
    return { settings: settingsOf(place, running), stop: async () => {} }
  return startPostgres({ dataFolder })
}

async function answers(place: Place, running: processes.Postmaster): Promise<boolean> {
  const client = new Client(settingsOf(place, running))
  client.on('error', () => {})
  const reached = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end().catch(() => {})
  return reached
}

async function launchAndClaim(
  place: Place,
  settings: Record<string, string>,
): Promise<EmbeddedPostgres | undefined> {
  const previous = processes.readPostmaster(place)
  const socket = windows ? '' : makeSocketFolder(place)
  const exit = processes.launch(place, socket, windows ? await freePort() : 5432, settings)
  let exited = false
  exit.then(() => {
    exited = true
  })
  while (!exited) {
    const running = processes.readPostmaster(place)
    if (running?.ready && running.pid !== previous?.pid) {
      const owner = await claim(place, running)
      if (owner) return own(place, running, owner)
    }
    await wait(10)
  }
  if (previous) removeSocketFolder(previous.socket)
  removeSocketFolder(socket)
  await wait(100) // the backends of a postmaster that was killed take a moment to notice it
  return undefined
}

/**
 * Tries to become the owner of a running server.
 *
 * @returns the session that holds the lock, or undefined when the server does not answer (yet)
 * @throws StartupRefusal when another Oriflamme owns it
 */
async function claim(place: Place, running: processes.Postmaster): Promise<Client | undefined> {
  const client = new Client({ ...settingsOf(place, running), database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    // A killed owner's session takes a moment to close: insist a little before concluding.
    for (let attempt = 0; attempt < 10; attempt++) {
      const { rows } = await client.query<{ libre: boolean }>('select pg_try_advisory_lock($1) as libre', [
        ownerLock,
      ])
      if (rows[0]?.libre) return client
      await wait(100)
    }
  } catch {
    await client.end().catch(() => {})
    return undefined
  }
  await client.end()
  throw new StartupRefusal(
    `Oriflamme fonctionne déjà avec le dossier de données ${join(place.home, '..')}.\n` +
      'Utilisez celui qui est ouvert, arrêtez-le (Ctrl-C dans sa fenêtre), ou indiquez un autre dossier : ' +
      'ORIFLAMME_DATA=/autre/dossier PORT=3001 npm start',
  )
}

const settingsOf = (place: Place, { port, socket }: processes.Postmaster): ClientConfig => {
  const password = processes.readPassword(place.home)
  return { host: windows ? '127.0.0.1' : socket, port, user, database, ...(password && { password }) }
}

/** Now that this server is ours: makes sure that our database is there, and watches over the ownership. */
async function own(place: Place, running: processes.Postmaster, owner: Client): Promise<EmbeddedPostgres> {
  const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [database])
  if (!rowCount) await owner.query(`create database ${database}`)
  sweepLeftovers(place, running.socket)
  let stopping = false
  let current = owner
  let reportLost: (error: Error) => void
  const lost = new Promise<Error>((resolve) => {
    reportLost = resolve
  })
  const watch = (client: Client): void => {
    current = client
    client.once('end', async () => {
      if (stopping) return
      // When one of its processes crashes, PostgreSQL closes every session and recovers by itself.
      const again = await claimAgain(place, running)
      if (again) watch(again)
      else if (!stopping) reportLost(new Error('PostgreSQL s’est arrêté'))
    })
  }
  watch(owner)
  const stop = async () => {
    if (stopping) return
    stopping = true
    await processes.stopPostmaster(place, running)
    await current.end().catch(() => {})
    removeSocketFolder(running.socket)
  }
  return { settings: settingsOf(place, running), stop, lost }
}

async function claimAgain(place: Place, running: processes.Postmaster): Promise<Client | undefined> {
  for (let attempt = 0; attempt < 100 && processes.isAlive(running.pid); attempt++) {
    const client = await claim(place, running).catch(() => undefined)
    if (client) return client
    await wait(100)
  }
  return undefined
}

function cannotStart({ log }: Place): StartupRefusal {
  let end = ''
  try {
    end = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
  } catch {
    // No log yet: PostgreSQL did not even begin.
  }
  return new StartupRefusal(`PostgreSQL n’a pas démarré. Son journal (${log}) se termine par :\n${end}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
