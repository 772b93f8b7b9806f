import { sql } from 'kysely'
import type { ColonneDeListe, ComptesListe, EtatListe, SessionOuverte } from '#aides/listes/liste.ts'
import type { Db } from '#platform/db.ts'

/** A list as the server knows it. */
export type ListeStockee = {
  readonly id: string
  readonly session: string
  readonly organisation: string
  readonly nom: string
  readonly sha256: string
  readonly taille: number
  readonly etat: EtatListe
  readonly passage: number
  /** Share of the present work done, in thousandths. */
  readonly progression: number
  readonly lecture: string | null
  readonly colonnes: readonly ColonneDeListe[]
  readonly motif: { readonly code: string; readonly message: string } | null
  readonly creeLe: string
  readonly creePar: string
  readonly deposeePar: string | null
  readonly depotLe: string | null
  readonly organisme: string
  readonly siret: string
}

export type SessionDeListe = SessionOuverte & {
  readonly dispositif: string
  readonly version: string
  readonly libelle: string
  readonly exercice: number
}

const LISTE = sql`l.id, l.session, l.organisation, l.nom, l.sha256, l.taille, l.etat, l.passage, l.progression, l.lecture,
  l.colonnes, l.motif, l.cree_le as "creeLe", l.cree_par as "creePar", l.deposee_par as "deposeePar",
  l.depot_le as "depotLe", o.nom as organisme, o.siret`
const VIVANTE = sql`etat not in ('abandonnee', 'refusee')`

export async function findSessionAide(db: Db, id: string): Promise<SessionDeListe | undefined> {
  const { rows } = await sql<SessionDeListe>`
    select id, dispositif, version, libelle, exercice, etat, ouvre_le as "ouvreLe", ferme_le as "fermeLe"
    from aide_session where id = ${id}
  `.execute(db)
  return rows[0]
}

export async function findListe(db: Db, id: string): Promise<ListeStockee | undefined> {
  const { rows } = await sql<ListeStockee>`
    select ${LISTE} from aide_liste l join organisation o on o.id = l.organisation where l.id = ${id}
  `.execute(db)
  return rows[0]
}

/** The list, held until the end of the transaction. */
export async function findListeForUpdate(tx: Db, id: string): Promise<ListeStockee | undefined> {
  const { rows } = await sql<ListeStockee>`
    select ${LISTE} from aide_liste l join organisation o on o.id = l.organisation where l.id = ${id} for update of l
  `.execute(tx)
  return rows[0]
}

/** The lists of a session that the actor may see, the latest first. */
export async function listListes(db: Db, session: string): Promise<ListeStockee[]> {
  const { rows } = await sql<ListeStockee>`
    select ${LISTE} from aide_liste l join organisation o on o.id = l.organisation
    where l.session = ${session} and l.etat <> 'abandonnee' order by l.cree_le desc limit 500
  `.execute(db)
  return rows
}

export async function findListeBySha256(
  db: Db,
  { session, organisation, sha256 }: Pick<ListeStockee, 'session' | 'organisation' | 'sha256'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from aide_liste
    where session = ${session} and organisation = ${organisation} and sha256 = ${sha256} and ${VIVANTE}
  `.execute(db)
  return rows[0]?.id
}

type NouvelleListe = Pick<ListeStockee, 'session' | 'organisation' | 'nom' | 'sha256' | 'taille' | 'creePar'>

/** @returns its identifier, undefined when the same content is already there */
export async function insertListe(
  db: Db,
  { session, organisation, nom, sha256, taille, creePar }: NouvelleListe,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into aide_liste (session, organisation, nom, sha256, taille, cree_par)
    values (${session}, ${organisation}, ${nom}, ${sha256}, ${taille}, ${creePar})
    on conflict (session, organisation, sha256) where ${VIVANTE} do nothing returning id
  `.execute(db)
  return rows[0]?.id
}

/** Opens a work on a list. @returns its number; undefined when there is nothing to do, or another came first */
export async function startWork(
  db: Db,
  id: string,
  de: 'recue' | 'en_depot',
  vers: 'en_lecture' | 'en_depot',
): Promise<number | undefined> {
  const { rows } = await sql<{ passage: number }>`
    update aide_liste set etat = ${vers}, passage = passage + 1, progression = 0, avance_le = now()
    where id = ${id} and etat = ${de} returning passage
  `.execute(db)
  return rows[0]?.passage
}

export type Travail = { readonly id: string; readonly passage: number }

/** Notes how far a work is; false when it is no longer the one that counts. Without a share, only a sign of life. */
export async function updateProgression(
  db: Db,
  { id, passage }: Travail,
  progression: number | null = null,
): Promise<boolean> {
  const { rows } = await sql`
    update aide_liste set progression = coalesce(${progression}, progression), avance_le = now()
    where id = ${id} and passage = ${passage} and etat in ('en_lecture', 'en_depot') returning id
  `.execute(db)
  return rows.length === 1
}

