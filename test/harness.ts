import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Client, type ClientConfig } from 'pg'
import { openActors } from '#platform/actors.ts'
import { type Db, openDb } from '#platform/db.ts'
import { type AppOptions, createApp } from '#platform/http.ts'
import { silentLog } from '#platform/logs.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres.ts'
import { type Acteur, ROLES, type Role } from '#socle/acces.ts'

export { fixedClock } from '#platform/clock.ts'

/** Where a test registers what to undo: the context of a test, or by default the file. */
type Scope = { after(undo: () => Promise<void>): void }

export type TestDatabase = {
  readonly db: Db
  readonly settings: ClientConfig
  /** The same as an address, for what reads DATABASE_URL. */
  readonly url: string
}

export const sqlFolder = fileURLToPath(new URL('../sql', import.meta.url))

/** Name of the variable by which `test/run.ts` lends its cluster to the test files. */
export const clusterVariable = 'ORIFLAMME_TEST_CLUSTER'

/** A migrated database for this test file alone, dropped afterwards. */
export const openTestDb = async (scope: Scope = { after }): Promise<Db> => (await openTestDatabase(scope)).db

/** As `openTestDb`, with the ways to reach it from elsewhere. */
export async function openTestDatabase(scope: Scope = { after }): Promise<TestDatabase> {
  const cluster = await findCluster()
  await ensureTemplate(cluster)
  return createDatabase(cluster, scope, 'template modele')
}

/** Somebody in each role, for tests that need no account in the database. */
export const acteurDe = (role: Role, organisation = `organisation-${role}`): Acteur => ({
  role,
  identifiant: role === 'public' ? null : `personne-${role}`,
  organisation: ROLES[role].nature && { identifiant: organisation, nature: ROLES[role].nature },
})

export type TestApp = Omit<AppOptions, 'log' | 'isReady' | 'actors' | 'identify'> &
  Partial<Pick<AppOptions, 'log' | 'isReady' | 'identify'>> & { acteur?: Acteur }

/** A copy of the database that `load` filled, for the first file of the run that asked. */
export async function openDemoDatabase(
  scope: Scope,
  load: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const cluster = await findCluster()
  await ensureTemplate(cluster)
  await ensureDatabase(cluster, 'demonstration', async (draft) => {
    await query(cluster, `create database ${draft} template modele`)
    await load(urlOf(cluster, draft))
  })
  return createDatabase(cluster, scope, 'template demonstration')
}

/** The web application without a port, on this database seen through its wall, every request being one actor's. */
export function createTestApp(
  { settings }: TestDatabase,
  { acteur = acteurDe('responsable'), ...options }: TestApp,
  scope: Scope = { after },
): ReturnType<typeof createApp> {
  const actors = openActors({ ...settings, max: 5 })
  scope.after(() => actors.close())
  const defaults = { log: silentLog(), isReady: async () => true, identify: async () => acteur }
  return createApp({ ...defaults, ...options, actors })
}

/** A database with nothing in it. */
export const openEmptyDatabase = async (scope: Scope = { after }): Promise<TestDatabase> =>
  createDatabase(await findCluster(), scope, '')

async function createDatabase(cluster: ClientConfig, scope: Scope, template: string): Promise<TestDatabase> {
  const name = `essai_${process.pid}_${databases++}`
  await query(cluster, `create database ${name} ${template}`)
  const settings = { ...cluster, database: name }
  const db = openDb(settings)
  scope.after(async () => {
    await db.destroy()
    await query(cluster, `drop database if exists ${name} with (force)`)
    if (--users === 0) await stopOwn?.()
  })
  users++
  return { db, settings, url: urlOf(cluster, name) }
}

const urlOf = ({ user, host, port }: ClientConfig, name: string): string =>
  `postgres://${user}@/${name}?host=${encodeURIComponent(host!)}&port=${port}`

let databases = 0
let users = 0
let own: Promise<ClientConfig> | undefined
let stopOwn: (() => Promise<void>) | undefined

/** The cluster of the run; a file run alone with `node --test` makes its own, and stops it with its last database. */
function findCluster(): Promise<ClientConfig> {
  const lent = process.env[clusterVariable]
  if (lent) return Promise.resolve(JSON.parse(lent) as ClientConfig)
  own ??= startCluster().then(({ settings, stop }) => {
    stopOwn = async () => {
      own = undefined
      await stop()
    }
    return settings
  })
  return own
}

/** Starts a PostgreSQL in a temporary folder, quick because it promises nothing after a power cut. */
export async function startCluster(): Promise<{ settings: ClientConfig; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'oriflamme-essai-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const { settings, stop } = await startPostgres({
      dataFolder: join(folder, 'donnees'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    })
    return { settings, stop: () => stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** The migrated database that all others are copies of. */
const ensureTemplate = (cluster: ClientConfig): Promise<void> =>
  ensureDatabase(cluster, 'modele', async (draft) => {
    await query(cluster, `create database ${draft}`)
    const db = openDb({ ...cluster, database: draft })
    try {
      await migrate(db, sqlFolder)
    } finally {
      await db.destroy()
    }
  })

/** A database to copy: made once per cluster, by the first file that needs it, and whole or absent. */
async function ensureDatabase(
  cluster: ClientConfig,
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<void> {
  await withClient(cluster, async (client) => {
    await client.query('select pg_advisory_lock(7403112003)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    const draft = `ebauche_${name}`
    try {
      await make(draft)
    } catch (error) {
      await client.query(`drop database if exists ${draft} with (force)`)
      throw error
    }
    await client.query(`alter database ${draft} rename to ${name}`)
  })
}

const query = (cluster: ClientConfig, text: string): Promise<void> =>
  withClient(cluster, async (client) => {
    await client.query(text)
  })

async function withClient(cluster: ClientConfig, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ ...cluster, database: 'postgres' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
