import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { columnTypes, type Db } from '#platform/db.ts'
import { createKeptPlans } from '#platform/kept-plans.ts'
import { version } from '#platform/version.ts'
import { type Acteur, PUBLIC } from '#socle/acces.ts'

/** Who acts, and from which network address when it is known. `'systeme'` is the program itself, never a person. */
export type Origine = { readonly acteur: Acteur | 'systeme'; readonly adresse?: string | undefined }

/** The database as each actor sees it. */
export type Actors = {
  /** A way to the database on which every statement, in a transaction or not, is this actor's. */
  of(origine: Origine): Db
  close(): Promise<void>
}

/** The account of PostgreSQL that serves requests: it owns no table, and row-level security binds it. */
export const applicationRole = 'oriflamme_application'

/**
 * Opens the pool that serves requests. Each time a connection leaves it, it has been told who acts before
 * anything else: a connection that could not be told is thrown away, and one that was never told sees nothing.
 *
 * @param target an address or settings whose account is `oriflamme_application`, or may become it
 */
export function openActors(
  target: string | PoolConfig,
  onIdleError: (error: Error) => void = () => {},
): Actors {
  const settings: PoolConfig = typeof target === 'string' ? { connectionString: target } : target
  const options = `${settings.options ?? ''} -c role=${applicationRole}`.trim()
  const pool = new Pool({ application_name: 'oriflamme', max: 10, types: columnTypes, ...settings, options })
  pool.on('error', onIdleError)
  pool.on('connect', createKeptPlans())
  return {
    of: (origine) => {
      const reservation = { connect: () => reserve(pool, origine), end: async () => {} }
      return new Kysely({ dialect: new PostgresDialect({ pool: reservation }) })
    },
    close: () => pool.end(),
  }
}

const tell = `select set_config('oriflamme.role', $1, false), set_config('oriflamme.identifiant', $2, false),
  set_config('oriflamme.organisation', $3, false), set_config('oriflamme.pour', $4, false),
  set_config('oriflamme.adresse', $5, false), set_config('oriflamme.logiciel', $6, false)`

/** What each connection was last told: said once when the same one acts again. */
const told = new WeakMap<PoolClient, string>()

async function reserve(pool: Pool, { acteur, adresse = '' }: Origine): Promise<PoolClient> {
  const { role, identifiant, organisation, pour } = acteur === 'systeme' ? systeme : acteur
  const values = [role, identifiant ?? '', organisation?.identifiant ?? '', pour ?? '', adresse, version]
  const client = await pool.connect()
  const dit = JSON.stringify(values)
  if (told.get(client) === dit) return client
  try {
    told.delete(client)
    await client.query({ name: 'acteur', text: tell, values })
    told.set(client, dit)
    return client
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

const systeme = { ...PUBLIC, role: 'systeme', identifiant: 'oriflamme', pour: undefined }
