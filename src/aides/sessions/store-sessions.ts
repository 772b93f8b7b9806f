import { sql } from 'kysely'
import type { Poste } from '#aides/sessions/consommation.ts'
import type { EtatSession } from '#aides/sessions/cycle-session.ts'
import type { ListeResumee, SaisieSession, Session } from '#aides/sessions/session.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'

const HEURE = sql.lit('YYYY-MM-DD"T"HH24:MI:SS')

const columns = sql`
  id, dispositif, version, libelle, exercice, etat, ligne, operation, fictif,
  attestation_exigee as "attestationExigee", ouvre_le as "ouvreLe", ferme_le as "fermeLe",
  to_char(ouvre_le at time zone 'Europe/Paris', ${HEURE}) as ouvre,
  to_char(ferme_le at time zone 'Europe/Paris', ${HEURE}) as ferme
`

/** The sessions that the actor may know of, the latest first. */
export async function listSessions(db: Db): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select ${columns} from aide_session order by exercice desc, aide_session.ouvre_le desc, id
  `.execute(db)
  return rows
}

export async function findSession(db: Db, id: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`select ${columns} from aide_session where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, nobody else changing it before the end of the transaction. */
export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  const { rows } = await sql<Session>`
    select ${columns} from aide_session where id = ${id} for no key update
  `.execute(tx)
  return rows[0]
}

type Instants = { readonly ouvreLe: string; readonly fermeLe: string }

export async function insertSession(
  tx: Tx,
  session: SaisieSession & Instants & { readonly version: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into aide_session (dispositif, version, libelle, exercice, ouvre_le, ferme_le, ligne, operation,
      attestation_exigee)
    values (${session.dispositif}, ${session.version}, ${session.libelle}, ${session.exercice}, ${session.ouvreLe},
      ${session.fermeLe}, ${session.ligne}, ${session.operation}, ${session.attestationExigee}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Saves a session that the transaction holds; its scheme stays. */
export async function updateSession(tx: Tx, id: string, session: SaisieSession & Instants): Promise<void> {
  await sql`
    update aide_session set libelle = ${session.libelle}, exercice = ${session.exercice},
      ouvre_le = ${session.ouvreLe}, ferme_le = ${session.fermeLe}, ligne = ${session.ligne},
      operation = ${session.operation}, attestation_exigee = ${session.attestationExigee}
    where id = ${id}
  `.execute(tx)
}

/** Moves a session that the transaction holds. */
export async function updateEtatSession(tx: Tx, id: string, etat: EtatSession): Promise<void> {
  await sql`update aide_session set etat = ${etat} where id = ${id}`.execute(tx)
}

/** Its dossiers, counted by centre, level and state, as far as the actor may count them; of every session by default. */
export async function sumPostes(
  db: Db,
  session: string | null = null,
): Promise<(Poste & { session: string })[]> {
  const { rows } = await sql<Poste & { session: string }>`
    select s.session, s.organisation, o.nom as organisme, s.niveau, s.etat, s.nombre, s.montant
    from sommes_d_aide(${session}) s join organisation o on o.id = s.organisation
    order by o.nom, s.niveau, s.etat
  `.execute(db)
  return rows
}

/** What was set aside for an operation on a line, less what was engaged on it for something else than its aids, in cents. */
export async function sumAffecte(db: Db, ligne: string, operation: string): Promise<Centimes> {
  const { rows } = await sql<{ affecte: Centimes }>`
    select coalesce(sum(a.montant - (
      select coalesce(sum(e.montant - (select coalesce(sum(d.montant), 0) from desengagement d where d.engagement = e.id)), 0)
      from engagement e where e.affectation = a.id and e.objet not like 'dispositif:%')), 0)::bigint as affecte
    from affectation a where a.ligne = ${ligne} and a.operation = ${operation}
  `.execute(db)
  return rows[0]!.affecte
}

/** What every session grants on an operation of a line, in cents. */
export async function sumAccorde(db: Db, ligne: string, operation: string): Promise<Centimes> {
  const { rows } = await sql<{ accorde: Centimes }>`
    select accorde_sur_l_operation(${ligne}, ${operation}) as accorde
  `.execute(db)
  return rows[0]!.accorde
}

/** The lists of a session that the actor may see, the latest first. */
export async function listListes(db: Db, session: string): Promise<ListeResumee[]> {
  const { rows } = await sql<ListeResumee>`
    select l.id, l.nom, l.etat, o.nom as organisme, l.cree_le as "creeLe",
      (select count(*)::int from aide_dossier d where d.liste = l.id) as dossiers
    from aide_liste l join organisation o on o.id = l.organisation
    where l.session = ${session} order by l.cree_le desc, l.id
  `.execute(db)
  return rows
}
