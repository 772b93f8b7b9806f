import { sql } from 'kysely'
import type { Identifiants, IdentifiantsDates } from '#campagnes/demandes/identifiants.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What a body declares itself to be; nulls when it never did. */
export async function findIdentifiants(db: Db, organisation: string): Promise<Identifiants> {
  const { rows } = await sql<Identifiants>`
    select uai, nda from organisation_identifiant where organisation = ${organisation}
  `.execute(db)
  return rows[0] ?? { uai: null, nda: null }
}

/** The same, with the instant of its last change, ISO in UTC: null when it never said. */
export async function findIdentifiantsDates(db: Db, organisation: string): Promise<IdentifiantsDates> {
  const { rows } = await sql<IdentifiantsDates>`
    select uai, nda, le from organisation_identifiant where organisation = ${organisation}
  `.execute(db)
  return rows[0] ?? { uai: null, nda: null, le: null }
}

/** Keeps what a body declares itself to be. */
export async function upsertIdentifiants(
  tx: Tx,
  organisation: string,
  { uai, nda, par, le }: Identifiants & { readonly par: string; readonly le: string },
): Promise<void> {
  await sql`
    insert into organisation_identifiant (organisation, uai, nda, par, le)
    values (${organisation}, ${uai}, ${nda}, ${par}, ${le})
    on conflict (organisation) do update set uai = excluded.uai, nda = excluded.nda, par = excluded.par, le = excluded.le
  `.execute(tx)
}

/**
 * Has all that a body submitted read again, in every campaign, since its identifiers are checked there too: naming a
 * column that the queue watches is enough, and is all that the wall lets a body do to the queue.
 */
export async function updateControlesDe(tx: Tx, organisation: string): Promise<void> {
  await sql`
    update demande set version = version where organisation = ${organisation} and deposee_le is not null
  `.execute(tx)
}

/** The other bodies still in the running in this campaign that declare this UAI. */
export async function listMemeUai(
  db: Db,
  { campagne, organisation, uai }: { campagne: string; organisation: string; uai: string },
): Promise<{ organisme: string; numero: number }[]> {
  const { rows } = await sql<{ organisme: string; numero: number }>`
    select o.nom as organisme, d.numero
    from organisation_identifiant i join demande d on d.organisation = i.organisation
      join organisation o on o.id = d.organisation
    where i.uai = ${uai} and i.organisation <> ${organisation} and d.campagne = ${campagne}
      and d.deposee_le is not null and d.etat not in ('retiree', 'ineligible', 'non_retenue')
    order by d.numero
  `.execute(db)
  return rows
}
