import { sql } from 'kysely'
import type { Compte } from '#annuaire/compte.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  p.id, p.nom, p.courriel, p.etat,
  (select to_jsonb(o) - 'cree_le' from organisation o where o.id = p.organisation) as organisation,
  (select coalesce(jsonb_agg(a.role order by a.donnee_le, a.role), '[]') from attribution a
    where a.personne = p.id and a.retiree_le is null) as roles,
  (select coalesce(jsonb_agg(jsonb_build_object('de', d.de, 'a', d.a, 'role', d.role, 'du', d.du, 'au', d.au,
      'nomDe', lender.nom) order by d.du, d.id), '[]')
    from delegation d join personne lender on lender.id = d.de and lender.etat = 'active'
        and lender.organisation = p.organisation
      join attribution held on held.personne = d.de and held.role = d.role and held.retiree_le is null
    where d.a = p.id and d.retiree_le is null) as delegations
`

/** The account of each person, to be narrowed by a condition on `p`. */
export const selectCompte = sql<Compte>`select ${columns} from personne p`

export async function findCompte(db: Db, id: string): Promise<Compte | undefined> {
  const { rows } = await sql<Compte>`${selectCompte} where p.id = ${id}`.execute(db)
  return rows[0]
}

/** Makes arrivals of the same subject, or with the same SIRET, wait for each other until the end of the transaction. */
export async function lockArrivals(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112, hashtext(${key}))`.execute(tx)
}

/** The account of a subject of a provider, held until the end of the transaction. */
export async function lockCompteOfSujet(
  tx: Tx,
  { emetteur, sujet }: { emetteur: string; sujet: string },
): Promise<Compte | undefined> {
  const { rows } = await sql<Compte>`
    ${selectCompte} where p.emetteur = ${emetteur} and p.sujet = ${sujet} for update of p
  `.execute(tx)
  return rows[0]
}

/** Every account, by name. */
export async function listComptes(db: Db): Promise<Compte[]> {
  const { rows } = await sql<Compte>`${selectCompte} order by p.nom, p.id`.execute(db)
  return rows
}

export type NouveauCompte = {
  readonly emetteur: string
  readonly sujet: string
  readonly nom: string
  readonly courriel: string | null
  readonly organisation: string | null
  readonly etat: 'active' | 'en_attente'
}

export async function insertCompte(tx: Tx, compte: NouveauCompte): Promise<string> {
  const { emetteur, sujet, nom, courriel, organisation, etat } = compte
  const { rows } = await sql<{ id: string }>`
    insert into personne (emetteur, sujet, nom, courriel, organisation, etat)
    values (${emetteur}, ${sujet}, ${nom}, ${courriel}, ${organisation}, ${etat}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** What the provider says today of somebody already known. */
export async function updateIdentite(
  tx: Tx,
  id: string,
  { nom, courriel }: { nom: string; courriel: string | null },
): Promise<void> {
  await sql`update personne set nom = ${nom}, courriel = ${courriel} where id = ${id}`.execute(tx)
}

export async function updateEtatCompte(
  tx: Tx,
  id: string,
  changes: { etat: Compte['etat']; organisation?: string | null },
): Promise<void> {
  const { etat, organisation } = changes
  await sql`
    update personne set etat = ${etat}, organisation = coalesce(${organisation ?? null}, organisation) where id = ${id}
  `.execute(tx)
}

/** Gives a role; already held, nothing changes. @returns whether it was given now */
export async function insertAttribution(tx: Tx, personne: string, role: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into attribution (personne, role) values (${personne}, ${role})
    on conflict (personne, role) where retiree_le is null do nothing
  `.execute(tx)
  return numAffectedRows === 1n
}

/** Takes a role back. @returns whether it was held */
export async function endAttribution(tx: Tx, personne: string, role: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update attribution set retiree_le = now() where personne = ${personne} and role = ${role} and retiree_le is null
  `.execute(tx)
  return numAffectedRows === 1n
}
