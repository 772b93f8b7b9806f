import { sql } from 'kysely'
import type { Correction } from '#campagnes/demandes/saisie.ts'
import type { Complement, CorrectionLue, MessageLu } from '#campagnes/demandes/suivi.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The figures of an application put right by agents, oldest first. */
export async function listCorrections(db: Db, demande: string): Promise<(CorrectionLue & Correction)[]> {
  const { rows } = await sql<CorrectionLue & Correction>`
    select formation, champ, avant, apres, motif, le from demande_correction where demande = ${demande} order by id
  `.execute(db)
  return rows
}

/** What the Région asked to complete, oldest first. */
export async function listComplements(db: Db, demande: string): Promise<Complement[]> {
  const { rows } = await sql<Complement>`
    select id, texte, echeance, demande_le as "demandeLe", repondu_le as "reponduLe"
    from demande_complement where demande = ${demande} order by demande_le, id
  `.execute(db)
  return rows
}

/** Marks as answered all that was asked. */
export async function answerComplements(tx: Tx, demande: string, le: string): Promise<void> {
  await sql`
    update demande_complement set repondu_le = ${le} where demande = ${demande} and repondu_le is null
  `.execute(tx)
}

/** The messages between the body and the Région, oldest first. */
export async function listMessages(db: Db, demande: string): Promise<MessageLu[]> {
  const { rows } = await sql<MessageLu>`
    select m.id, m.sens, m.texte, coalesce(p.nom, '') as auteur, m.le
    from demande_message m left join personne p on p.id = m.auteur
    where m.demande = ${demande} and m.sens <> 'interne' order by m.le, m.id
  `.execute(db)
  return rows
}

/** Keeps a message of the body to the Région. */
export async function insertMessageOrganisme(
  tx: Tx,
  { demande, texte, auteur, le }: { demande: string; texte: string; auteur: string; le: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into demande_message (demande, sens, texte, auteur, le)
    values (${demande}, 'organisme', ${texte}, ${auteur}, ${le}) returning id
  `.execute(tx)
  return rows[0]!.id
}
