import { DOCUMENTS_LONGS } from '#majoration/documents/document-long.ts'
import { loadTirage } from '#majoration/documents/routes-document.ts'
import { type Archive, motifsContreArret, motifsContreRelance } from '#memoire/archive.ts'
import { ARCHIVER, findNomDe, objetDe, planArchive } from '#memoire/routes-archive-sujet.ts'
import { faireArchive, watchArchives } from '#memoire/routes-archive-travail.ts'
import {
  getArchives,
  getFichier,
  postAnnulation,
  postArchive,
  postDocument,
  postRelance,
  ZIP,
} from '#memoire/routes-memoire-contrat.ts'
import { organismeAbsent, requireSienne } from '#memoire/routes-memoire-perimetre.ts'
import {
  cancelArchive,
  findArchive,
  findMorceau,
  listArchives,
  lockArchive,
  reopenArchive,
} from '#memoire/store-archive.ts'
import { findNom } from '#memoire/store-memoire.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** The whole file of a body, a long document of a campaign: asked for, followed, stopped, taken up again, downloaded. */
export function archiveRoutes(ctx: AppContext) {
  const { jobs } = ctx
  jobs.define<{ id: string }>(ARCHIVER, ({ id }) => faireArchive(ctx, id))
  watchArchives(ctx)
  return createRoutes()
    .openapi(getArchives, async (c) => {
      const { siret } = c.req.valid('param')
      const { db, acteur, perimetre } = c.var
      await requireSienne(db, acteur, perimetre, siret)
      return c.json(await listArchives(db, siret, acteur.identifiant!), 200)
    })
    .openapi(postArchive, async (c) => {
      const { siret } = c.req.valid('param')
      const { db, acteur, perimetre, adresse } = c.var
      await requireSienne(db, acteur, perimetre, siret)
      if (acteur.portees) throw enPersonne()
      const { archive, nouvelle } = await transaction(db, async (tx) => {
        if ((await findNom(tx, siret)) === undefined) throw organismeAbsent()
        const sujet = { siret, campagne: null, scenario: null, document: null }
        const demandee = await planArchive(jobs, tx, sujet, { acteur, adresse })
        return { archive: await lire(tx, demandee.id), nouvelle: demandee.nouvelle }
      })
      return nouvelle ? c.json(archive, 202) : c.json(archive, 200)
    })
    .openapi(postDocument, async (c) => {
      const { id: campagne, scenario, document } = c.req.valid('param')
      const { db, acteur, adresse } = c.var
      if (acteur.portees) throw enPersonne()
      await loadTirage(ctx, db, campagne, scenario)
      const sujet = { siret: null, campagne, scenario, document }
      const { archive, nouvelle } = await transaction(db, async (tx) => {
        const demandee = await planArchive(jobs, tx, sujet, { acteur, adresse })
        return { archive: await lire(tx, demandee.id), nouvelle: demandee.nouvelle }
      })
      return nouvelle ? c.json(archive, 202) : c.json(archive, 200)
    })
    .openapi(getFichier, async (c) => {
      const { db, acteur, perimetre } = c.var
      const { id } = c.req.valid('param')
      const archive = await requireMienne(db, acteur, id)
      // Somebody may have gone to another body since, in the same role.
      if (archive.siret !== null) await requireSienne(db, acteur, perimetre, archive.siret)
      if (archive.etat !== 'prete') throw absent('Ce fichier n’est pas prêt.')
      const titre = await findNomDe(db, archive)
      const jour = archive.finieLe!.slice(0, 10)
      const [nom, type] =
        archive.document === null
          ? [`Dossier ${titre} ${jour}.zip`, ZIP]
          : [
              `${titre} ${jour}.${DOCUMENTS_LONGS[archive.document].extension}`,
              DOCUMENTS_LONGS[archive.document].type,
            ]
      return sendFile(c, streamArchive(db, id), nom.replace(/[/\\]/g, ' '), type) as never
    })
    .openapi(postAnnulation, async (c) => {
      const { id } = c.req.valid('param')
      const archive = await transaction(c.var.db, async (tx) => {
        const tenue = await lockArchive(tx, id)
        if (!tenue) throw archiveAbsente()
        refuser('Cette préparation ne s’arrête plus.', motifsContreArret(tenue))
        await cancelArchive(tx, id)
        await trace(tx, 'archive.arretee', tenue)
        return lire(tx, id)
      })
      return c.json(archive, 200)
    })
    .openapi(postRelance, async (c) => {
      const { id } = c.req.valid('param')
      const archive = await transaction(c.var.db, async (tx) => {
        await requireMienne(tx, c.var.acteur, id)
        const tenue = await lockArchive(tx, id)
        if (!tenue) throw archiveAbsente()
        refuser('Cette préparation ne se reprend pas.', motifsContreRelance(tenue))
        await reopenArchive(tx, id)
        await trace(tx, 'archive.relancee', tenue)
        await jobs.enqueue(ARCHIVER, { id }, { db: tx })
        return lire(tx, id)
      })
      return c.json(archive, 202)
    })
}

/** As whoever asks for it may read it, without saying who asked. */
async function lire(db: Db, id: string): Promise<Archive> {
  const { par: _, ...archive } = (await findArchive(db, id))!
  return archive
}

/** Only whoever asked for it opens it; who leads sees that it exists, nothing more. @throws HttpRefusal 404 */
async function requireMienne(db: Db, { identifiant }: Acteur, id: string): Promise<Archive> {
  const archive = await findArchive(db, id)
  if (archive?.par !== identifiant) throw archiveAbsente()
  return archive
}

async function trace(tx: Tx, acte: string, archive: Archive): Promise<void> {
  const apres = { archive: archive.id, nom: await findNomDe(tx, archive) }
  await insertJournal(tx, { acte, objet: objetDe(archive), apres })
}

function refuser(quoi: string, motifs: readonly Motif[]): void {
  if (motifs.length > 0) throw refused(quoi, motifs)
}

/** One MiB at a time, as the reader takes it. */
function streamArchive(db: Db, id: string): ReadableStream<Uint8Array> {
  let rang = 0
  return new ReadableStream({
    async pull(controller) {
      const octets = await findMorceau(db, id, ++rang)
      if (octets) controller.enqueue(new Uint8Array(octets))
      else controller.close()
    },
  })
}

const enPersonne = () =>
  refused('Ce fichier se demande en personne, pas par un programme.', [], 'en-personne')
const archiveAbsente = () => absent('Ce fichier n’existe pas, ou n’existe plus.')
