import { sql } from 'kysely'
import type { Courrier } from '#aides/dossiers/courrier.ts'
import type { DossierDit } from '#aides/dossiers/lettre-aide.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** Of what would be told: state, amount, reasons. */
const empreinte = sql`
  encode(sha256(convert_to(concat_ws(':', d.etat, d.montant, d.verdict -> 'motifs'), 'UTF8')), 'hex')
`
/** Decided, and not told yet: the same decision is not told twice. */
const aDire = (session: string) => sql`
  aide_dossier d where d.session = ${session} and d.etat in ('accorde', 'refuse', 'en_attente')
    and ${empreinte} is distinct from (
      select n.empreinte from aide_notification n where n.dossier = d.id order by n.le desc limit 1)
`

const columns = sql`
  d.id, d.numero, d.etat as decision, b.civilite, b.prenom, b.nom_naissance as nom, d.adresse, d.courriel,
  o.nom as organisme, d.montant, r.rang, d.verdict
`

export async function countADire(db: Db, session: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from ${aDire(session)}
  `.execute(db)
  return rows[0]!.nombre
}

/** The next ones to tell, by name; with the fingerprint of what they are told. */
export async function listADire(
  tx: Tx,
  session: string,
  nombre: number,
): Promise<(DossierDit & { empreinte: string })[]> {
  const { rows } = await sql<DossierDit & { empreinte: string }>`
    select ${columns}, d.empreinte
    from (select d.*, ${empreinte} as empreinte from ${aDire(session)}) d
      join aide_beneficiaire b on b.id = d.beneficiaire join organisation o on o.id = d.organisation
      left join rangs_d_aide(${session}) r on r.dossier = d.id
    order by b.nom_naissance, b.prenom, d.numero limit ${nombre}
  `.execute(tx)
  return rows
}

/** A dossier as a letter tells it; undefined when nothing is decided. */
export async function findDossierDit(
  db: Db,
  id: string,
): Promise<(DossierDit & { session: string }) | undefined> {
  const { rows } = await sql<DossierDit & { session: string }>`
    select ${columns}, d.session
    from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
      join organisation o on o.id = d.organisation left join rangs_d_aide(d.session) r on r.dossier = d.id
    where d.id = ${id} and d.etat in ('accorde', 'refuse', 'en_attente')
  `.execute(db)
  return rows[0]
}

export type CourrierTenu = {
  readonly id: string
  readonly session: string
  readonly etat: Courrier['etat']
  readonly par: string
  readonly pour: string | null
  readonly role: Role
  readonly adresse: string | null
}
const tenu = sql`id, session, etat, par, pour, role, adresse`

/** @returns the new act, or the one already under way on this session: it goes on */
export async function insertCourrier(
  tx: Tx,
  courrier: Omit<CourrierTenu, 'id' | 'etat'> & { readonly total: number },
): Promise<{ id: string; nouveau: boolean }> {
  const { session, total, par, pour, role, adresse } = courrier
  const { rows } = await sql<{ id: string; nouveau: boolean }>`
    insert into aide_courrier (session, total, par, pour, role, adresse)
    values (${session}, ${total}, ${par}, ${pour}, ${role}, ${adresse})
    on conflict (session) where etat = 'en_cours' do update set session = excluded.session
    returning id, xmax = 0 as nouveau
  `.execute(tx)
  return rows[0]!
}

export async function findCourrier(db: Db, id: string): Promise<CourrierTenu | undefined> {
  const { rows } = await sql<CourrierTenu>`select ${tenu} from aide_courrier where id = ${id}`.execute(db)
  return rows[0]
}

export async function lockCourrier(tx: Tx, id: string): Promise<CourrierTenu | undefined> {
  const { rows } = await sql<CourrierTenu>`
    select ${tenu} from aide_courrier where id = ${id} for update
  `.execute(tx)
  return rows[0]
}

/** The acts that told people of a session, the latest first. */
export async function listCourriers(db: Db, session: string): Promise<Courrier[]> {
  const { rows } = await sql<Courrier>`
    select c.id, c.etat, c.total, c.faits, c.courriels, c.motif, coalesce(p.nom, '') as par, c.cree_le as "creeLe",
      c.fini_le as "finiLe"
    from aide_courrier c left join personne p on p.id = c.par
    where c.session = ${session} order by c.cree_le desc, c.id limit 5
  `.execute(db)
  return rows
}

type Dite = Pick<DossierDit, 'id' | 'decision'> & {
  readonly empreinte: string
  readonly parCourriel: boolean
}

/** Keeps what each was told, and their letters. */
export async function insertDites(
  tx: Tx,
  courrier: string,
  dites: readonly Dite[],
  octets: Uint8Array,
): Promise<void> {
  await sql`
    insert into aide_notification (courrier, dossier, decision, empreinte, courriel)
    select ${courrier}, n.id, n.decision, n.empreinte, n."parCourriel"
    from jsonb_to_recordset(${JSON.stringify(dites)}::jsonb)
      as n (id text, decision text, empreinte text, "parCourriel" boolean)
  `.execute(tx)
  await sql`
    insert into aide_courrier_fichier (courrier, rang, octets)
    select ${courrier}, coalesce(max(rang), 0) + 1, ${Buffer.from(octets)} from aide_courrier_fichier
    where courrier = ${courrier}
  `.execute(tx)
  await sql`
    update aide_courrier set faits = faits + ${dites.length},
      courriels = courriels + ${dites.filter(({ parCourriel }) => parCourriel).length}
    where id = ${courrier}
  `.execute(tx)
}

/** @param motif why it stopped before its end; null when it is over */
export async function updateCourrierFini(tx: Tx, id: string, motif: Motif | null): Promise<void> {
  await sql`
    update aide_courrier set etat = ${motif ? 'arrete' : 'fini'}, fini_le = now(),
      motif = ${motif && JSON.stringify(motif)}::jsonb
    where id = ${id}
  `.execute(tx)
}

/** One PDF of an act, by its place. */
export async function findFichierCourrier(
  db: Db,
  courrier: string,
  rang: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from aide_courrier_fichier where courrier = ${courrier} and rang = ${rang}
  `.execute(db)
  return rows[0]?.octets
}
