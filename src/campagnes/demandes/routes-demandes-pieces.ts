import { createReadStream } from 'node:fs'
import { OCTETS_PIECE, PIECE_AUTRE, PIECE_PLAN, PIECES_MAXIMUM } from '#campagnes/demandes/espace.ts'
import { detectPiece, type FormatPiece, nommerPiece } from '#campagnes/demandes/import-piece.ts'
import { deletePiece, getPiece, postPiece } from '#campagnes/demandes/routes-demandes-contrat.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { holdModifiable, loadAppel } from '#campagnes/demandes/routes-demandes-tenue.ts'
import { nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import {
  findMorceau,
  insertMorceau,
  insertPiece,
  listPieces,
  retirePiece,
} from '#campagnes/demandes/store-pieces.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import type { ReceivedFile } from '#platform/files.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused, tooLarge } from '#platform/refusals.ts'
import { INSECABLE } from '#socle/francais.ts'

const MORCEAU = 1_048_576

/** The documents of an application: joined, sent back as they came, taken away. */
export const piecesRoutes = ({ files }: Pick<AppContext, 'files'>) =>
  createRoutes()
    .openapi(postPiece, async (c) => {
      const { id } = c.req.valid('param')
      const { code, nom } = c.req.valid('query')
      const deposeePar = c.var.acteur.identifiant!
      if (Number(c.req.header('content-length') ?? 0) > OCTETS_PIECE) throw tropGros()
      // Before a byte is received: who may not see it sends nothing here.
      await findLisible(c.var.db, id, c.var.acteur)
      const recu = await files.receive(c.req.raw.body, OCTETS_PIECE)
      try {
        const format = await recognise(recu.path)
        const piece = await transaction(c.var.db, (tx) =>
          keep(tx, recu, { demande: id, code, nom: nommerPiece(nom, format), format, deposeePar }),
        )
        return c.json({ id: piece }, 201)
      } finally {
        await files.remove(recu.id)
      }
    })
    .openapi(getPiece, async (c) => {
      const { id, piece } = c.req.valid('param')
      const { db } = c.var
      await findLisible(db, id, c.var.acteur)
      const trouvee = (await listPieces(db, id)).find((une) => une.id === piece)
      if (!trouvee) throw pieceAbsente()
      return sendFile(c, streamPiece(db, piece), trouvee.nom, trouvee.type) as never
    })
    .openapi(deletePiece, async (c) => {
      const { id, piece } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const demande = await holdModifiable(tx, id)
        const trouvee = (await listPieces(tx, id)).find((une) => une.id === piece)
        if (!trouvee || !(await retirePiece(tx, id, piece))) throw pieceAbsente()
        await insertJournal(tx, {
          acte: 'demande.retirerPiece',
          objet: `demande:${id}`,
          apres: { ...nommerDemande(demande), code: trouvee.code, sha256: trouvee.sha256 },
        })
      })
      return c.body(null, 204)
    })

async function recognise(path: string): Promise<FormatPiece> {
  try {
    return await detectPiece(path)
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  }
}

type Jointe = {
  readonly demande: string
  readonly code: string
  readonly nom: string
  readonly format: FormatPiece
  readonly deposeePar: string
}

/** The document, its content and its trace exist together or not at all. */
async function keep(
  tx: Tx,
  { path, bytes: taille, sha256 }: ReceivedFile,
  { demande: id, code, nom, format, deposeePar }: Jointe,
): Promise<string> {
  const demande = await holdModifiable(tx, id)
  const { pieces: demandees } = await loadAppel(tx, demande)
  if (code !== PIECE_AUTRE && code !== PIECE_PLAN && !demandees.some((une) => une.code === code))
    throw refused(
      `L’appel ne demande pas de document «${INSECABLE}${code}${INSECABLE}».`,
      [],
      'piece-non-demandee',
    )
  if ((await listPieces(tx, id)).length >= PIECES_MAXIMUM)
    throw refused(`Une demande compte au plus ${PIECES_MAXIMUM} documents.`, [], 'trop-de-pieces')
  const { type } = format
  const piece = await insertPiece(tx, { demande: id, code, nom, type, taille, sha256, deposeePar })
  let rang = 1
  for await (const octets of createReadStream(path, { highWaterMark: MORCEAU }) as AsyncIterable<Buffer>)
    await insertMorceau(tx, piece, rang++, octets)
  await insertJournal(tx, {
    acte: 'demande.joindre',
    objet: `demande:${id}`,
    apres: { ...nommerDemande(demande), code, sha256, taille },
  })
  return piece
}

/** One MiB at a time, as the reader takes it. */
function streamPiece(db: Db, piece: string): ReadableStream<Uint8Array> {
  let rang = 0
  return new ReadableStream({
    async pull(controller) {
      const octets = await findMorceau(db, piece, ++rang)
      if (octets) controller.enqueue(new Uint8Array(octets))
      else controller.close()
    },
  })
}

const tropGros = () => tooLarge('Ce document dépasse 20 Mo, le maximum accepté.')
const pieceAbsente = () => absent('Ce document n’est pas, ou n’est plus, dans la demande.')
