import { sql } from 'kysely'
import type { Compte } from '#annuaire/compte.ts'
import type { VieSession } from '#annuaire/session.ts'
import { selectCompte } from '#annuaire/store-comptes.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'

/** A browser that signed in, as its owner or an administrator sees it. */
export type Session = VieSession & {
  readonly id: string
  readonly personne: string
  readonly role: Role | null
  readonly pour: string | null
  /** Their name, for whoever may read it. */
  readonly nomPour: string | null
  readonly fournisseur: string
  readonly jetonIdentite: string | null
  readonly ouverteLe: string
  readonly adresse: string | null
  readonly navigateur: string | null
}

const columns = sql`
  id, personne, role, pour, (select nom from personne p where p.id = session.pour) as "nomPour", fournisseur, jeton_identite as "jetonIdentite", ouverte_le as "ouverteLe",
  vue_le as "vueLe", expire_le as "expireLe", fermee_le as "fermeeLe", adresse, navigateur
`

/** The session of a token's fingerprint, whatever its state. */
export async function findSession(db: Db, empreinte: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`select ${columns} from session where empreinte = ${empreinte}`.execute(
    db,
  )
  return rows[0]
}

/** The session of a token's fingerprint and whose it is, in one go: every request begins with it. */
export async function findEntree(
  db: Db,
  empreinte: string,
): Promise<(Session & { readonly compte: Compte }) | undefined> {
  const { rows } = await sql<Session & { compte: Compte }>`
    select ${columns}, (select to_jsonb(c) from (${selectCompte} where p.id = session.personne) c) as compte
    from session where empreinte = ${empreinte}
  `.execute(db)
  return rows[0]
}

/** The sessions of a person that are still open, the last seen first. */
export async function listSessions(db: Db, personne: string): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select ${columns} from session
    where personne = ${personne} and fermee_le is null and expire_le > now() order by vue_le desc
  `.execute(db)
  return rows
}

export type NouvelleSession = Pick<
  Session,
  'personne' | 'fournisseur' | 'jetonIdentite' | 'adresse' | 'navigateur'
> & {
  readonly empreinte: string
  /** Now, and how long it lasts whatever happens, in seconds. */
  readonly maintenant: string
  readonly duree: number
}

export async function insertSession(tx: Tx, session: NouvelleSession): Promise<string> {
  const { empreinte, personne, fournisseur, jetonIdentite, adresse, navigateur, maintenant, duree } = session
  const { rows } = await sql<{ id: string }>`
    insert into session (empreinte, personne, fournisseur, jeton_identite, adresse, navigateur, ouverte_le, vue_le,
      expire_le)
    values (${empreinte}, ${personne}, ${fournisseur}, ${jetonIdentite}, ${adresse}, ${navigateur}, ${maintenant},
      ${maintenant}, ${maintenant}::timestamptz + make_interval(secs => ${duree}))
    returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Writes the last visit of each session named by its token's fingerprint. */
export async function touchSessions(
  db: Db,
  empreintes: readonly string[],
  maintenant: string,
): Promise<void> {
  await sql`update session set vue_le = ${maintenant} where empreinte = any (${empreintes})`.execute(db)
}

/** Chooses the way to act of a session. */
export async function updateCasquette(
  tx: Tx,
  id: string,
  { role, pour }: { role: Role; pour: string | null },
): Promise<void> {
  await sql`update session set role = ${role}, pour = ${pour} where id = ${id}`.execute(tx)
}

/** Closes a session. @returns what is needed to sign out at the provider; undefined when it was closed already */
export async function closeSession(
  tx: Tx,
  id: string,
): Promise<{ personne: string; fournisseur: string; jetonIdentite: string | null } | undefined> {
  const { rows } = await sql<{ personne: string; fournisseur: string; jetonIdentite: string | null }>`
    update session set fermee_le = now() where id = ${id} and fermee_le is null
    returning personne, fournisseur, jeton_identite as "jetonIdentite"
  `.execute(tx)
  return rows[0]
}
