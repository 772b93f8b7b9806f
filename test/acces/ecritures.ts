import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** How many rows of data were written since the beginning, and how many acts, traces of refusals left out. */
export type Photo = { readonly donnees: number; readonly actes: number }

/** Refusals leave their trace: it is not an act of whoever was refused. */
const traces = ['acces.refuse', 'acces.introuvable', 'acces.separe', 'jeton.refuse']

/** The trace apart, and what each request may touch: its session's last visit. */
const ailleurs = ['journal', 'maillon', 'migrations', 'session']

/**
 * Counts every row inserted, updated, deleted or truncated in the whole database, by triggers that count in the writer's own
 * transaction: what is rolled back is not counted, what is committed always is, and asking costs nothing however big the
 * tables are.
 * @returns what has been written until now
 */
export async function watchWrites(db: Db): Promise<() => Promise<Photo>> {
  await sql`
    create schema ecritures;
    create table ecritures.faite (acte boolean not null);
    create function ecritures.compter() returns trigger security definer language plpgsql as $$
      begin insert into ecritures.faite values (tg_table_name = 'journal'); return null; end $$
  `.execute(db)
  const { rows } = await sql<{ nom: string }>`
    select relname as nom from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all (${ailleurs})
  `.execute(db)
  for (const { nom } of rows) {
    const table = sql.table(nom)
    await sql`create trigger zz_ecriture after insert or update or delete on ${table}
      for each row execute function ecritures.compter()`.execute(db)
    await sql`create trigger zz_vidage after truncate on ${table} execute function ecritures.compter()`.execute(
      db,
    )
  }
  await sql`create trigger zz_acte after insert on journal for each row
    when (new.acte not in (${sql.join(traces.map((un) => sql.lit(un)))})) execute function ecritures.compter()`.execute(
    db,
  )
  return async () => {
    const photo = await sql<Photo>`
      select count(*) filter (where not acte)::int as donnees, count(*) filter (where acte)::int as actes
      from ecritures.faite`.execute(db)
    return photo.rows[0]!
  }
}
