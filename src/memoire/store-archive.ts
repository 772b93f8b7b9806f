import { sql } from 'kysely'
import type { Archive, SujetArchive } from '#memoire/archive.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'

const columns = sql`id, siret, campagne, scenario, document, etat, faites, total, taille, sha256, erreur, demandee_le as "demandeeLe",
  finie_le as "finieLe"`

/** The archives of a body that the actor asked for, the latest first. */
export async function listArchives(db: Db, siret: string, par: string): Promise<Archive[]> {
  const { rows } = await sql<Archive>`
    select ${columns} from archive where siret = ${siret} and par = ${par} order by demandee_le desc, id limit 5
  `.execute(db)
  return rows
}

/**
 * An archive as far as the actor may see it, held until the end of the transaction. Its pieces being written keep its
 * key: a stronger hold would wait for the work that it is meant to stop.
 */
export async function lockArchive(tx: Tx, id: string): Promise<(Archive & { par: string }) | undefined> {
  const { rows } = await sql<Archive & { par: string }>`
    select ${columns}, par from archive where id = ${id} for no key update
  `.execute(tx)
  return rows[0]
}

export async function findArchive(db: Db, id: string): Promise<(Archive & { par: string }) | undefined> {
  const { rows } = await sql<Archive & { par: string }>`
    select ${columns}, par from archive where id = ${id}
  `.execute(db)
  return rows[0]
}

/** Whoever asks for the same file at the same instant waits, and finds it asked for. */
export async function lockDemandeur(tx: Tx, sujet: SujetArchive, par: string): Promise<void> {
  const cle = `${sujet.siret ?? [sujet.campagne, sujet.scenario, sujet.document].join(' ')} ${par}`
  await sql`select pg_advisory_xact_lock(74031022, hashtext(${cle}))`.execute(tx)
}

/** The same file being made for the same person. */
export async function findEnCours(db: Db, sujet: SujetArchive, par: string): Promise<Archive | undefined> {
  const { siret, campagne, scenario, document } = sujet
  const { rows } = await sql<Archive>`
    select ${columns} from archive where par = ${par} and etat = 'en_cours' and siret is not distinct from ${siret}
      and campagne is not distinct from ${campagne} and scenario is not distinct from ${scenario}
      and document is not distinct from ${document}
  `.execute(db)
  return rows[0]
}

export type NouvelleArchive = Pick<Tenue, 'par' | 'pour' | 'role' | 'adresse'> & {
  readonly sujet: SujetArchive
  readonly organisation: string
}

export async function insertArchive(tx: Tx, nouvelle: NouvelleArchive): Promise<string> {
  const { sujet, par, pour, role, organisation, adresse } = nouvelle
  const { siret, campagne, scenario, document } = sujet
  const { rows } = await sql<{ id: string }>`
    insert into archive (siret, campagne, scenario, document, par, pour, role, organisation, adresse)
    values (${siret}, ${campagne}, ${scenario}, ${document}, ${par}, ${pour}, ${role}, ${organisation}, ${adresse}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Puts an archive that failed or was stopped back under way. */
export async function reopenArchive(tx: Tx, id: string): Promise<void> {
  await sql`
    update archive set etat = 'en_cours', erreur = null, finie_le = null, faites = 0, total = 0, avance_le = now()
    where id = ${id}
  `.execute(tx)
}

export async function cancelArchive(tx: Tx, id: string): Promise<void> {
  await sql`
    update archive set etat = 'annulee', finie_le = now() where id = ${id} and etat = 'en_cours'
  `.execute(tx)
}

/** An archive to make, as whoever asked for it left it. */
export type Tenue = SujetArchive & {
  readonly id: string
  readonly etat: Archive['etat']
  readonly par: string
  readonly pour: string | null
  readonly role: Role
  readonly adresse: string | null
}

/** Two servers never make the same archive at once: the second waits, and finds it made. */
export async function lockFabrication(tx: Tx, id: string): Promise<Tenue | undefined> {
  await sql`select pg_advisory_xact_lock(74031023, hashtext(${id}))`.execute(tx)
  const { rows } = await sql<Tenue>`
    select id, siret, campagne, scenario, document, etat, par, pour, role, adresse from archive where id = ${id}
  `.execute(tx)
  return rows[0]
}

/** Says how far an archive is, and that its work is alive. @returns false when it was stopped */
export async function updateProgres(db: Db, id: string, faites: number, total: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update archive set faites = ${faites}, total = ${total}, avance_le = now() where id = ${id} and etat = 'en_cours'
  `.execute(db)
  return numAffectedRows === 1n
}

/** @returns false when it was stopped meanwhile */
export async function updatePrete(
  tx: Tx,
  id: string,
  { taille, sha256 }: { readonly taille: number; readonly sha256: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update archive set etat = 'prete', taille = ${taille}, sha256 = ${sha256}, faites = total, finie_le = now()
    where id = ${id} and etat = 'en_cours'
  `.execute(tx)
  return numAffectedRows === 1n
}

export async function updateEchouee(db: Db, id: string, erreur: string): Promise<void> {
  await sql`
    update archive set etat = 'echouee', erreur = ${erreur}, finie_le = now() where id = ${id} and etat = 'en_cours'
  `.execute(db)
}

export async function insertMorceau(tx: Tx, archive: string, rang: number, octets: Buffer): Promise<void> {
  await sql`insert into archive_morceau (archive, rang, octets) values (${archive}, ${rang}, ${octets})`.execute(
    tx,
  )
}

/** One MiB of the ZIP, counted from 1; undefined past its end. */
export async function findMorceau(db: Db, archive: string, rang: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from archive_morceau where archive = ${archive} and rang = ${rang}
  `.execute(db)
  return rows[0]?.octets
}

/** Archives whose server has stopped, marked as taken up again. */
export async function updateMuettes(tx: Tx, secondes: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update archive set avance_le = now()
    where etat = 'en_cours' and avance_le < now() - make_interval(secs => ${secondes}) returning id
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** Removes, with their bytes, the archives that ended that long ago. @returns whose they were */
export async function removePerimees(
  tx: Tx,
  jours: number,
  maintenant: string,
): Promise<(SujetArchive & { readonly id: string })[]> {
  const { rows } = await sql<SujetArchive & { readonly id: string }>`
    delete from archive where finie_le < ${maintenant}::timestamptz - make_interval(days => ${jours})
    returning id, siret, campagne, scenario, document
  `.execute(tx)
  return rows
}
