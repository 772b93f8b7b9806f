import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { StartupRefusal } from '#platform/refusal.ts'

type Tables = { migrations: { nom: string; empreinte: string } }
type Migration = { readonly nom: string; readonly empreinte: string; readonly texte: string }

// Any fixed number will do: it only has to be ours.
const lockKey = 7_403_112_018

/**
 * Brings the database to the state that `folder` describes: applies the numbered files it has not seen, in order,
 * each in a transaction that records it. Two servers that start together take turns.
 *
 * @param folder where the `NNNN_nom.sql` files are
 * @returns the names of the files applied now
 */
export async function migrate(db: Db, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection)
    try {
      await createRegister(connection)
      const waiting = remaining(migrations, await listApplied(connection))
      for (const migration of waiting) await applyMigration(connection, migration)
      return waiting.map(({ nom }) => nom)
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection)
    }
  })
}

/** Whether every file of `folder` has been applied, for the readiness check. */
export async function isMigrated(db: Db, folder: string): Promise<boolean> {
  const { rows } = await sql<{
    existe: boolean
  }>`select to_regclass('migrations') is not null as existe`.execute(db)
  if (!rows[0]?.existe) return false
  const applied = new Set((await listApplied(db)).map(({ nom }) => nom))
  return (await readMigrations(folder)).every(({ nom }) => applied.has(nom))
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const noms = (await readdir(folder)).filter((nom) => nom.endsWith('.sql')).sort()
  const seen = new Map<string, string>()
  for (const nom of noms) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(nom))
      throw new StartupRefusal(`Migration « ${nom} » : le nom doit être de la forme 0001_objet.sql.`)
    const twin = seen.get(nom.slice(0, 4))
    if (twin)
      throw new StartupRefusal(
        `Migrations « ${twin} » et « ${nom} » : même numéro, renommez la plus récente.`,
      )
    seen.set(nom.slice(0, 4), nom)
  }
  return Promise.all(noms.map((nom) => readMigration(folder, nom)))
}

async function readMigration(folder: string, nom: string): Promise<Migration> {
  // Git may write CRLF on Windows: the same migration must keep the same fingerprint.
  const texte = (await readFile(join(folder, nom), 'utf8')).replaceAll('\r\n', '\n')
  return { nom, texte, empreinte: createHash('sha256').update(texte).digest('hex') }
}

async function createRegister(db: Db): Promise<void> {
  await sql`
    create table if not exists migrations (
      nom text primary key,
      empreinte text not null,
      appliquee_le timestamptz not null default now()
    )
  `.execute(db)
}

const listApplied = (db: Db): Promise<Tables['migrations'][]> =>
  db.withTables<Tables>().selectFrom('migrations').select(['nom', 'empreinte']).orderBy('nom').execute()

/** What is left to apply, once it is certain that the past of the database is the one the files tell. */
function remaining(migrations: Migration[], applied: Tables['migrations'][]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.nom, migration]))
  for (const { nom, empreinte } of applied) {
    const file = known.get(nom)
    if (!file)
      throw new StartupRefusal(
        `La base a reçu la migration « ${nom} », que ce programme ne connaît pas : elle vient d’une version plus ` +
          'récente. Mettez le programme à jour, ou restaurez une sauvegarde de la base.',
      )
    if (file.empreinte !== empreinte)
      throw new StartupRefusal(
        `La migration « ${nom} » a été modifiée après avoir été appliquée à cette base. Rétablissez le fichier ` +
          'd’origine et écrivez la modification dans une nouvelle migration.',
      )
  }
  const last = applied.at(-1)?.nom ?? ''
  const waiting = migrations.slice(applied.length)
  const late = migrations.find(({ nom }) => nom < last && !applied.some((one) => one.nom === nom))
  if (late)
    throw new StartupRefusal(
      `La migration « ${late.nom} » arrive après « ${last} », déjà appliquée : renommez-la avec un numéro plus grand.`,
    )
  return waiting
}

async function applyMigration(db: Db, { nom, texte, empreinte }: Migration): Promise<void> {
  await db.transaction().execute(async (tx) => {
    try {
      await tx.executeQuery(CompiledQuery.raw(texte))
    } catch (cause) {
      throw new StartupRefusal(
        `La migration « ${nom} » a échoué et n’a rien changé : ${explain(cause, texte)}`,
        1,
        { cause },
      )
    }
    await tx.withTables<Tables>().insertInto('migrations').values({ nom, empreinte }).execute()
  })
}

function explain(cause: unknown, texte: string): string {
  const { message, position } = cause as { message: string; position?: string }
  if (!position) return message
  return `ligne ${texte.slice(0, Number(position)).split('\n').length}, ${message}`
}
