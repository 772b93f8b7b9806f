import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** An exception granted to one body: until when, why, by whom. */
export type ReouvertureAccordee = {
  readonly id: string
  readonly organisme: string
  readonly jusquAu: string
  readonly motif: string
  readonly accordeePar: string
  readonly accordeeLe: string
}

/** The exceptions of a campaign, the latest first. */
export async function listReouvertures(db: Db, campagne: string): Promise<ReouvertureAccordee[]> {
  const { rows } = await sql<ReouvertureAccordee>`
    select r.id, o.nom as organisme, r.jusqu_au as "jusquAu", r.motif, p.nom as "accordeePar",
      r.accordee_le as "accordeeLe"
    from reouverture r join organisation o on o.id = r.organisation left join personne p on p.id = r.accordee_par
    where r.campagne = ${campagne} order by r.accordee_le desc, r.id
  `.execute(db)
  return rows
}

/** The training centres that may be let in, by name. */
export async function listOrganismesActifs(db: Db): Promise<{ id: string; nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select id, nom from organisation where nature = 'of-cfa' and etat = 'active' order by nom, id
  `.execute(db)
  return rows
}

/** @returns the name of an active training centre; undefined when it is none */
export async function findOrganismeActif(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ nom: string }>`
    select nom from organisation where id = ${id} and nature = 'of-cfa' and etat = 'active'
  `.execute(db)
  return rows[0]?.nom
}

export async function insertReouverture(
  tx: Tx,
  r: { campagne: string; organisation: string; jusquAu: string; motif: string; par: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into reouverture (campagne, organisation, jusqu_au, motif, accordee_par)
    values (${r.campagne}, ${r.organisation}, ${r.jusquAu}, ${r.motif}, ${r.par}) returning id
  `.execute(tx)
  return rows[0]!.id
}
