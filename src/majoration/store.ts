import { sql } from 'kysely'
import type { Scenario } from '#majoration/scenario.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  id, campagne, nom, parametres, version, cree_le as "creeLe", modifie_le as "modifieLe"
`

/** The scenarios of a campaign, oldest first. */
export async function listScenarios(db: Db, campagne: string): Promise<Scenario[]> {
  const { rows } = await sql<Scenario>`
    select ${columns} from scenario where campagne = ${campagne} order by cree_le, id
  `.execute(db)
  return rows
}

export async function findScenario(db: Db, id: string): Promise<Scenario | undefined> {
  const { rows } = await sql<Scenario>`select ${columns} from scenario where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, nobody else being able to change it before the end of the transaction. */
export async function lockScenario(tx: Tx, id: string): Promise<Scenario | undefined> {
  const { rows } = await sql<Scenario>`select ${columns} from scenario where id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

/** The other scenario of the campaign that bears this name, capitals aside. */
export async function findHomonym(
  db: Db,
  { campagne, nom, id }: { campagne: string; nom: string; id?: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from scenario
    where campagne = ${campagne} and lower(nom) = lower(${nom}) and id is distinct from ${id ?? null}
  `.execute(db)
  return rows[0]?.id
}

export async function insertScenario(
  tx: Tx,
  { campagne, nom, parametres }: Pick<Scenario, 'campagne' | 'nom' | 'parametres'>,
): Promise<Scenario> {
  const { rows } = await sql<Scenario>`
    insert into scenario (campagne, nom, parametres) values (${campagne}, ${nom}, ${JSON.stringify(parametres)})
    returning ${columns}
  `.execute(tx)
  return rows[0]!
}

/** Saves a scenario that the transaction holds (`lockScenario`): its version grows by one. */
export async function updateScenario(
  tx: Tx,
  { id, nom, parametres }: Pick<Scenario, 'id' | 'nom' | 'parametres'>,
): Promise<Scenario> {
  const { rows } = await sql<Scenario>`
    update scenario set nom = ${nom}, parametres = ${JSON.stringify(parametres)}, version = version + 1,
      modifie_le = now()
    where id = ${id} returning ${columns}
  `.execute(tx)
  return rows[0]!
}

export async function removeScenario(tx: Tx, id: string): Promise<void> {
  await sql`delete from scenario where id = ${id}`.execute(tx)
}
