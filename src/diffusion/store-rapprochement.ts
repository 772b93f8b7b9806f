import { sql } from 'kysely'
import type { Constat } from '#diffusion/rapprochement-lecture.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A file of signed contracts that was applied. */
export type FichierApplique = {
  readonly rang: number
  readonly nom: string
  readonly empreinte: string
  /** Instant, UTC. */
  readonly appliqueLe: string
  /** Who applied it, by name; null for whom may not know it. */
  readonly par: string | null
}

/** The files of a campaign, the last one first: it is the one that counts. */
export async function listFichiers(db: Db, campagne: string): Promise<FichierApplique[]> {
  const { rows } = await sql<FichierApplique>`
    select r.rang::int as rang, r.nom, r.empreinte, r.applique_le as "appliqueLe", p.nom as par
    from rapprochement r left join personne p on p.id = r.par
    where r.campagne = ${campagne} order by r.rang desc
  `.execute(db)
  return rows
}

/** What a file says, formation by formation: those that this actor may see. */
export async function listConstats(db: Db, rang: number): Promise<Constat[]> {
  const { rows } = await sql<Constat>`
    select formation, signes, motif, "precision" from rapprochement_ligne where rapprochement = ${rang} order by formation
  `.execute(db)
  return rows
}

/** Whoever else applies a file to the same campaign waits until the end of the transaction. */
export async function lockRapprochement(tx: Tx, campagne: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(74031019, hashtext(${campagne}))`.execute(tx)
}

/** @returns its rank */
export async function insertRapprochement(
  tx: Tx,
  fichier: { campagne: string; nom: string; empreinte: string; par: string; pour: string | null },
): Promise<number> {
  const { rows } = await sql<{ rang: number }>`
    insert into rapprochement (campagne, nom, empreinte, par, pour)
    values (${fichier.campagne}, ${fichier.nom}, ${fichier.empreinte}, ${fichier.par}, ${fichier.pour})
    returning rang::int as rang
  `.execute(tx)
  return rows[0]!.rang
}

export async function insertConstats(
  tx: Tx,
  { rang, campagne }: { readonly rang: number; readonly campagne: string },
  constats: readonly Constat[],
): Promise<void> {
  await sql`
    insert into rapprochement_ligne (rapprochement, campagne, formation, signes, motif, "precision")
    select ${rang}, ${campagne}, c.formation, c.signes, c.motif, c."precision"
    from jsonb_to_recordset(${JSON.stringify(constats)}::jsonb)
      as c (formation text, signes int, motif text, "precision" text)
  `.execute(tx)
}
