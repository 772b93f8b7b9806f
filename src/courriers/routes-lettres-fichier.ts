import { readFile } from 'node:fs/promises'
import { detectPiece } from '#campagnes/demandes/import-piece.ts'
import { findLisible } from '#campagnes/demandes/routes-demandes-lecture.ts'
import { holdDemande } from '#campagnes/demandes/routes-passage.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { getLettre, PDF, putScan } from '#courriers/routes-lettres-contrat.ts'
import { attachScan } from '#courriers/routes-lettres-signature.ts'
import { findFichier } from '#courriers/store-lettres.ts'
import { nommerFichier } from '#majoration/tirage.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { absent, refused, tooLarge } from '#platform/refusals.ts'

const OCTETS_SCAN = 10 * 1_048_576

/** The letter itself: read by the agents, and by its body once notified; its signed scan. */
export const fichierLettreRoutes = ({ files }: Pick<AppContext, 'files'>) =>
  createRoutes()
    .openapi(getLettre, async (c) => {
      const { id } = c.req.valid('param')
      const { exemplaire } = c.req.valid('query')
      const { db, acteur } = c.var
      const { numero, organisation } = await findLisible(db, id, acteur)
      // The wall shows a body its own letter alone, and only once notified.
      const fichier = await findFichier(db, id, exemplaire)
      if (!fichier) throw absent('Cette lettre n’existe pas, ou n’est pas encore notifiée.')
      const nom = nommerFichier([`Notification - demande ${numero}`, organisation.nom], 'pdf')
      return sendFile(c, new Uint8Array(fichier.octets), nom, PDF) as never
    })
    .openapi(putScan, async (c) => {
      const { id } = c.req.valid('param')
      if (Number(c.req.header('content-length') ?? 0) > OCTETS_SCAN) throw tropGros()
      await findLisible(c.var.db, id, c.var.acteur)
      const recu = await files.receive(c.req.raw.body, OCTETS_SCAN)
      try {
        await requirePdf(recu.path)
        const octets = await readFile(recu.path)
        await transaction(c.var.db, async (tx) => {
          await attachScan(tx, await holdDemande(tx, id), octets)
        })
        return c.body(null, 204)
      } finally {
        await files.remove(recu.id)
      }
    })

/** Its content says that it is a PDF, whatever its name. @throws HttpRefusal 422 */
async function requirePdf(path: string): Promise<void> {
  const format = await detectPiece(path).catch((error) => {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  })
  if (format.type !== PDF) throw refused('La lettre signée doit être un PDF.', [], 'pas-un-pdf')
}

const tropGros = () => tooLarge('Ce fichier dépasse 10 Mo, le maximum accepté.')
