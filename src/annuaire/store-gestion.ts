import { sql } from 'kysely'
import type { Compte } from '#annuaire/compte.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'

export type RechercheComptes = {
  /** A word of the name, of the address or of the organisation. */
  readonly q?: string | undefined
  readonly etat?: Compte['etat'] | undefined
  readonly organisation?: string | undefined
}

/** An account in a list. */
export type CompteListe = Pick<Compte, 'id' | 'nom' | 'courriel' | 'etat'> & {
  readonly organisation: string | null
  readonly roles: readonly Role[]
  readonly creeLe: string
  /** When somebody was last seen in it, on any browser. */
  readonly vueLe: string | null
}

/** Small letters without accents: « ines » finds Inès. */
export const plain = (text: ReturnType<typeof sql>) =>
  sql`translate(lower(${text}), 'àâäçéèêëîïôöùûüÿñ', 'aaaceeeeiioouuuyn')`

const filtered = ({ q, etat, organisation }: RechercheComptes) => sql`
  from personne p left join organisation o on o.id = p.organisation
  where true
    ${etat ? sql`and p.etat = ${etat}` : sql``}
    ${organisation ? sql`and p.organisation = ${organisation}` : sql``}
    ${
      q
        ? sql`and (position(${plain(sql`${q}`)} in ${plain(sql`p.nom || ' ' || coalesce(o.nom, '')`)}) > 0
          or position(lower(${q}) in p.courriel) > 0)`
        : sql``
    }
`

/** A page of accounts: those that wait first, then by name. */
export async function listComptesPage(
  db: Db,
  recherche: RechercheComptes,
  { limite, apres }: { limite: number; apres: number },
): Promise<CompteListe[]> {
  const { rows } = await sql<CompteListe>`
    select p.id, p.nom, p.courriel, p.etat, o.nom as organisation, p.cree_le as "creeLe",
      (select coalesce(jsonb_agg(a.role order by a.donnee_le, a.role), '[]') from attribution a
        where a.personne = p.id and a.retiree_le is null) as roles,
      (select max(s.vue_le) from session s where s.personne = p.id) as "vueLe"
    ${filtered(recherche)}
    order by p.etat <> 'en_attente', p.nom, p.id limit ${limite} offset ${apres}
  `.execute(db)
  return rows
}

export async function countComptes(db: Db, recherche: RechercheComptes): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${filtered(recherche)}`.execute(db)
  return rows[0]!.n
}

/** How many accounts and organisations wait for an administrator. */
export async function countAttente(db: Db): Promise<{ personnes: number; organisations: number }> {
  const { rows } = await sql<{ personnes: number; organisations: number }>`
    select (select count(*)::int from personne where etat = 'en_attente') as personnes,
      (select count(*)::int from organisation where etat = 'en_attente') as organisations
  `.execute(db)
  return rows[0]!
}

/**
 * Holds every account that is an administrator, until the end: two of them who each take the powers of the other pass
 * one after the other, and the second sees what the first did. Always before any other account is held.
 */
export async function lockAdministrateurs(tx: Tx): Promise<void> {
  await sql`
    select p.id from personne p where exists (select from attribution a
      where a.personne = p.id and a.role = 'administrateur' and a.retiree_le is null)
    order by p.id for update of p
  `.execute(tx)
}

/** Accounts that can administer today: active, in an active organisation, with the role. */
export async function listAdministrateurs(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p join organisation o on o.id = p.organisation and o.etat = 'active'
    where p.etat = 'active' and exists (select from attribution a
      where a.personne = p.id and a.role = 'administrateur' and a.retiree_le is null)
    order by p.id
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** Holds an account until the end; what it is, is read afterwards. */
export async function lockCompte(tx: Tx, id: string): Promise<void> {
  await sql`select from personne where id = ${id} for update`.execute(tx)
}

/** Closes every open session of a person. @returns how many */
export async function closeSessionsOf(tx: Tx, personne: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update session set fermee_le = now() where personne = ${personne} and fermee_le is null and expire_le > now()
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
