import { listParts } from '#aides/asp/store-lecture.ts'
import { type Part, solderPaiements } from '#aides/asp/tableau-paiements.ts'
import type { Dispositif } from '#aides/dispositif.ts'
import {
  compterEtats,
  compterPostes,
  type Poste,
  remplir,
  type Versement,
} from '#aides/sessions/consommation.ts'
import { type ActeSession, PASSAGES_SESSION } from '#aides/sessions/cycle-session.ts'
import { trouverRegle } from '#aides/sessions/regle-session.ts'
import type { Enveloppe, Session, SessionLue, SessionResumee } from '#aides/sessions/session.ts'
import { listOctrois } from '#aides/sessions/store-octroi.ts'
import {
  findSession,
  listListes,
  listSessions,
  sumAccorde,
  sumAffecte,
  sumPostes,
} from '#aides/sessions/store-sessions.ts'
import { ecrireImputation } from '#budget/rules/ligne.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import { findLigne, listSuspensions } from '#budget/store-lignes.ts'
import type { Db } from '#platform/db.ts'
import { absent } from '#platform/refusals.ts'
import { type Acteur, autoriser } from '#socle/acces.ts'
import type { Centimes } from '#socle/montant.ts'

// What is shown of sessions, as far as each may see.

export const sessionAbsente = () => absent('Cette campagne d’aides n’existe pas.')

/** The session, or « nothing here » for whom the wall hides it. @throws HttpRefusal 404 */
export async function requireSession(db: Db, id: string): Promise<Session> {
  const session = await findSession(db, id)
  if (!session) throw sessionAbsente()
  return session
}

/** What the envelope of a session holds; null without one, or for those who do not read the budget. */
export async function readEnveloppe(
  db: Db,
  { ligne, operation }: Session,
  acteur: Acteur,
): Promise<Enveloppe | null> {
  if (ligne === null || operation === null) return null
  if (autoriser(acteur, 'budget.lire').statut === 'refus') return null
  return remplir(await sumAffecte(db, ligne, operation), await sumAccorde(db, ligne, operation))
}

/** Where the money of a session stands, derived from its payments each time. */
const verser = (accorde: Centimes, parts: readonly Part[]): Versement => {
  const { verse, enCours } = solderPaiements(accorde, parts)
  return { paye: verse, enCours }
}

export async function readSessions(
  db: Db,
  acteur: Acteur,
  dispositifs: readonly Dispositif[],
): Promise<SessionResumee[]> {
  const sessions = await listSessions(db)
  const postes = Map.groupBy(await sumPostes(db), ({ session }) => session)
  const parts = Map.groupBy(await listParts(db), ({ session }) => session)
  const lues: SessionResumee[] = []
  for (const session of sessions)
    lues.push({
      ...resumer(session, postes.get(session.id) ?? [], parts.get(session.id) ?? [], dispositifs),
      enveloppe: await readEnveloppe(db, session, acteur),
    })
  return lues
}

const resumer = (
  session: Session,
  postes: readonly Poste[],
  parts: readonly Part[],
  dispositifs: readonly Dispositif[],
) => {
  const { accorde } = compterPostes(postes)
  return {
    ...session,
    titre: dispositifs.find(({ code }) => code === session.dispositif)?.titre ?? session.dispositif,
    ...{ dossiers: compterEtats(postes), accorde, versement: verser(accorde, parts) },
  }
}

export async function readSession(
  db: Db,
  id: string,
  acteur: Acteur,
  { dispositifs, aujourdhui }: { readonly dispositifs: readonly Dispositif[]; readonly aujourdhui: string },
): Promise<SessionLue> {
  const session = await requireSession(db, id)
  const postes = await sumPostes(db, id)
  const enveloppe = await readEnveloppe(db, session, acteur)
  const ligne = enveloppe && (await findLigne(db, session.ligne!))
  const suspension = ligne && suspensionEnCours(await listSuspensions(db, [ligne.id]), aujourdhui)
  const conduit = autoriser(acteur, 'aide.conduire').statut === 'accord'
  return {
    ...resumer(session, postes, await listParts(db, id), dispositifs),
    enveloppe,
    regleIntacte: trouverRegle(dispositifs, session).statut === 'accord',
    ligneBudgetaire: ligne
      ? { imputation: ecrireImputation(ligne), suspendueJusquAu: suspension?.au ?? null }
      : null,
    postes: postes.map(({ session: _, ...poste }) => poste),
    octrois: await listOctrois(db, id),
    listes: await listListes(db, id),
    actes: conduit
      ? (Object.keys(PASSAGES_SESSION) as ActeSession[]).filter(
          (acte) => PASSAGES_SESSION[acte].de === session.etat,
        )
      : [],
  }
}
