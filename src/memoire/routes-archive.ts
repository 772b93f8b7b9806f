import { type Archive, motifsContreArret, motifsContreRelance } from '#memoire/archive.ts'
import { ARCHIVER, faireArchive, watchArchives } from '#memoire/routes-archive-travail.ts'
import {
  getArchives,
  getFichier,
  postAnnulation,
  postArchive,
  postRelance,
  ZIP,
} from '#memoire/routes-memoire-contrat.ts'
import { organismeAbsent, requireSienne } from '#memoire/routes-memoire-perimetre.ts'
import {
  cancelArchive,
  findArchive,
  findMorceau,
  insertArchive,
  listArchives,
  lockArchive,
  lockDemandeur,
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

/** The whole file of a body: asked for, followed, stopped, taken up again, downloaded. */
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
      const par = acteur.identifiant!
      const { archive, nouvelle } = await transaction(db, async (tx) => {
        const nom = await findNom(tx, siret)
        if (nom === undefined) throw organismeAbsent()
        await lockDemandeur(tx, siret, par)
        const deja = (await listArchives(tx, siret, par)).find(({ etat }) => etat === 'en_cours')
        if (deja) return { archive: deja, nouvelle: false }
        const id = await insertArchive(tx, {
          ...{ siret, par, pour: acteur.pour ?? null, role: acteur.role, adresse: adresse ?? null },
          organisation: acteur.organisation!.identifiant,
        })
        // Taking away all that is known of a body is an act: it is written before the first byte is read.
        await insertJournal(tx, {
          ...{ acte: 'archive.demandee', objet: `organisme:${siret}`, apres: { archive: id, nom } },
        })
        await jobs.enqueue(ARCHIVER, { id }, { db: tx })
        return { archive: await lire(tx, id), nouvelle: true }
      })
      return nouvelle ? c.json(archive, 202) : c.json(archive, 200)
    })
    .openapi(getFichier, async (c) => {
      const { db, acteur, perimetre } = c.var
      const { id } = c.req.valid('param')
      const { siret, etat, finieLe } = await requireMienne(db, acteur, id)
      // Somebody may have gone to another body since, in the same role.
      await requireSienne(db, acteur, perimetre, siret)
      if (etat !== 'prete') throw absent('Ce dossier n’est pas prêt.')
      const nom = `Dossier ${(await findNom(db, siret)) ?? siret} ${finieLe!.slice(0, 10)}.zip`
      return sendFile(c, streamArchive(db, id), nom.replace(/[/\\]/g, ' '), ZIP) as never
    })
    .openapi(postAnnulation, async (c) => {
      const { id } = c.req.valid('param')
      const archive = await transaction(c.var.db, async (tx) => {
        const tenue = await lockArchive(tx, id)
        if (!tenue) throw archiveAbsente()
        refuser('Ce dossier ne s’arrête plus.', motifsContreArret(tenue))
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
        refuser('Ce dossier ne se reprend pas.', motifsContreRelance(tenue))
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

async function trace(tx: Tx, acte: string, { id, siret }: Archive): Promise<void> {
  const apres = { archive: id, nom: (await findNom(tx, siret)) ?? siret }
  await insertJournal(tx, { acte, objet: `organisme:${siret}`, apres })
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
  refused('Un dossier complet se demande en personne, pas par un programme.', [], 'en-personne')
const archiveAbsente = () => absent('Ce dossier n’existe pas, ou n’existe plus.')
