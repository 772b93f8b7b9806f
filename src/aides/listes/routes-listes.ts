import { exportListeCorrigee } from '#aides/listes/export-liste-corrigee.ts'
import {
  exportModeleListeCsv,
  exportModeleListeXlsx,
  NOM_MODELE_LISTE,
} from '#aides/listes/export-modele-liste.ts'
import { type ModeDepot, motifsContreDepot, motifsContreSession } from '#aides/listes/liste.ts'
import { homonymesRoutes } from '#aides/listes/routes-homonymes.ts'
import {
  deleteListe,
  getModeleListeCsv,
  getModeleListeXlsx,
  postCorrigee,
  postDepot,
  postListe,
  XLSX,
} from '#aides/listes/routes-listes-contrat.ts'
import { correctionListeRoutes } from '#aides/listes/routes-listes-correction.ts'
import { DEPOSER_LISTE, depositListWork } from '#aides/listes/routes-listes-depot.ts'
import { abandonListe } from '#aides/listes/routes-listes-fin.ts'
import { LIRE_LISTE, readListWork } from '#aides/listes/routes-listes-lecture.ts'
import { openLine } from '#aides/listes/routes-listes-ligne.ts'
import {
  findLisible,
  listeAbsente,
  listesLuesRoutes,
  sessionAbsente,
} from '#aides/listes/routes-listes-lue.ts'
import { watchListes } from '#aides/listes/routes-listes-menage.ts'
import { receiveListe } from '#aides/listes/routes-listes-reception.ts'
import { listLignesAfter } from '#aides/listes/store-lignes.ts'
import {
  countLignes,
  findListeForUpdate,
  findSessionAide,
  updateEnDepot,
} from '#aides/listes/store-listes.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { conflict, refused } from '#platform/refusals.ts'

/**
 * Lists of apprentices: sent by a centre, read and checked, corrected on screen, deposited as dossiers.
 *
 * @param watch whether to look after the lists from time to time; a test does it when it wants
 */
export function listesAidesRoutes(ctx: AppContext, { watch = true } = {}) {
  const { systeme, jobs, clock, coffre } = ctx
  jobs.define<{ id: string }>(LIRE_LISTE, ({ id }) => readListWork({ ...ctx, db: systeme }, id))
  jobs.define<{ id: string }>(DEPOSER_LISTE, ({ id }) => depositListWork({ coffre, db: systeme }, id))
  if (watch) watchListes({ db: systeme, jobs })
  // The model first: its name would otherwise be taken for a list.
  return [vieListeRoutes(ctx, clock), listesLuesRoutes(ctx), correctionListeRoutes(ctx), homonymesRoutes()]
}

/** The model, the reception, the deposit and the end of a list. */
const vieListeRoutes = (ctx: AppContext, clock: AppContext['clock']) =>
  createRoutes()
    .openapi(
      getModeleListeXlsx,
      async (c) => sendFile(c, await exportModeleListeXlsx(), `${NOM_MODELE_LISTE}.xlsx`, XLSX) as never,
    )
    .openapi(getModeleListeCsv, (c) => {
      const octets = new TextEncoder().encode(exportModeleListeCsv())
      return sendFile(c, octets, `${NOM_MODELE_LISTE}.csv`, 'text/csv; charset=utf-8') as never
    })
    .openapi(postListe, async (c) => {
      const { id } = c.req.valid('param')
      const { db, acteur } = c.var
      const session = await findSessionAide(db, id)
      if (!session) throw sessionAbsente(id)
      const recue = await receiveListe(
        { ...ctx, db },
        {
          stream: c.req.raw.body,
          type: c.req.header('content-type') ?? '',
          announced: Number(c.req.header('content-length') ?? Number.NaN),
          nom: c.req.valid('query').nom,
          session,
          organisation: acteur.organisation!.identifiant,
          personne: acteur.identifiant!,
        },
      )
      return recue.existant ? c.json(recue, 200) : c.json(recue, 202)
    })
    .openapi(postCorrigee, async (c) => {
      const { id } = c.req.valid('param')
      const { db } = c.var
      const liste = await findLisible(db, id)
      if (['recue', 'en_lecture', 'refusee'].includes(liste.etat))
        throw conflict('Cette liste n’est pas lue : il n’y a rien à corriger.', 'liste_pas_lue')
      await transaction(db, (tx) =>
        insertJournal(tx, {
          acte: 'listeaide.telechargee',
          objet: `listeaide:${id}`,
          apres: { nom: liste.nom },
        }),
      )
      const lignes = (apres: number) =>
        listLignesAfter(db, id, apres, 1_000).then((lot) =>
          lot.map((ligne) => ({ ...ligne, saisies: openLine(ctx.coffre, id, ligne) })),
        )
      const nom = `à corriger ${liste.nom.replace(/\.\w+$/, '')}.xlsx`
      return sendFile(c, exportListeCorrigee(liste.colonnes, lignes), nom, XLSX) as never
    })
    .openapi(postDepot, async (c) => {
      const { id } = c.req.valid('param')
      const { lignes } = c.req.valid('json')
      await deposit(c.var.db, ctx, {
        id,
        mode: lignes,
        par: c.var.acteur.identifiant!,
        maintenant: clock.now(),
      })
      return c.body(null, 202)
    })
    .openapi(deleteListe, async (c) => {
      await abandonListe(c.var.db, c.req.valid('param').id)
      return c.body(null, 204)
    })

type Demande = {
  readonly id: string
  readonly mode: ModeDepot
  readonly par: string
  readonly maintenant: string
}

/** Asks for the deposit of a list; asked again, nothing changes. */
async function deposit(db: Db, { jobs }: Pick<AppContext, 'jobs'>, { id, mode, par, maintenant }: Demande) {
  await transaction(db, async (tx) => {
    const liste = await findListeForUpdate(tx, id)
    if (!liste || liste.etat === 'abandonnee') throw listeAbsente(id)
    if (liste.etat === 'en_depot' || liste.etat === 'deposee') return
    const session = await findSessionAide(tx, liste.session)
    if (!session) throw sessionAbsente(liste.session)
    const motifs = [
      ...motifsContreSession(session, maintenant),
      ...motifsContreDepot({ etat: liste.etat, comptes: await countLignes(tx, id) }, mode),
    ]
    if (motifs.length > 0) throw refused('La liste n’est pas déposée.', motifs)
    await updateEnDepot(tx, id, par, maintenant)
    const apres = { nom: liste.nom, lignes: mode, sha256: liste.sha256 }
    await insertJournal(tx, { acte: 'listeaide.depotDemande', objet: `listeaide:${id}`, apres })
    await jobs.enqueue(DEPOSER_LISTE, { id }, { db: tx })
  })
}
