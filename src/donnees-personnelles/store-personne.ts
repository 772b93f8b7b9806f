import { sql } from 'kysely'
import type { CompteAEffacer, Pseudonyme } from '#donnees-personnelles/effacement.ts'
import type { Db, Tx } from '#platform/db.ts'

export type PersonneTrouvee = {
  readonly id: string
  readonly nom: string
  readonly courriel: string | null
  readonly organisation: string | null
  readonly etat: CompteAEffacer['etat']
}

/** Accounts whose name or address contains a word, erased ones left out; fifty at most. */
export async function searchPersonnes(db: Db, mot: string): Promise<PersonneTrouvee[]> {
  const { rows } = await sql<PersonneTrouvee>`
    select p.id, p.nom, p.courriel, p.etat, o.nom as organisation
    from personne p left join organisation o on o.id = p.organisation
    where p.etat <> 'effacee'
      and (position(lower(${mot}) in lower(p.nom)) > 0 or position(lower(${mot}) in p.courriel) > 0)
    order by p.nom, p.id limit 50
  `.execute(db)
  return rows
}

/**
 * Everything held on one person, table by table. Left out: secrets, which protect the person and say nothing of it, and
 * from where somebody else did what concerns that person.
 * @returns undefined when there is no such account
 */
export async function readDossier(db: Db, id: string): Promise<unknown> {
  const { rows } = await sql<{ dossier: unknown }>`
    select jsonb_build_object(
      'compte', to_jsonb(p) || jsonb_build_object('organisation', (select o.nom from organisation o where o.id = p.organisation)),
      'roles', (select coalesce(jsonb_agg(to_jsonb(a) order by a.donnee_le), '[]') from attribution a where a.personne = p.id),
      'delegations', (select coalesce(jsonb_agg(to_jsonb(d) order by d.donnee_le), '[]') from delegation d
        where p.id in (d.de, d.a)),
      'sessions', (select coalesce(jsonb_agg(to_jsonb(s) - 'empreinte' - 'jeton_identite'
          - case when s.personne = p.id then '{}'::text[] else '{adresse,navigateur}' end order by s.ouverte_le), '[]')
        from session s where p.id in (s.personne, s.pour)),
      'invitations', (select coalesce(jsonb_agg(to_jsonb(i) order by i.creee_le), '[]') from invitation i
        where i.acceptee_par = p.id or i.courriel = p.courriel),
      'messages', (select coalesce(jsonb_agg(to_jsonb(m) order by m.cree_le), '[]') from message m
        where lower(m.destinataire) = p.courriel),
      'journal', (select coalesce(jsonb_agg(to_jsonb(j)
          - case when j.personne = p.id then '{}'::text[] else '{adresse}' end order by j.id), '[]') from journal j
        where p.id in (j.personne, j.pour) or j.objet = 'personne:' || p.id
          or coalesce(j.apres, j.avant) ->> 'personne' = p.id)
    ) as dossier
    from personne p where p.id = ${id}
  `.execute(db)
  return rows[0]?.dossier
}

/** The account to erase, held until the end; the administrators are held before it. */
export async function lockEffacement(
  tx: Tx,
  id: string,
): Promise<(Omit<CompteAEffacer, 'administrateurs'> & { courriel: string | null }) | undefined> {
  const { rows } = await sql<Omit<CompteAEffacer, 'administrateurs'> & { courriel: string | null }>`
    select id, etat, courriel from personne where id = ${id} for update
  `.execute(tx)
  return rows[0]
}

export async function pseudonymise(tx: Tx, id: string, { nom, emetteur, sujet }: Pseudonyme): Promise<void> {
  await sql`
    update personne set nom = ${nom}, courriel = null, emetteur = ${emetteur}, sujet = ${sujet}, etat = 'effacee'
    where id = ${id}
  `.execute(tx)
}

/** Ends every session, and forgets from where each was opened. @returns how many were still open */
export async function forgetSessions(tx: Tx, personne: string): Promise<number> {
  const { rows } = await sql<{ ouverte: boolean }>`
    update session s set fermee_le = coalesce(s.fermee_le, now()), adresse = null, navigateur = null, jeton_identite = null
    from session before where before.id = s.id and s.personne = ${personne}
    returning before.fermee_le is null and before.expire_le > now() as ouverte
  `.execute(tx)
  return rows.filter(({ ouverte }) => ouverte).length
}

export async function endPowers(tx: Tx, personne: string): Promise<void> {
  await sql`update attribution set retiree_le = now() where personne = ${personne} and retiree_le is null`.execute(
    tx,
  )
}

/** The reason goes too: it was typed by a person, and may tell of an illness or a leave. */
export async function endDelegations(tx: Tx, personne: string): Promise<void> {
  await sql`
    update delegation set retiree_le = coalesce(retiree_le, now()), motif = 'Motif effacé' where ${personne} in (de, a)
  `.execute(tx)
}

/** Invitations keep who accepted them, and lose the address that they were sent to. */
export async function forgetInvitations(tx: Tx, personne: string, courriel: string | null): Promise<void> {
  await sql`
    update invitation set courriel = 'efface@invalid', retiree_le = coalesce(retiree_le, now())
    where acceptee_par = ${personne} or courriel = ${courriel}
  `.execute(tx)
}

export async function removeMessages(tx: Tx, courriel: string | null): Promise<void> {
  await sql`delete from message where lower(destinataire) = ${courriel}`.execute(tx)
}
