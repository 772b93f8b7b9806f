import { sql } from 'kysely'
import type { AnomalieFichier, EtatScan, LotScan } from '#courriers/scans/scans.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'

/** Files sent together, as whoever sent them left them. */
export type LotTenu = {
  readonly id: string
  readonly campagne: string
  readonly etat: EtatScan
  readonly signataire: string
  readonly signeeLe: string
  readonly par: string
  readonly pour: string | null
  readonly role: Role
  readonly adresse: string | null
}

export async function insertLot(tx: Tx, lot: Omit<LotTenu, 'id' | 'etat'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into scan_lot (campagne, signataire, signee_le, par, pour, role, adresse)
    values (${lot.campagne}, ${lot.signataire}, ${lot.signeeLe}, ${lot.par}, ${lot.pour}, ${lot.role}, ${lot.adresse})
    returning id
  `.execute(tx)
  return rows[0]!.id
}

const tenu = sql`id, campagne, etat, signataire, signee_le as "signeeLe", par, pour, role, adresse`

export async function findLot(db: Db, id: string): Promise<LotTenu | undefined> {
  const { rows } = await sql<LotTenu>`select ${tenu} from scan_lot where id = ${id}`.execute(db)
  return rows[0]
}

/** Keeps the files sent together as they are until the end of the transaction. */
export async function lockLot(tx: Tx, id: string): Promise<LotTenu | undefined> {
  const { rows } = await sql<LotTenu>`select ${tenu} from scan_lot where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The last ones of a campaign, the latest first, with what became of their pages. */
export async function listLots(db: Db, campagne: string): Promise<LotScan[]> {
  const { rows } = await sql<LotScan>`
    select l.id, l.etat, n.nom as "nomPar", l.cree_le as "creeLe", l.signataire, l.signee_le as "signeeLe",
      (select coalesce(jsonb_agg(jsonb_build_object('nom', f.nom, 'pages', f.pages, 'lues', f.lues,
        'anomalie', f.anomalie) order by f.rang), '[]') from scan_fichier f where f.lot = l.id) as fichiers,
      p.lettres, p.rattachees, p.blanches, p.ecartees, p."aVoir"
    from scan_lot l join personne n on n.id = l.par, lateral (
      select count(distinct demande) filter (where etat = 'rattachee')::int as lettres,
        count(*) filter (where etat = 'rattachee')::int as rattachees,
        count(*) filter (where etat = 'blanche')::int as blanches,
        count(*) filter (where etat = 'ecartee')::int as ecartees,
        count(*) filter (where etat = 'a_voir')::int as "aVoir"
      from scan_page where lot = l.id) p
    where l.campagne = ${campagne} and l.etat <> 'reception' order by l.cree_le desc, l.id limit 5
  `.execute(db)
  return rows
}

/** Moves files sent together from one state to another. @returns whether they were in one of the former */
export async function updateEtat(
  db: Db,
  id: string,
  de: readonly EtatScan[],
  vers: EtatScan,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scan_lot set etat = ${vers}, avance_le = now() where id = ${id} and etat = any (${de as string[]}::text[])
  `.execute(db)
  return numAffectedRows === 1n
}

/** Says that the reading goes on. @returns false when it was stopped */
export async function updateVivant(db: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scan_lot set avance_le = now() where id = ${id} and etat = 'en_cours'
  `.execute(db)
  return numAffectedRows === 1n
}

/** Readings whose server has stopped, marked as taken up again. */
export async function updateMuets(tx: Tx, secondes: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update scan_lot set avance_le = now()
    where etat = 'en_cours' and avance_le < now() - make_interval(secs => ${secondes}) returning id
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** Forgets what was never sent whole, a day later. */
export async function removeAbandonnes(tx: Tx): Promise<void> {
  await sql`delete from scan_lot where etat = 'reception' and cree_le < now() - interval '1 day'`.execute(tx)
}

/** Forgets the files of readings stopped that many days ago: what was read of them stays, the rest is sent again. */
export async function removeArretes(tx: Tx, jours: number): Promise<void> {
  await sql`
    with arretes as (
      select id from scan_lot where etat = 'annule' and avance_le < now() - make_interval(days => ${jours}) for update),
    fichiers as (
      update scan_fichier f set anomalie = 'abandonne' from arretes
      where f.lot = arretes.id and f.anomalie is null and (f.pages is null or f.lues < f.pages))
    delete from scan_morceau m using arretes where m.lot = arretes.id
  `.execute(tx)
}

export type FichierTenu = {
  readonly rang: number
  readonly type: string
  readonly pages: number | null
  readonly lues: number
}

/** @returns its rank; undefined when the same file is already there */
export async function insertFichier(
  tx: Tx,
  lot: string,
  f: { readonly nom: string; readonly type: string; readonly taille: number; readonly sha256: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ rang: number }>`
    insert into scan_fichier (lot, rang, nom, type, taille, sha256)
    select ${lot}, coalesce(max(rang), 0) + 1, ${f.nom}, ${f.type}, ${f.taille}, ${f.sha256}
    from scan_fichier where lot = ${lot}
    on conflict (lot, sha256) do nothing returning rang
  `.execute(tx)
  return rows[0]?.rang
}

export async function countFichiers(db: Db, lot: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from scan_fichier where lot = ${lot}
  `.execute(db)
  return rows[0]!.n
}

/** The first file that is not read to its end. */
export async function findFichierALire(db: Db, lot: string): Promise<FichierTenu | undefined> {
  const { rows } = await sql<FichierTenu>`
    select rang, type, pages, lues from scan_fichier
    where lot = ${lot} and anomalie is null and (pages is null or lues < pages) order by rang limit 1
  `.execute(db)
  return rows[0]
}

export async function updatePages(db: Db, lot: string, rang: number, pages: number): Promise<void> {
  await sql`update scan_fichier set pages = ${pages} where lot = ${lot} and rang = ${rang}`.execute(db)
}

/** Says why a file cannot be read; one that another server has just read to its end stays read. */
export async function updateAnomalie(
  db: Db,
  lot: string,
  rang: number,
  anomalie: AnomalieFichier,
): Promise<void> {
  await sql`
    update scan_fichier set anomalie = ${anomalie}
    where lot = ${lot} and rang = ${rang} and (pages is null or lues < pages)
  `.execute(db)
}

export async function insertMorceau(
  tx: Tx,
  lot: string,
  fichier: number,
  rang: number,
  octets: Buffer,
): Promise<void> {
  await sql`
    insert into scan_morceau (lot, fichier, rang, octets) values (${lot}, ${fichier}, ${rang}, ${octets})
  `.execute(tx)
}

/** One piece of a file; undefined after the last one. */
export async function findMorceau(
  db: Db,
  lot: string,
  fichier: number,
  rang: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from scan_morceau where lot = ${lot} and fichier = ${fichier} and rang = ${rang}
  `.execute(db)
  return rows[0]?.octets
}

/** A file read to its end, or that cannot be, is kept no longer. */
export async function removeMorceaux(db: Db, lot: string, fichier: number): Promise<void> {
  await sql`delete from scan_morceau where lot = ${lot} and fichier = ${fichier}`.execute(db)
}
