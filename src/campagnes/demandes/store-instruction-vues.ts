import { sql } from 'kysely'
import type { Vue } from '#campagnes/demandes/instruction-lot.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  id, nom, recherche, coalesce((select p.nom from personne p where p.id = vue_demandes.par), '') as "nomPar"
`

/** The shared views, by name. */
export async function listVues(db: Db): Promise<Vue[]> {
  const { rows } = await sql<Vue>`select ${columns} from vue_demandes order by lower(nom), id`.execute(db)
  return rows
}

export async function lockVue(tx: Tx, id: string): Promise<Vue | undefined> {
  const { rows } = await sql<Vue>`select ${columns} from vue_demandes where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** @returns undefined when the name is taken */
export async function insertVue(
  tx: Tx,
  { nom, recherche, par }: Pick<Vue, 'nom' | 'recherche'> & { par: string },
): Promise<Vue | undefined> {
  const { rows } = await sql<Vue>`
    insert into vue_demandes (nom, recherche, par) values (${nom}, ${JSON.stringify(recherche)}::jsonb, ${par})
    on conflict do nothing returning ${columns}
  `.execute(tx)
  return rows[0]
}

/** @returns whether the name was free */
export async function updateNomVue(tx: Tx, id: string, nom: string): Promise<boolean> {
  const { rows } = await sql`
    update vue_demandes set nom = ${nom}
    where id = ${id} and not exists (select from vue_demandes v where lower(v.nom) = lower(${nom}) and v.id <> ${id})
    returning id
  `.execute(tx)
  return rows.length === 1
}

export async function removeVue(tx: Tx, id: string): Promise<void> {
  await sql`delete from vue_demandes where id = ${id}`.execute(tx)
}
