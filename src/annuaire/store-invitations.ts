import { sql } from 'kysely'
import type { Invitation } from '#annuaire/accueil.ts'
import type {
  CompteInvite,
  DemandeInvitation,
  EtatInvitation,
  InvitationSuivie,
} from '#annuaire/invitation.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  i.id, i.courriel, i.role, to_jsonb(o) - 'cree_le' as organisation, i.creee_le as "creeeLe",
  i.expire_le as "expireLe", (i.expire_le at time zone 'Europe/Paris' - interval '1 second')::date as "dernierJour",
  i.acceptee_le as "accepteeLe", i.retiree_le as "retireeLe"
`
const source = sql`invitation i join organisation o on o.id = i.organisation`
/** Midnight in Paris, at the end of a whole number of days after today. */
const end = (maintenant: string, jours: number) => sql`
  (((${maintenant}::timestamptz at time zone 'Europe/Paris')::date + ${jours}::int + 1)::timestamp
    at time zone 'Europe/Paris')
`

/** The invitations that still wait for an address, held until the end of the transaction. */
export async function findInvitations(tx: Tx, courriel: string): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select i.id, i.courriel, i.role, to_jsonb(o) - 'cree_le' as organisation, i.expire_le as "expireLe"
    from ${source} where i.courriel = ${courriel} and i.acceptee_le is null and i.retiree_le is null
    for update of i
  `.execute(tx)
  return rows
}

/** Every invitation of an address, whatever its state. */
export async function listInvitationsOf(db: Db, courriel: string): Promise<InvitationSuivie[]> {
  const { rows } = await sql<InvitationSuivie>`
    select ${columns} from ${source} where i.courriel = ${courriel}
  `.execute(db)
  return rows
}

/** An invitation, held until the end of the transaction: nobody takes it up while it is changed. */
export async function lockInvitation(tx: Tx, id: string): Promise<InvitationSuivie | undefined> {
  const { rows } = await sql<InvitationSuivie>`
    select ${columns} from ${source} where i.id = ${id} for update of i
  `.execute(tx)
  return rows[0]
}

/** The accounts that go by an address. */
export async function listComptesInvites(db: Db, courriel: string): Promise<CompteInvite[]> {
  const { rows } = await sql<CompteInvite>`
    select p.id, p.etat, p.organisation, (select coalesce(jsonb_agg(a.role), '[]') from attribution a
      where a.personne = p.id and a.retiree_le is null) as roles
    from personne p where p.courriel = ${courriel} and p.etat <> 'effacee'
  `.execute(db)
  return rows
}

/** @param jours whole days that it stays open after today, Paris time */
export async function insertInvitation(
  tx: Tx,
  { courriel, role, organisation }: DemandeInvitation,
  { maintenant, jours }: { maintenant: string; jours: number },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into invitation (courriel, role, organisation, creee_le, expire_le)
    values (${courriel}, ${role}, ${organisation.id}, ${maintenant}, ${end(maintenant, jours)}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Opens an invitation again, or for longer. */
export async function extendInvitation(
  tx: Tx,
  id: string,
  { maintenant, jours }: { maintenant: string; jours: number },
): Promise<void> {
  await sql`update invitation set expire_le = ${end(maintenant, jours)} where id = ${id}`.execute(tx)
}

export async function withdrawInvitation(tx: Tx, id: string, maintenant: string): Promise<void> {
  await sql`update invitation set retiree_le = ${maintenant} where id = ${id}`.execute(tx)
}

export async function acceptInvitation(tx: Tx, id: string, personne: string): Promise<void> {
  await sql`
    update invitation set acceptee_le = now(), acceptee_par = ${personne} where id = ${id}
  `.execute(tx)
}

export type RechercheInvitations = {
  /** Part of an address or of the name of an organisation. */
  readonly q?: string | undefined
  readonly etat?: EtatInvitation | undefined
}

/** Invitations that answer a search, the latest first, and how many there are. */
export async function listInvitations(
  db: Db,
  { q, etat }: RechercheInvitations,
  { maintenant, decalage, limite }: { maintenant: string; decalage: number; limite: number },
): Promise<{ invitations: InvitationSuivie[]; total: number }> {
  const waiting = sql`i.acceptee_le is null and i.retiree_le is null and i.expire_le`
  const inState = {
    acceptee: sql`i.acceptee_le is not null`,
    retiree: sql`i.acceptee_le is null and i.retiree_le is not null`,
    ouverte: sql`${waiting} > ${maintenant}`,
    expiree: sql`${waiting} <= ${maintenant}`,
  }
  const { rows } = await sql<InvitationSuivie & { total: number }>`
    select ${columns}, count(*) over () as total from ${source}
    where true
      ${etat ? sql`and ${inState[etat]}` : sql``}
      ${q ? sql`and position(lower(${q}) in lower(i.courriel || ' ' || o.nom)) > 0` : sql``}
    order by i.creee_le desc, i.id offset ${decalage} limit ${limite}
  `.execute(db)
  return { invitations: rows.map(({ total, ...une }) => une), total: rows[0]?.total ?? 0 }
}
