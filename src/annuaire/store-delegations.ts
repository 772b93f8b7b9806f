import { sql } from 'kysely'
import type { Delegation, DemandeDelegation } from '#annuaire/delegation.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'

/** A delegation as it was written, with what it rests on today. */
export type DelegationEcrite = DemandeDelegation & {
  readonly id: string
  readonly nomDe: string
  readonly nomA: string
  /** UTC instants. */
  readonly donneeLe: string
  readonly retireeLe: string | null
  /** Whether both accounts are active, in one active organisation, and the role still held by the lender. */
  readonly fondee: boolean
}

const delegations = sql`
  select d.id, d.de, d.a, d.role, d.du, d.au, d.motif, d.donnee_le as "donneeLe", d.retiree_le as "retireeLe",
    lender.nom as "nomDe", receiver.nom as "nomA",
    lender.etat = 'active' and receiver.etat = 'active' and o.id is not null and exists (
      select from attribution held
      where held.personne = d.de and held.role = d.role and held.retiree_le is null) as fondee
  from delegation d
    join personne lender on lender.id = d.de
    join personne receiver on receiver.id = d.a
    left join organisation o on o.id = lender.organisation and o.id = receiver.organisation and o.etat = 'active'
`

/** Every delegation, or those that somebody gives or receives; the last to begin first. */
export async function listDelegations(db: Db, de?: string): Promise<DelegationEcrite[]> {
  const { rows } = await sql<DelegationEcrite>`
    ${delegations} ${de === undefined ? sql`` : sql`where ${de} in (d.de, d.a)`} order by d.du desc, d.donnee_le desc, d.id
  `.execute(db)
  return rows
}

/** One delegation, held until the end of the transaction by whoever may change it. */
export async function lockDelegation(tx: Tx, id: string): Promise<DelegationEcrite | undefined> {
  await sql`select from delegation where id = ${id} for update`.execute(tx)
  const { rows } = await sql<DelegationEcrite>`${delegations} where d.id = ${id}`.execute(tx)
  return rows[0]
}

/** Makes those who write delegations of one lender wait for each other until the end of the transaction. */
export async function lockDonneur(tx: Tx, de: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403113, hashtext(${de}))`.execute(tx)
}

/** What was lent by one person to another and not taken back, past included. */
export async function listEntre(
  tx: Tx,
  { de, a }: { de: string; a: string },
): Promise<(Delegation & { id: string })[]> {
  const { rows } = await sql<Delegation & { id: string }>`
    select id, de, a, role, du, au from delegation where de = ${de} and a = ${a} and retiree_le is null order by du, id
  `.execute(tx)
  return rows
}

export async function insertDelegation(
  tx: Tx,
  delegation: DemandeDelegation & { maintenant: string },
): Promise<string> {
  const { de, a, role, du, au, motif, maintenant } = delegation
  const { rows } = await sql<{ id: string }>`
    insert into delegation (de, a, role, du, au, motif, donnee_le)
    values (${de}, ${a}, ${role}, ${du}, ${au}, ${motif}, ${maintenant}) returning id
  `.execute(tx)
  return rows[0]!.id
}

export async function withdrawDelegation(tx: Tx, id: string, maintenant: string): Promise<void> {
  await sql`update delegation set retiree_le = ${maintenant} where id = ${id} and retiree_le is null`.execute(
    tx,
  )
}

/** People whose account and organisation are active, with the roles that they hold in person; by name. */
export async function listPersonnesActives(db: Db): Promise<PersonneActive[]> {
  const { rows } = await sql<PersonneActive>`
    select p.id, p.nom, o.id as organisation, o.nom as "nomOrganisation",
      (select coalesce(jsonb_agg(a.role order by a.donnee_le, a.role), '[]') from attribution a
        where a.personne = p.id and a.retiree_le is null) as roles
    from personne p join organisation o on o.id = p.organisation and o.etat = 'active'
    where p.etat = 'active' order by p.nom, p.id
  `.execute(db)
  return rows
}

export type PersonneActive = {
  readonly id: string
  readonly nom: string
  readonly organisation: string
  readonly nomOrganisation: string
  readonly roles: readonly Role[]
}
