import { sql } from 'kysely'
import type { Invitation } from '#annuaire/accueil.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The invitations that still wait for an address, held until the end of the transaction. */
export async function findInvitations(tx: Tx, courriel: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select i.id, i.courriel, i.role, to_jsonb(o) - 'cree_le' as organisation, i.expire_le as "expireLe"
    from invitation i join organisation o on o.id = i.organisation
    where i.courriel = ${courriel} and i.acceptee_le is null and i.retiree_le is null
    for update of i
  `.execute(tx)
  return rows
}

export async function acceptInvitation(tx: Tx, id: string, personne: string): Promise<void> {
  await sql`
    update invitation set acceptee_le = now(), acceptee_par = ${personne} where id = ${id}
  `.execute(tx)
}

/** Every invitation, the latest first. */
export async function listInvitations(
  db: Db,
): Promise<(Invitation & { creeeLe: string; accepteeLe: string | null })[]> {
  const { rows } = await sql<Invitation & { creeeLe: string; accepteeLe: string | null }>`
    select i.id, i.courriel, i.role, to_jsonb(o) - 'cree_le' as organisation, i.expire_le as "expireLe",
      i.creee_le as "creeeLe", i.acceptee_le as "accepteeLe"
    from invitation i join organisation o on o.id = i.organisation
    where i.retiree_le is null order by i.creee_le desc, i.id
  `.execute(db)
  return rows
}
