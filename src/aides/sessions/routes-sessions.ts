import type { Dispositif } from '#aides/dispositif.ts'
import { importDispositifs } from '#aides/import-dispositifs.ts'
import { compterEtats } from '#aides/sessions/consommation.ts'
import { deplacerSession, PASSAGES_SESSION } from '#aides/sessions/cycle-session.ts'
import { trouverRegle } from '#aides/sessions/regle-session.ts'
import { octroiRoutes } from '#aides/sessions/routes-octroi.ts'
import {
  getSession,
  getSessions,
  postEtatSession,
  postSession,
  putSession,
} from '#aides/sessions/routes-sessions-contrat.ts'
import { readSession, readSessions, sessionAbsente } from '#aides/sessions/routes-sessions-lecture.ts'
import { type SaisieSession, type Session, verifierHeures, verifierSession } from '#aides/sessions/session.ts'
import {
  insertSession,
  listListes,
  lockSession,
  sumAccorde,
  sumPostes,
  updateEtatSession,
  updateSession,
} from '#aides/sessions/store-sessions.ts'
import { findLigne } from '#budget/store-lignes.ts'
import { completerHeure } from '#campagnes/horaires.ts'
import { findHeureParis } from '#campagnes/store-appel.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'

/** Sessions of individual aids: created on a text that they freeze, opened, closed, settled. */
export function sessionsAidesRoutes(ctx: AppContext, dispositifs = importDispositifs()) {
  const { clock } = ctx
  return createRoutes()
    .openapi(getSessions, async (c) => c.json(await readSessions(c.var.db, c.var.acteur, dispositifs), 200))
    .openapi(postSession, async (c) => {
      const saisie = completer(c.req.valid('json'))
      const id = await transaction(c.var.db, async (tx) => {
        const session = await judge(tx, saisie, dispositifs)
        const version = dispositifs.find(({ code }) => code === saisie.dispositif)!.version.empreinte
        const id = await insertSession(tx, { ...session, version })
        const apres = { ...resume(session), version }
        await insertJournal(tx, { acte: 'campagneaide.creee', objet: `campagneaide:${id}`, apres })
        return id
      })
      return c.json({ id }, 201)
    })
    .openapi(getSession, async (c) => {
      const { id } = c.req.valid('param')
      const cadre = { dispositifs, aujourdhui: clock.today() }
      return c.json(await readSession(c.var.db, id, c.var.acteur, cadre), 200)
    })
    .openapi(putSession, async (c) => {
      const { id } = c.req.valid('param')
      const saisie = completer(c.req.valid('json'))
      await transaction(c.var.db, async (tx) => {
        const avant = await lockSession(tx, id)
        if (!avant) throw sessionAbsente()
        const session = await judge(tx, saisie, dispositifs, avant)
        await updateSession(tx, id, session)
        await insertJournal(tx, {
          ...{ acte: 'campagneaide.modifiee', objet: `campagneaide:${id}` },
          ...{ avant: resume(avant), apres: resume(session) },
        })
      })
      return c.body(null, 204)
    })
    .openapi(postEtatSession, async (c) => {
      const { id } = c.req.valid('param')
      const { acte, motif } = c.req.valid('json')
      await transaction(c.var.db, async (tx) => {
        const session = await lockSession(tx, id)
        if (!session) throw sessionAbsente()
        const faits = {
          ...session,
          regleIntacte: trouverRegle(dispositifs, session).statut === 'accord',
          listes: (await listListes(tx, id)).length,
          dossiers: compterEtats(await sumPostes(tx, id)),
        }
        const decision = deplacerSession(acte, faits, { maintenant: clock.now(), motif })
        if (decision.statut === 'refus') throw refused('La campagne reste à son état.', decision.motifs)
        await updateEtatSession(tx, id, decision.valeur)
        await insertJournal(tx, {
          ...{ acte: PASSAGES_SESSION[acte].trace, objet: `campagneaide:${id}` },
          ...{ avant: { etat: session.etat }, apres: { etat: decision.valeur, libelle: session.libelle } },
          ...(motif?.trim() && { motif: motif.trim() }),
        })
      })
      return c.body(null, 204)
    })
    .route('/', octroiRoutes(ctx))
}

const completer = (saisie: SaisieSession): SaisieSession => ({
  ...saisie,
  ouvre: completerHeure(saisie.ouvre),
  ferme: completerHeure(saisie.ferme),
})

/** Places the times and judges what was typed. @throws HttpRefusal 422 with every reason */
async function judge(tx: Tx, saisie: SaisieSession, dispositifs: readonly Dispositif[], avant?: Session) {
  const illisibles = verifierHeures(saisie)
  if (illisibles.length > 0) throw refused('La campagne n’est pas enregistrée.', illisibles)
  const [ouvre, ferme] = [await findHeureParis(tx, saisie.ouvre), await findHeureParis(tx, saisie.ferme)]
  const dispositif = dispositifs.find(({ code }) => code === saisie.dispositif)
  const decision = verifierSession(saisie, {
    ...{ dispositif, ouvre, ferme },
    ligne: saisie.ligne === null ? undefined : await findLigne(tx, saisie.ligne),
    ...(avant && { avant: { session: avant, accorde: await granted(tx, avant) } }),
  })
  if (decision.statut === 'refus') throw refused('La campagne n’est pas enregistrée.', decision.motifs)
  return { ...decision.valeur, ouvreLe: ouvre.instant, fermeLe: ferme.instant }
}

const granted = async (tx: Tx, { ligne, operation }: Session): Promise<number> =>
  ligne && operation ? sumAccorde(tx, ligne, operation) : 0

const resume = (session: SaisieSession): SaisieSession => {
  const { dispositif, libelle, exercice, ouvre, ferme, ligne, operation, attestationExigee } = session
  return { dispositif, libelle, exercice, ouvre, ferme, ligne, operation, attestationExigee }
}
