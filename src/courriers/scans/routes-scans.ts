import { createReadStream } from 'node:fs'
import { detectPiece } from '#campagnes/demandes/import-piece.ts'
import { findAppel } from '#campagnes/demandes/store-demandes.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { signer } from '#courriers/lettre.ts'
import {
  getScans,
  postArret,
  postFichier,
  postLecture,
  postScan,
} from '#courriers/scans/routes-scans-contrat.ts'
import { readScans } from '#courriers/scans/routes-scans-lecture.ts'
import { pagesScansRoutes } from '#courriers/scans/routes-scans-pages.ts'
import { LIRE_SCANS, lireScans, watchScans } from '#courriers/scans/routes-scans-travail.ts'
import { FICHIERS_MAXIMUM, OCTETS_SCAN_MAXIMUM } from '#courriers/scans/scans.ts'
import {
  countFichiers,
  insertFichier,
  insertLot,
  insertMorceau,
  type LotTenu,
  lockLot,
  updateEtat,
} from '#courriers/scans/store-lots.ts'
import { findVotee } from '#majoration/store-proposition.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused, tooLarge } from '#platform/refusals.ts'

const MORCEAU = 1_048_576

/** Signed letters scanned together: received, read in the background, each joined to its own. */
export function scansRoutes(ctx: AppContext) {
  const { jobs, files, clock } = ctx
  jobs.define<{ id: string }>(LIRE_SCANS, ({ id }) => lireScans(ctx, id))
  watchScans(ctx)
  return createRoutes()
    .openapi(getScans, async (c) => {
      const { id } = c.req.valid('param')
      const appel = await findAppel(c.var.db, id)
      if (!appel) throw campagneAbsente(id)
      return c.json(await readScans(c.var.db, id, appel.libelle), 200)
    })
    .openapi(postScan, async (c) => {
      const { id: campagne } = c.req.valid('param')
      const signature = c.req.valid('json')
      const { acteur, adresse } = c.var
      const id = await transaction(c.var.db, async (tx) => {
        if (!(await findAppel(tx, campagne))) throw campagneAbsente(campagne)
        const votee = await findVotee(tx, campagne)
        if (!votee) throw refused('Cette campagne n’est pas votée.', [], 'non-votee')
        const quand = { aujourdhui: clock.today(), voteeLe: votee.voteeLe! }
        const decision = signer('a_signer', signature, quand)
        if (decision.statut === 'refus')
          throw refused('Ces lettres ne peuvent pas être jointes.', decision.motifs)
        return insertLot(tx, {
          ...{ campagne, ...signature, role: acteur.role, adresse: adresse ?? null },
          ...{ par: acteur.identifiant!, pour: acteur.pour ?? null },
        })
      })
      return c.json({ id }, 201)
    })
    .openapi(postFichier, async (c) => {
      const { id } = c.req.valid('param')
      const { nom = 'scan' } = c.req.valid('query')
      if (Number(c.req.header('content-length') ?? 0) > OCTETS_SCAN_MAXIMUM)
        throw tooLarge('Ce fichier dépasse 100 Mo, le maximum accepté.')
      const recu = await files.receive(c.req.raw.body, OCTETS_SCAN_MAXIMUM)
      try {
        const type = await requireScan(recu.path)
        const existant = await transaction(c.var.db, async (tx) => {
          await holdLot(tx, id, 'reception', 'Cet envoi est clos : commencez-en un autre.')
          if ((await countFichiers(tx, id)) >= FICHIERS_MAXIMUM)
            throw refused(`Un envoi a ${FICHIERS_MAXIMUM} fichiers au plus.`, [], 'trop-de-fichiers')
          const { bytes: taille, sha256 } = recu
          const rang = await insertFichier(tx, id, { nom, type, taille, sha256 })
          if (rang) await storeFile(tx, id, rang, recu.path)
          return rang === undefined
        })
        return c.json({ existant }, 201)
      } finally {
        await files.remove(recu.id)
      }
    })
    .openapi(postLecture, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const lot = await holdLot(tx, id)
        const fichiers = await countFichiers(tx, id)
        if (fichiers === 0) throw refused('Cet envoi n’a aucun fichier.', [], 'sans-fichier')
        if (!(await updateEtat(tx, id, ['reception', 'annule'], 'en_cours')))
          throw refused('Cet envoi est déjà lu, ou en train de l’être.', [], 'deja-lu')
        const acte = lot.etat === 'reception' ? 'scan.lance' : 'scan.repris'
        const apres = { lot: id, fichiers, signataire: lot.signataire, signeeLe: lot.signeeLe }
        await insertJournal(tx, { acte, objet: `campagne:${lot.campagne}`, apres })
        await jobs.enqueue(LIRE_SCANS, { id }, { db: tx })
      })
      return c.body(null, 202)
    })
    .openapi(postArret, async (c) => {
      const { id } = c.req.valid('param')
      await transaction(c.var.db, async (tx) => {
        const { campagne } = await holdLot(tx, id, 'en_cours', 'Cette lecture est déjà finie, ou arrêtée.')
        await updateEtat(tx, id, ['en_cours'], 'annule')
        await insertJournal(tx, { acte: 'scan.arrete', objet: `campagne:${campagne}`, apres: { lot: id } })
      })
      return c.body(null, 204)
    })
    .route('/', pagesScansRoutes(ctx))
}

/** The files sent together, held. @throws HttpRefusal 404; 422 with `sinon` in another state than `etat` */
async function holdLot(tx: Tx, id: string, etat?: LotTenu['etat'], sinon = ''): Promise<LotTenu> {
  const lot = await lockLot(tx, id)
  if (!lot) throw absent('Cet envoi n’existe pas.')
  if (etat && lot.etat !== etat) throw refused(sinon, [], 'envoi-etat')
  return lot
}

const SCANS = ['application/pdf', 'image/png', 'image/jpeg']

/** Its content says what it is, whatever its name. @throws HttpRefusal 422 */
async function requireScan(path: string): Promise<string> {
  const { type } = await detectPiece(path).catch((error) => {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  })
  if (!SCANS.includes(type)) throw refused('Un scan est un PDF, un PNG ou un JPEG.', [], 'pas-un-scan')
  return type
}

/** Kept in the database, in pieces: whichever server reads it, and whatever happens to this one. */
async function storeFile(tx: Tx, lot: string, fichier: number, path: string): Promise<void> {
  let rang = 1
  for await (const octets of createReadStream(path, { highWaterMark: MORCEAU }) as AsyncIterable<Buffer>)
    await insertMorceau(tx, lot, fichier, rang++, octets)
}
