import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** Only one file is made at a time, whatever the server: its name, its day and its payments are nobody else's. */
export async function lockFabrication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112028)`.execute(tx)
}

/** How many files were made on a day, how many payments in the seven that end with it, and the names of that day. */
export async function countEnvois(
  db: Db,
  jour: string,
): Promise<{ fichiers: number; semaine: number; noms: string[] }> {
  const { rows } = await sql<{ fichiers: number; semaine: number; noms: string[] | null }>`
    select (count(*) filter (where jour = ${jour}))::int as fichiers, coalesce(sum(paiements), 0)::int as semaine,
      array_agg(nom) filter (where jour = ${jour}) as noms
    from asp_fichier where jour > ${jour}::date - 7
  `.execute(db)
  const { fichiers, semaine, noms } = rows[0]!
  return { fichiers, semaine, noms: noms ?? [] }
}

export type Prete = {
  readonly id: number
  readonly dossier: string
  readonly montant: number
  readonly montantDossier: number | null
  /** Granted, and certified assiduous when the session asks for it. */
  readonly payable: boolean
  readonly chiffre: Buffer
}

/** The payments of a session that are ready to leave, held, the dossier as it is now: chosen by their numbers, then read. */
export async function lockPretes(tx: Tx, session: string, limite: number): Promise<Prete[]> {
  const { rows: tenues } = await sql<{ id: number }>`
    select p.id from asp_paiement p join aide_dossier d on d.id = p.dossier
    where d.session = ${session} and p.etat = 'prete' order by p.id limit ${limite} for update of p for share of d
  `.execute(tx)
  const { rows } = await sql<Prete>`
    select p.id, p.dossier, p.montant, p.chiffre, dossier_d_aide_payable(d.id) as payable, d.montant as "montantDossier"
    from asp_paiement p join aide_dossier d on d.id = p.dossier
    where p.id = any(${tenues.map(({ id }) => id)}::bigint[]) order by p.id
  `.execute(tx)
  return rows
}

/** Back to the tests: the dossier is no more what it was when its payment was made ready. */
export async function updateATester(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`
    with faits as (
      update asp_paiement set etat = 'en_attente', chiffre = null, masque = null, empreinte = null, maj_le = now()
      where id = any (${[...ids]}) returning id)
    insert into asp_paiement_etape (paiement, de, vers, motif)
    select id, 'prete', 'en_attente', 'Le dossier a changé avant l’envoi.' from faits
  `.execute(tx)
}

export type FichierEcrit = {
  readonly id: string
  readonly nom: string
  readonly session: string
  readonly sha256: string
  readonly taille: number
  readonly paiements: number
  readonly montant: number
  readonly creeLe: string
  readonly jour: string
}

export async function insertFichier(tx: Tx, f: FichierEcrit): Promise<void> {
  await sql`
    insert into asp_fichier (id, nom, session, sha256, taille, paiements, montant, cree_le, jour)
    values (${f.id}, ${f.nom}, ${f.session}, ${f.sha256}, ${f.taille}, ${f.paiements}, ${f.montant}, ${f.creeLe}, ${f.jour})
  `.execute(tx)
}

export async function insertMorceau(tx: Tx, fichier: string, rang: number, chiffre: Buffer): Promise<void> {
  await sql`insert into asp_fichier_morceau (fichier, rang, chiffre) values (${fichier}, ${rang}, ${chiffre})`.execute(
    tx,
  )
}

/** The payments that a file carries leave with it. */
export async function updateEnvoyees(
  tx: Tx,
  fichier: string,
  jour: string,
  ids: readonly number[],
): Promise<void> {
  await sql`
    with faits as (
      update asp_paiement set etat = 'envoyee', fichier = ${fichier}, envoyee_le = ${jour}, retenue = null, maj_le = now()
      where id = any (${[...ids]}) returning id)
    insert into asp_paiement_etape (paiement, de, vers) select id, 'prete', 'envoyee' from faits
  `.execute(tx)
}

export type FichierAEnvoyer = {
  readonly id: string
  readonly nom: string
  readonly etat: 'a_envoyer' | 'televerse' | 'depose'
  readonly sha256: string
  readonly taille: number
  readonly tentatives: number
}

const columns = sql`id, nom, etat, sha256, taille, tentatives`

export async function listAEnvoyer(db: Db): Promise<FichierAEnvoyer[]> {
  const { rows } = await sql<FichierAEnvoyer>`
    select ${columns} from asp_fichier where etat <> 'depose' order by cree_le, nom
  `.execute(db)
  return rows
}

export async function findFichier(db: Db, id: string): Promise<FichierAEnvoyer | undefined> {
  const { rows } = await sql<FichierAEnvoyer>`select ${columns} from asp_fichier where id = ${id}`.execute(db)
  return rows[0]
}

/** One more try. @returns its number, which names the temporary file; undefined when the file is no more to be sent */
export async function updateTentative(db: Db, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ tentatives: number }>`
    update asp_fichier set tentatives = tentatives + 1 where id = ${id} and etat = 'a_envoyer' returning tentatives
  `.execute(db)
  return rows[0]?.tentatives
}

/** @returns whether this try is the one that counts: another one may have been quicker */
export async function updateTeleverse(db: Db, id: string, tentative: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update asp_fichier set etat = 'televerse', tentatives = ${tentative}, erreur = null
    where id = ${id} and etat = 'a_envoyer'
  `.execute(db)
  return numAffectedRows === 1n
}

/** @returns whether it was still to be delivered */
export async function updateDepose(
  tx: Tx,
  id: string,
  { voie, revu, le }: { voie: 'sftp' | 'main'; revu: boolean | null; le: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update asp_fichier set etat = 'depose', voie = ${voie}, revu = ${revu}, depose_le = ${le}, erreur = null
    where id = ${id} and etat <> 'depose'
  `.execute(tx)
  return numAffectedRows === 1n
}

export async function updateErreur(db: Db, id: string, erreur: string): Promise<void> {
  await sql`update asp_fichier set erreur = ${erreur.slice(0, 500)} where id = ${id} and etat <> 'depose'`.execute(
    db,
  )
}

export async function listMorceaux(db: Db, fichier: string): Promise<{ rang: number; chiffre: Buffer }[]> {
  const { rows } = await sql<{ rang: number; chiffre: Buffer }>`
    select rang, chiffre from asp_fichier_morceau where fichier = ${fichier} order by rang
  `.execute(db)
  return rows
}
