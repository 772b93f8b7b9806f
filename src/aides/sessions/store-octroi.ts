import { sql } from 'kysely'
import type { Candidat } from '#aides/sessions/octroi.ts'
import type { Octroi } from '#aides/sessions/session.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** Under way, with who asked for it: its powers are looked at again when it works. */
export type OctroiTenu = {
  readonly id: string
  readonly session: string
  readonly etat: Octroi['etat']
  readonly par: string
  readonly pour: string | null
  readonly role: Role
  readonly adresse: string | null
  readonly accordes: number
  readonly montant: Centimes
}

/** The dossiers that ask for their aid, and that the guard against a double benefit does not keep aside. */
const demandeurs = (session: string) => sql`
  aide_dossier d where d.session = ${session} and d.etat in ('proposable', 'en_attente')
`
const libre = sql`not exists (select from retenus r where r.dossier = d.id)`
const retenus = (session: string) => sql`
  retenus as materialized (select distinct c.dossier
    from collisions_d_aide(array(select d.id from ${demandeurs(session)})) c where not c.levee)
`

/** @returns the new act, or the one already under way on this session: it goes on */
export async function insertOctroi(
  tx: Tx,
  octroi: Pick<OctroiTenu, 'session' | 'par' | 'pour' | 'role' | 'adresse'>,
): Promise<{ id: string; nouveau: boolean }> {
  const { session, par, pour, role, adresse } = octroi
  const { rows } = await sql<{ id: string; nouveau: boolean }>`
    insert into aide_octroi (session, total, par, pour, role, adresse)
    select ${session}, (select count(*)::int from ${demandeurs(session)}), ${par}, ${pour}, ${role}, ${adresse}
    on conflict (session) where etat = 'en_cours' do update set session = excluded.session
    returning id, xmax = 0 as nouveau
  `.execute(tx)
  return rows[0]!
}

/** The acts that granted on a session, the latest first. */
export async function listOctrois(db: Db, session: string): Promise<Octroi[]> {
  const { rows } = await sql<Octroi>`
    select o.id, o.etat, o.total, o.accordes, o.montant, o.en_attente as "enAttente", o.retenus, o.motif,
      coalesce(p.nom, '') as par, o.cree_le as "creeLe", o.fini_le as "finiLe"
    from aide_octroi o left join personne p on p.id = o.par
    where o.session = ${session} order by o.cree_le desc, o.id limit 5
  `.execute(db)
  return rows
}

const tenu = sql`id, session, etat, par, pour, role, adresse, accordes, montant`

export async function findOctroi(db: Db, id: string): Promise<OctroiTenu | undefined> {
  const { rows } = await sql<OctroiTenu>`select ${tenu} from aide_octroi where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, no other worker going on with it before the end of the transaction. */
export async function lockOctroi(tx: Tx, id: string): Promise<OctroiTenu | undefined> {
  const { rows } = await sql<OctroiTenu>`
    select ${tenu} from aide_octroi where id = ${id} for update
  `.execute(tx)
  return rows[0]
}

/** Somebody in the line, kept aside or not by the guard against a double benefit. */
export type EnLigne = Candidat & { readonly retenu: boolean }

/** The next ones of the line, in the order of their deposit, held until the end of the transaction. @param apres who came last before them */
export async function listCandidats(
  tx: Tx,
  session: string,
  nombre: number,
  apres: string | null,
): Promise<EnLigne[]> {
  const { rows } = await sql<EnLigne>`
    with ligne as materialized (
      select d.id, d.montant, d.depose_le, d.numero from ${demandeurs(session)}
        and (${apres}::text is null
          or (d.depose_le, d.numero) > (select p.depose_le, p.numero from aide_dossier p where p.id = ${apres}))
      order by d.depose_le, d.numero limit ${nombre} for no key update of d),
    retenus as materialized (
      select distinct c.dossier from collisions_d_aide(array(select id from ligne)) c where not c.levee)
    select l.id, l.montant, exists (select from retenus r where r.dossier = l.id) as retenu
    from ligne l order by l.depose_le, l.numero
  `.execute(tx)
  return rows
}

/** Grants dossiers held by the transaction, and keeps each passage. */
export async function grantDossiers(tx: Tx, ids: readonly string[], par: string): Promise<void> {
  await sql`
    with avant as (select id, etat from aide_dossier where id = any (${[...ids]})),
      change as (update aide_dossier set etat = 'accorde', accorde_le = now() where id in (select id from avant))
    insert into aide_dossier_etape (dossier, de, vers, par) select id, etat, 'accorde', ${par} from avant
  `.execute(tx)
}

/** What the envelope does not hold waits, each in its turn: those who already waited keep their passage. */
export async function postponeDossiers(tx: Tx, session: string, par: string): Promise<void> {
  await sql`
    with ${retenus(session)},
      change as (update aide_dossier d set etat = 'en_attente'
        where d.session = ${session} and d.etat = 'proposable' and ${libre} returning d.id)
    insert into aide_dossier_etape (dossier, de, vers, par) select id, 'proposable', 'en_attente', ${par} from change
  `.execute(tx)
}

export async function updateAvance(tx: Tx, id: string, accordes: number, montant: Centimes): Promise<void> {
  await sql`
    update aide_octroi set accordes = accordes + ${accordes}, montant = montant + ${montant} where id = ${id}
  `.execute(tx)
}

/** Ends an act: who waits, who is kept aside. */
export async function updateFini(
  tx: Tx,
  id: string,
  session: string,
): Promise<{ enAttente: number; retenus: number }> {
  const { rows } = await sql<{ enAttente: number; retenus: number }>`
    with ${retenus(session)}
    update aide_octroi set etat = 'fini', fini_le = now(),
      en_attente = (select count(*) from aide_dossier d where d.session = ${session} and d.etat = 'en_attente'),
      retenus = (select count(*) from retenus)
    where id = ${id} returning en_attente as "enAttente", retenus
  `.execute(tx)
  return rows[0]!
}

/** Stops an act before its end, and says why. What it granted stays granted. */
export async function updateArrete(tx: Tx, id: string, motif: Motif): Promise<void> {
  await sql`
    update aide_octroi set etat = 'arrete', fini_le = now(), motif = ${JSON.stringify(motif)}::jsonb where id = ${id}
  `.execute(tx)
}
