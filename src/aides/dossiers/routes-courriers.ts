import { Readable } from 'node:stream'
import type { Dispositif } from '#aides/dispositif.ts'
import { composerLettreAide } from '#aides/dossiers/lettre-aide.ts'
import { renderLettres } from '#aides/dossiers/render-lettre-aide.ts'
import {
  getCourriers,
  getLettreAide,
  getZipCourrier,
  PDF,
  postCourrier,
} from '#aides/dossiers/routes-courriers-contrat.ts'
import { COURRIER, circonstancesDe, faireCourrier } from '#aides/dossiers/routes-courriers-travail.ts'
import { addressOfSuivi } from '#aides/dossiers/routes-lien.ts'
import {
  countADire,
  findCourrier,
  findDossierDit,
  findFichierCourrier,
  insertCourrier,
  listCourriers,
} from '#aides/dossiers/store-courriers.ts'
import { findGraine } from '#aides/dossiers/store-liens.ts'
import { requireSession } from '#aides/sessions/routes-sessions-lecture.ts'
import { findSession } from '#aides/sessions/store-sessions.ts'
import { type Entree, exportArchive } from '#memoire/export-archive.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { publicAddress } from '#platform/public-address.ts'
import { absent, refused } from '#platform/refusals.ts'

/** Letters to apprentices: in bulk as a work, one by one on demand. */
export function courriersRoutes(ctx: AppContext, dispositifs: readonly Dispositif[]) {
  const { jobs, config, clock, coffre } = ctx
  jobs.define<{ id: string; origine: string }>(COURRIER, (travail) =>
    faireCourrier(ctx, dispositifs, travail),
  )
  return createRoutes()
    .openapi(getCourriers, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      await requireSession(db, id)
      return c.json({ aDire: await countADire(db, id), courriers: await listCourriers(db, id) }, 200)
    })
    .openapi(postCourrier, async (c) => {
      const { id: session } = c.req.valid('param')
      const { acteur, adresse = null, db } = c.var
      const { libelle } = await requireSession(db, session)
      const origine = publicAddress(config, c, '/')
      const courrier = await transaction(db, async (tx) => {
        const total = await countADire(tx, session)
        if (total === 0) throw refused('Aucun courrier n’est préparé.', [RIEN])
        const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null, role: acteur.role, adresse }
        const { id, nouveau } = await insertCourrier(tx, { session, total, ...mains })
        const apres = { libelle, dossiers: total }
        if (nouveau)
          await insertJournal(tx, { acte: 'courrier.lance', objet: `campagneaide:${session}`, apres })
        await jobs.enqueue(COURRIER, { id, origine }, { db: tx })
        return id
      })
      return c.json({ id: courrier }, 202)
    })
    .openapi(getZipCourrier, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      const courrier = await findCourrier(db, id)
      const session = courrier && (await findSession(db, courrier.session))
      if (!session) throw absent('Ces courriers n’existent pas.')
      // Taking names and addresses away is an act: it is written before the first byte leaves.
      await transaction(db, (tx) =>
        insertJournal(tx, {
          ...{ acte: 'courrier.telecharge', objet: `campagneaide:${session.id}` },
          apres: { libelle: session.libelle },
        }),
      )
      const octets = Readable.toWeb(Readable.from(exportArchive(listFichiers(db, id, clock.now()))))
      return sendFile(
        c,
        octets as ReadableStream<Uint8Array>,
        `courriers ${session.libelle}.zip`,
        'application/zip',
      ) as never
    })
    .openapi(getLettreAide, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      const dossier = await findDossierDit(db, id)
      const session = dossier && (await findSession(db, dossier.session))
      if (!session) throw absent('Ce dossier n’existe pas, ou rien n’y est encore décidé.')
      const circonstances = circonstancesDe(session, dispositifs, config.region)
      const graine = await findGraine(db, id, clock.now())
      const lien = graine ? addressOfSuivi(coffre, publicAddress(config, c, '/'), graine) : null
      const lettre = composerLettreAide(dossier, circonstances, lien)
      const octets = await renderLettres([lettre], { ...circonstances, date: clock.today() })
      return sendFile(c, octets, `lettre ${dossier.numero}.pdf`, PDF) as never
    })
}

/** The PDFs of an act, one at a time in memory. */
async function* listFichiers(db: Db, courrier: string, le: string): AsyncGenerator<Entree> {
  for (let rang = 1; ; rang++) {
    const octets = await findFichierCourrier(db, courrier, rang)
    if (!octets) return
    yield { nom: `lettres-${String(rang).padStart(4, '0')}.pdf`, le, dense: true, octets: [octets] }
  }
}

const RIEN = { code: 'rien-a-dire', message: 'Chacun a déjà reçu ce qui est décidé.' }
