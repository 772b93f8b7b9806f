import { sql } from 'kysely'
import type { ActeTravail, EtatLot, LigneLot, Lot } from '#campagnes/demandes/instruction-lot.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** A work as whoever asked for it left it. */
export type LotTenu = {
  readonly id: string
  readonly campagne: string
  readonly acte: ActeTravail
  readonly agent: string | null
  readonly etat: EtatLot
  readonly par: string
  readonly pour: string | null
  readonly role: Role
  readonly adresse: string | null
}

export type NouveauLot = Omit<LotTenu, 'id' | 'etat'> & { readonly organisation: string }

export async function insertLot(tx: Tx, lot: NouveauLot): Promise<string> {
  const { campagne, acte, agent, par, pour, role, organisation, adresse } = lot
  const { rows } = await sql<{ id: string }>`
    insert into demande_lot (campagne, acte, agent, par, pour, role, organisation, adresse)
    values (${campagne}, ${acte}, ${agent}, ${par}, ${pour}, ${role}, ${organisation}, ${adresse}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Its applications, in the order of their numbers; those of another campaign are left out. @returns how many */
export async function insertLignes(
  tx: Tx,
  lot: string,
  campagne: string,
  demandes: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into demande_lot_ligne (lot, rang, demande)
    select ${lot}, row_number() over (order by numero), id from demande
    where campagne = ${campagne} and id = any (${demandes as string[]}::text[])
  `.execute(tx)
  return Number(numAffectedRows ?? 0)
}

const tenu = sql`id, campagne, acte, agent, etat, par, pour, role, adresse`

export async function findLotTenu(db: Db, id: string): Promise<LotTenu | undefined> {
  const { rows } = await sql<LotTenu>`select ${tenu} from demande_lot where id = ${id}`.execute(db)
  return rows[0]
}

/** A work with its report. */
export async function findLot(db: Db, id: string): Promise<Lot | undefined> {
  const lot = await findLotTenu(db, id)
  if (!lot) return undefined
  const lignes = await listLignes(db, id)
  const combien = (etat: LigneLot['etat']) => lignes.filter((ligne) => ligne.etat === etat).length
  return {
    ...{ id, campagne: lot.campagne, acte: lot.acte, etat: lot.etat, total: lignes.length, lignes },
    ...{ faites: combien('faite'), refusees: combien('refusee'), annulees: combien('annulee') },
  }
}

async function listLignes(db: Db, lot: string): Promise<LigneLot[]> {
  const { rows } = await sql<LigneLot>`
    select l.demande, d.numero, o.nom as organisme, l.etat, l.motifs
    from demande_lot_ligne l join demande d on d.id = l.demande join organisation o on o.id = d.organisation
    where l.lot = ${lot} order by l.rang
  `.execute(db)
  return rows
}

/** The next application to do, held with the work itself: it is not cancelled meanwhile. */
export async function lockLigne(tx: Tx, lot: string): Promise<{ rang: number; demande: string } | undefined> {
  const { rows } = await sql<{ rang: number; demande: string }>`
    select l.rang, l.demande from demande_lot_ligne l join demande_lot t on t.id = l.lot
    where l.lot = ${lot} and l.etat = 'a_faire' and t.etat = 'en_cours'
    order by l.rang limit 1 for update of l skip locked
  `.execute(tx)
  return rows[0]
}

export async function updateLigne(
  tx: Tx,
  lot: string,
  rang: number,
  etat: 'faite' | 'refusee',
  motifs: readonly Motif[] = [],
): Promise<void> {
  await sql`
    update demande_lot_ligne set etat = ${etat}, motifs = ${JSON.stringify(motifs)}::jsonb
    where lot = ${lot} and rang = ${rang} and etat = 'a_faire'
  `.execute(tx)
}

/** Says that the work goes on. */
export async function updateLotVivant(db: Db, id: string): Promise<void> {
  await sql`update demande_lot set avance_le = now() where id = ${id} and etat = 'en_cours'`.execute(db)
}

/** Ends a work once nothing is left to do in it. */
export async function updateLotFini(db: Db, id: string): Promise<void> {
  await sql`
    update demande_lot set etat = 'fini' where id = ${id} and etat = 'en_cours'
      and not exists (select from demande_lot_ligne l where l.lot = demande_lot.id and l.etat = 'a_faire')
  `.execute(db)
}

/** Stops a work: what is done stays done. @returns whether it was under way */
export async function cancelLot(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update demande_lot set etat = 'annule' where id = ${id} and etat = 'en_cours'
  `.execute(tx)
  if (numAffectedRows !== 1n) return false
  await sql`update demande_lot_ligne set etat = 'annulee' where lot = ${id} and etat = 'a_faire'`.execute(tx)
  return true
}

/** Works whose server has stopped, marked as taken up again. */
export async function updateLotsMuets(tx: Tx, secondes: number): Promise<Pick<LotTenu, 'id' | 'acte'>[]> {
  const { rows } = await sql<Pick<LotTenu, 'id' | 'acte'>>`
    update demande_lot set avance_le = now()
    where etat = 'en_cours' and avance_le < now() - make_interval(secs => ${secondes}) returning id, acte
  `.execute(tx)
  return rows
}

/** Puts back to do what was refused or stopped, and the work under way again. @returns how many applications */
export async function reopenLot(tx: Tx, id: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update demande_lot_ligne l set etat = 'a_faire', motifs = '[]' from demande_lot t
    where l.lot = ${id} and t.id = l.lot and t.etat <> 'en_cours' and l.etat in ('refusee', 'annulee')
  `.execute(tx)
  const lignes = Number(numAffectedRows ?? 0)
  if (lignes > 0)
    await sql`update demande_lot set etat = 'en_cours', avance_le = now() where id = ${id}`.execute(tx)
  return lignes
}

/** Keeps a work as it is until the end of the transaction. */
export async function lockLot(tx: Tx, id: string): Promise<LotTenu | undefined> {
  const { rows } = await sql<LotTenu>`select ${tenu} from demande_lot where id = ${id} for update`.execute(tx)
  return rows[0]
}
