import { sql } from 'kysely'
import type { Piece } from '#campagnes/demandes/demande.ts'
import type { CorrectionLue } from '#campagnes/demandes/suivi.ts'
import type {
  AvisMemoire,
  ComplementMemoire,
  LettreMemoire,
  LeveeMemoire,
  MessageMemoire,
} from '#memoire/memoire.ts'
import type { Db } from '#platform/db.ts'

// What was written about applications, many at once, each line naming its own.

type De<T> = T & { readonly demande: string }

/** Figures put right by agents, oldest first: both values. */
export async function listCorrectionsDe(db: Db, demandes: readonly string[]): Promise<De<CorrectionLue>[]> {
  const { rows } = await sql<De<CorrectionLue>>`
    select demande, formation, champ, avant, apres, motif, le from demande_correction
    where demande = any (${[...demandes]}) order by id
  `.execute(db)
  return rows
}

export async function listComplementsDe(
  db: Db,
  demandes: readonly string[],
): Promise<De<ComplementMemoire>[]> {
  const { rows } = await sql<De<ComplementMemoire>>`
    select demande, texte, echeance, demande_le as le, repondu_le as "reponduLe" from demande_complement
    where demande = any (${[...demandes]}) order by demande_le, id
  `.execute(db)
  return rows
}

export async function listMessagesDe(db: Db, demandes: readonly string[]): Promise<De<MessageMemoire>[]> {
  const { rows } = await sql<De<MessageMemoire>>`
    select m.demande, m.sens, m.texte, coalesce(p.nom, '') as auteur, m.le
    from demande_message m left join personne p on p.id = m.auteur
    where m.demande = any (${[...demandes]}) order by m.le, m.id
  `.execute(db)
  return rows
}

/** The documents that were not taken back, oldest first. */
export async function listPiecesDe(db: Db, demandes: readonly string[]): Promise<De<Piece>[]> {
  const { rows } = await sql<De<Piece>>`
    select demande, id, code, nom, type, taille, sha256, deposee_le as "deposeeLe" from demande_piece
    where demande = any (${[...demandes]}) and retiree_le is null order by deposee_le, id
  `.execute(db)
  return rows
}

export async function listAvisDe(db: Db, demandes: readonly string[]): Promise<De<AvisMemoire>[]> {
  const { rows } = await sql<De<AvisMemoire>>`
    select a.demande, a.nature, a.sens, a.texte, coalesce(p.nom, '') as auteur, a.le
    from demande_avis a left join personne p on p.id = a.par
    where a.demande = any (${[...demandes]}) order by a.id
  `.execute(db)
  return rows
}

export async function listLeveesDe(db: Db, demandes: readonly string[]): Promise<De<LeveeMemoire>[]> {
  const { rows } = await sql<De<LeveeMemoire>>`
    select l.demande, l.code, l.motif, coalesce(p.nom, '') as auteur, l.le
    from demande_alerte_levee l left join personne p on p.id = l.par
    where l.demande = any (${[...demandes]}) order by l.le, l.code, l.cible
  `.execute(db)
  return rows
}

export async function listLettresDe(db: Db, demandes: readonly string[]): Promise<De<LettreMemoire>[]> {
  const { rows } = await sql<De<LettreMemoire>>`
    select l.demande, l.etat, l.decision, l.montant, l.generee_le as le, l.signataire, l.signee_le as "signeeLe",
      l.notifiee_le as "notifieeLe",
      exists (select from lettre_fichier f where f.demande = l.demande and f.exemplaire = 'signee') as numerisee
    from lettre l where l.demande = any (${[...demandes]})
  `.execute(db)
  return rows
}