export async function updateLecture(
  db: Db,
  { id, passage }: Travail,
  lecture: string,
  colonnes: readonly ColonneDeListe[],
): Promise<boolean> {
  const { rows } = await sql`
    update aide_liste set lecture = ${lecture}, colonnes = ${JSON.stringify(colonnes)}, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

/** Ends a reading: the state follows from the errors that remain. */
export async function updateLue(db: Db, { id, passage }: Travail): Promise<boolean> {
  const { rows } = await sql`
    update aide_liste set progression = 1000, avance_le = now(), etat = ${ETAT_SELON_ERREURS}
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

const ETAT_SELON_ERREURS = sql`case when exists (
  select from aide_ligne where liste = aide_liste.id and erreurs > 0 and ecartee is null) then 'a_corriger' else 'prete' end`

/** After a correction. */
export async function updateEtatCorrige(db: Db, id: string): Promise<void> {
  await sql`
    update aide_liste set etat = ${ETAT_SELON_ERREURS}, avance_le = now() where id = ${id} and etat in ('a_corriger', 'prete')
  `.execute(db)
}

export async function updateRefusee(
  db: Db,
  { id, passage }: Travail,
  motif: { readonly code: string; readonly message: string },
): Promise<boolean> {
  const { rows } = await sql`
    update aide_liste set etat = 'refusee', motif = ${JSON.stringify(motif)}, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_lecture' returning id
  `.execute(db)
  return rows.length === 1
}

export async function updateAbandonnee(db: Db, id: string): Promise<void> {
  await sql`update aide_liste set etat = 'abandonnee', motif = null where id = ${id}`.execute(db)
}

/** @param le instant of the deposit, which every dossier of the list bears */
export async function updateEnDepot(db: Db, id: string, par: string, le: string): Promise<void> {
  await sql`
    update aide_liste set etat = 'en_depot', progression = 0, deposee_par = ${par}, depot_le = ${le}, avance_le = now()
    where id = ${id}
  `.execute(db)
}

export async function updateDeposee(db: Db, { id, passage }: Travail): Promise<boolean> {
  const { rows } = await sql`
    update aide_liste set etat = 'deposee', progression = 1000, deposee_le = depot_le, avance_le = now()
    where id = ${id} and passage = ${passage} and etat = 'en_depot' returning id
  `.execute(db)
  return rows.length === 1
}

/** Takes back the lists whose worker has given no sign of life: a server stopped under it. */
export async function updateSilentListes(
  db: Db,
  secondes: number,
): Promise<{ id: string; etat: 'recue' | 'en_depot' }[]> {
  const { rows } = await sql<{ id: string; etat: 'recue' | 'en_depot' }>`
    update aide_liste set etat = case etat when 'en_lecture' then 'recue' else etat end, avance_le = now()
    where etat in ('en_lecture', 'en_depot') and avance_le < now() - make_interval(secs => ${secondes})
    returning id, etat
  `.execute(db)
  return rows
}

export async function countLignes(db: Db, id: string): Promise<ComptesListe> {
  const { rows } = await sql<ComptesListe>`
    select count(*) as lignes, count(*) filter (where erreurs > 0 and ecartee is null) as "enErreur",
      count(*) filter (where avertissements > 0 and ecartee is null) as "avecAvertissement",
      count(*) filter (where ecartee is not null) as ecartees,
      count(*) filter (where erreurs = 0 and ecartee is null) as valides
    from aide_ligne where liste = ${id}
  `.execute(db)
  return rows[0]!
}

export async function insertMorceau(db: Db, liste: string, rang: number, chiffre: Buffer): Promise<void> {
  await sql`insert into aide_liste_morceau (liste, rang, chiffre) values (${liste}, ${rang}, ${chiffre})`.execute(
    db,
  )
}

export async function findMorceau(db: Db, liste: string, rang: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ chiffre: Buffer }>`
    select chiffre from aide_liste_morceau where liste = ${liste} and rang = ${rang}
  `.execute(db)
  return rows[0]?.chiffre
}

export async function removeMorceaux(db: Db, liste: string): Promise<void> {
  await sql`delete from aide_liste_morceau where liste = ${liste}`.execute(db)
}

export async function removeLignes(db: Db, liste: string): Promise<void> {
  await sql`delete from aide_ligne where liste = ${liste}`.execute(db)
}

/** Lists that nobody has touched for long without depositing them. */
export async function listStaleListes(db: Db, jours: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from aide_liste where etat in ('recue', 'a_corriger', 'prete', 'refusee')
      and avance_le < now() - make_interval(days => ${jours})
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** The lines that a deposit left aside keep no account for ever. */
export async function forgetBanqueOfOldListes(db: Db, jours: number): Promise<void> {
  await sql`
    update aide_ligne set banque = null, empreinte = null from aide_liste l
    where l.id = liste and l.etat = 'deposee' and banque is not null
      and l.avance_le < now() - make_interval(days => ${jours})
  `.execute(db)
}
