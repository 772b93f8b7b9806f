import { sql } from 'kysely'
import type { Cle, DemandeCle } from '#annuaire/cle.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Action } from '#socle/acces.ts'

const columns = sql`
  k.id, k.nom, k.role, k.portees, k.debit, k.creee_le as "creeeLe", k.servie_le as "servieLe",
  k.revoquee_le as "revoqueeLe", to_jsonb(o) - 'cree_le' as organisation
`

/** Every key, the latest first, revoked ones included. */
export async function listCles(db: Db): Promise<Cle[]> {
  const { rows } = await sql<Cle>`
    select ${columns} from cle k join organisation o on o.id = k.organisation order by k.creee_le desc, k.id
  `.execute(db)
  return rows
}

/** A key with the fingerprint of its secret. */
export async function findCle(db: Db, id: string): Promise<(Cle & { empreinte: string }) | undefined> {
  const { rows } = await sql<Cle & { empreinte: string }>`
    select ${columns}, k.empreinte from cle k join organisation o on o.id = k.organisation where k.id = ${id}
  `.execute(db)
  return rows[0]
}

export async function insertCle(
  tx: Tx,
  cle: DemandeCle & { organisation: string; empreinte: string; maintenant: string },
): Promise<string> {
  const { nom, organisation, role, portees, debit, empreinte, maintenant } = cle
  const { rows } = await sql<{ id: string }>`
    insert into cle (nom, organisation, role, portees, debit, empreinte, creee_le)
    values (${nom}, ${organisation}, ${role}, ${portees as Action[]}::text[], ${debit}, ${empreinte}, ${maintenant})
    returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Revokes a key. @returns whether it was still open */
export async function revokeCle(tx: Tx, id: string, maintenant: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cle set revoquee_le = ${maintenant} where id = ${id} and revoquee_le is null
  `.execute(tx)
  return numAffectedRows === 1n
}

export async function touchCle(tx: Tx, id: string, maintenant: string): Promise<void> {
  await sql`update cle set servie_le = ${maintenant} where id = ${id}`.execute(tx)
}

export async function insertJeton(
  tx: Tx,
  jeton: { empreinte: string; cle: string; portees: readonly Action[]; maintenant: string; duree: number },
): Promise<void> {
  const { empreinte, cle, portees, maintenant, duree } = jeton
  await sql`
    insert into jeton (empreinte, cle, portees, expire_le)
    values (${empreinte}, ${cle}, ${portees as Action[]}::text[],
      ${maintenant}::timestamptz + make_interval(secs => ${duree}))
  `.execute(tx)
}

export type Jeton = { readonly cle: string; readonly portees: readonly Action[]; readonly expireLe: string }

/** The token of a fingerprint, whatever its state. */
export async function findJeton(db: Db, empreinte: string): Promise<Jeton | undefined> {
  const { rows } = await sql<Jeton>`
    select cle, portees, expire_le as "expireLe" from jeton where empreinte = ${empreinte}
  `.execute(db)
  return rows[0]
}

/** Forgets the tokens of a key that are of no use any more: a day after their end, nobody asks why they end. */
export async function removeOldJetons(tx: Tx, cle: string, maintenant: string): Promise<void> {
  await sql`
    delete from jeton where cle = ${cle} and expire_le < ${maintenant}::timestamptz - interval '1 day'
  `.execute(tx)
}
