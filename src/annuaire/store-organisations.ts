import { sql } from 'kysely'
import type { Organisation } from '#annuaire/compte.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`id, nature, nom, siret, etat`

export async function findOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const { rows } = await sql<Organisation>`select ${columns} from organisation where id = ${id}`.execute(db)
  return rows[0]
}

export async function findOrganisationBySiret(db: Db, siret: string): Promise<Organisation | undefined> {
  const { rows } =
    await sql<Organisation>`select ${columns} from organisation where siret = ${siret}`.execute(db)
  return rows[0]
}

/** An organisation as it is now, held until the end of the transaction. */
export async function lockOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  const { rows } =
    await sql<Organisation>`select ${columns} from organisation where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Writes down a SIRET that somebody came with: a training centre, most often, until an administrator says so. */
export async function insertOrganisation(tx: Tx, siret: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into organisation (nature, nom, siret, etat) values ('of-cfa', ${`SIRET ${siret}`}, ${siret}, 'en_attente')
    returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Writes an organisation that an administrator vouches for. */
export async function insertOrganisationActive(
  tx: Tx,
  { nom, nature, siret }: Pick<Organisation, 'nom' | 'nature' | 'siret'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into organisation (nature, nom, siret, etat) values (${nature}, ${nom}, ${siret}, 'active') returning id
  `.execute(tx)
  return rows[0]!.id
}

/** What an administrator decided of an organisation. */
export async function updateOrganisation(
  tx: Tx,
  id: string,
  { nom, nature, etat }: Pick<Organisation, 'nom' | 'nature' | 'etat'>,
): Promise<void> {
  await sql`update organisation set nom = ${nom}, nature = ${nature}, etat = ${etat} where id = ${id}`.execute(
    tx,
  )
}

/** The filières of an OPCO: the formations that it may see. */
export async function insertFilieres(tx: Tx, opco: string, filieres: readonly string[]): Promise<void> {
  await sql`
    insert into opco_filiere (opco, filiere) select ${opco}, f from unnest(${filieres}::text[]) f on conflict do nothing
  `.execute(tx)
}
