import { sql } from 'kysely'
import type { Piece } from '#campagnes/demandes/demande.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The documents of an application that were not taken back, oldest first. */
export async function listPieces(db: Db, demande: string): Promise<Piece[]> {
  const { rows } = await sql<Piece>`
    select id, code, nom, type, taille, sha256, deposee_le as "deposeeLe"
    from demande_piece where demande = ${demande} and retiree_le is null order by deposee_le, id
  `.execute(db)
  return rows
}

/** Which of the documents asked for are there. */
export async function listCodesPieces(db: Db, demande: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct code from demande_piece where demande = ${demande} and retiree_le is null order by code
  `.execute(db)
  return rows.map(({ code }) => code)
}

export type NouvellePiece = Omit<Piece, 'id' | 'deposeeLe'> & {
  readonly demande: string
  readonly deposeePar: string
}

export async function insertPiece(tx: Tx, piece: NouvellePiece): Promise<string> {
  const { demande, code, nom, type, taille, sha256, deposeePar } = piece
  const { rows } = await sql<{ id: string }>`
    insert into demande_piece (demande, code, nom, type, taille, sha256, deposee_par)
    values (${demande}, ${code}, ${nom}, ${type}, ${taille}, ${sha256}, ${deposeePar}) returning id
  `.execute(tx)
  return rows[0]!.id
}

export async function insertMorceau(tx: Tx, piece: string, rang: number, octets: Buffer): Promise<void> {
  await sql`insert into demande_piece_morceau (piece, rang, octets) values (${piece}, ${rang}, ${octets})`.execute(
    tx,
  )
}

/** One MiB of a document, counted from 1; undefined past its end. */
export async function findMorceau(db: Db, piece: string, rang: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ octets: Buffer }>`
    select octets from demande_piece_morceau where piece = ${piece} and rang = ${rang}
  `.execute(db)
  return rows[0]?.octets
}

/** Takes a document back; its trace stays, its content too. @returns whether it was there */
export async function retirePiece(tx: Tx, demande: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update demande_piece set retiree_le = now() where demande = ${demande} and id = ${id} and retiree_le is null
  `.execute(tx)
  return numAffectedRows === 1n
}
