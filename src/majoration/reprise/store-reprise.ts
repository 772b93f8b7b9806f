import { sql } from 'kysely'
import type { DocumentCampagne, Echeance } from '#campagnes/campagne.ts'
import type { CampagneAvant } from '#majoration/reprise/reprise.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'

/** A vote brought as a file, that counts today. */
export type VoteRepris = {
  readonly rang: number
  readonly deliberation: string
  readonly voteeLe: string
  /** Of the file. */
  readonly nom: string
  readonly par: string
  /** Instant, UTC. */
  readonly le: string
  readonly avant: CampagneAvant
}

export async function findVoteRepris(db: Db, campagne: string): Promise<VoteRepris | undefined> {
  const { rows } = await sql<VoteRepris>`
    select v.rang::int as rang, v.deliberation, v.votee_le::text as "voteeLe", v.nom, p.nom as par, v.le, v.avant
    from vote_repris v join personne p on p.id = v.par
    where v.campagne = ${campagne} and v.retire_le is null
  `.execute(db)
  return rows[0]
}

/** What a campaign gets back with the act that takes a vote back. The campaign must be held. */
export async function findAvant(tx: Tx, campagne: string): Promise<CampagneAvant> {
  const { rows } = await sql<CampagneAvant>`
    select c.calendrier, c.documents, c.vote_le::text as "voteLe",
      c.enveloppe_exceptionnelle as "enveloppeExceptionnelle",
      (select coalesce(jsonb_agg(jsonb_build_object('organisme', e.organisme, 'montant', e.montant,
        'motif', e.motif, 'source', e.source) order by e.organisme), '[]')
        from majoration_exceptionnelle e where e.campagne = c.id) as exceptionnelles
    from campagne c where c.id = ${campagne}
  `.execute(tx)
  return rows[0]!
}

type Reprise = {
  readonly campagne: string
  readonly deliberation: string
  readonly voteeLe: string
  readonly nom: string
  readonly empreinte: string
  readonly avant: CampagneAvant
  readonly par: string
  readonly pour: string | null
}

export async function insertVoteRepris(tx: Tx, une: Reprise): Promise<void> {
  await sql`
    insert into vote_repris (campagne, deliberation, votee_le, nom, empreinte, avant, par, pour)
    values (${une.campagne}, ${une.deliberation}, ${une.voteeLe}, ${une.nom}, ${une.empreinte},
      ${JSON.stringify(une.avant)}::jsonb, ${une.par}, ${une.pour})
  `.execute(tx)
}

/** Says that it no longer counts; its amounts leave in the same transaction, and only there. */
export async function retireVoteRepris(
  tx: Tx,
  rang: number,
  { par, pour, motif }: { readonly par: string; readonly pour: string | null; readonly motif: string },
): Promise<void> {
  await sql`
    update vote_repris set retire_le = now(), retire_par = ${par}, retire_pour = ${pour}, motif = ${motif}
    where rang = ${rang}
  `.execute(tx)
}

export async function removePublication(tx: Tx, campagne: string): Promise<void> {
  await sql`delete from publication where campagne = ${campagne}`.execute(tx)
}

export async function removeExceptionnelles(tx: Tx, campagne: string): Promise<void> {
  await sql`delete from majoration_exceptionnelle where campagne = ${campagne}`.execute(tx)
}

/** What the campaign says of its vote. The campaign must be held. */
export async function updateDitDuVote(
  tx: Tx,
  campagne: string,
  dit: {
    readonly calendrier: readonly Echeance[]
    readonly documents: readonly DocumentCampagne[]
    readonly voteLe: string | null
    readonly enveloppeExceptionnelle: Centimes
  },
): Promise<void> {
  await sql`
    update campagne set calendrier = ${JSON.stringify(dit.calendrier)}::jsonb,
      documents = ${JSON.stringify(dit.documents)}::jsonb, vote_le = ${dit.voteLe},
      enveloppe_exceptionnelle = ${dit.enveloppeExceptionnelle}
    where id = ${campagne}
  `.execute(tx)
}
