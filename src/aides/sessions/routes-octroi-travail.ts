import { servir } from '#aides/sessions/octroi.ts'
import type { Session } from '#aides/sessions/session.ts'
import {
  findOctroi,
  grantDossiers,
  listCandidats,
  lockOctroi,
  type OctroiTenu,
  postponeDossiers,
  updateArrete,
  updateAvance,
  updateFini,
} from '#aides/sessions/store-octroi.ts'
import { findSession, sumAccorde, sumAffecte } from '#aides/sessions/store-sessions.ts'
import { refuserSuspendue } from '#budget/rules/ligne.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import { findLigne, listSuspensions, lockLignes } from '#budget/store-lignes.ts'
import { enSonNom } from '#campagnes/demandes/routes-instruction-travail.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { autoriser } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

export const OCTROI = 'octroi-aides'

/** How many dossiers a transaction serves: the line of the budget is held no longer. */
const LOT = 2_000

type Ctx = Pick<AppContext, 'systeme' | 'actors' | 'clock'>

/**
 * Does what is left of an act that grants, some dossiers in each transaction: whatever stops the server, what is granted
 * is written as granted, and nobody is granted twice. May be run any number of times, even at once.
 */
export async function faireOctroi(ctx: Ctx, id: string, lot = LOT): Promise<void> {
  const octroi = await findOctroi(ctx.systeme, id)
  if (octroi?.etat !== 'en_cours') return
  for (let dernier: string | null = null; ; ) {
    const suite = await serveSome(ctx, octroi, lot, dernier)
    if (suite === undefined) return
    dernier = suite
  }
}

/** @returns who came last of those looked at, undefined when nobody is left to serve */
async function serveSome(
  ctx: Ctx,
  { id, ...demande }: OctroiTenu,
  lot: number,
  dernier: string | null,
): Promise<string | undefined> {
  const { acteur, db } = await enSonNom(ctx, demande)
  const permis = acteur && autoriser(acteur, 'aide.conduire').statut === 'accord'
  return transaction(db, async (tx) => {
    const octroi = await lockOctroi(tx, id)
    if (octroi?.etat !== 'en_cours') return
    if (!permis) return end(tx, octroi, PERDU)
    const session = (await findSession(tx, octroi.session))!
    // Whoever else takes from this envelope waits here: what is left is true until the end of the transaction.
    if (session.ligne) await lockLignes(tx, [session.ligne])
    const [obstacle] = await listObstacles(tx, session, ctx.clock.today())
    if (obstacle) return end(tx, octroi, obstacle)
    const { ligne, operation } = session
    const reste = (await sumAffecte(tx, ligne!, operation!)) - (await sumAccorde(tx, ligne!, operation!))
    const enLigne = await listCandidats(tx, session.id, lot, dernier)
    const { accordes, montant, tous } = servir(
      enLigne.filter(({ retenu }) => !retenu),
      reste,
    )
    if (accordes.length > 0) {
      await grantDossiers(tx, accordes, octroi.par)
      await updateAvance(tx, id, accordes.length, montant)
    }
    if (!tous) await postponeDossiers(tx, session.id, octroi.par)
    if (tous && enLigne.length === lot) return enLigne.at(-1)!.id
    const bilan = await updateFini(tx, id, session.id)
    const apres = {
      libelle: session.libelle,
      ...{ accordes: octroi.accordes + accordes.length, montant: octroi.montant + montant, ...bilan },
    }
    await insertJournal(tx, { acte: 'octroi.fait', objet: `campagneaide:${session.id}`, apres })
    return undefined
  })
}

/** Stops where it stands. */
async function end(tx: Tx, { id, session }: OctroiTenu, motif: Motif): Promise<undefined> {
  await updateArrete(tx, id, motif)
  await insertJournal(tx, {
    ...{ acte: 'octroi.arrete', objet: `campagneaide:${session}`, motif: motif.message },
  })
  return undefined
}

const PERDU: Motif = {
  code: 'droit-perdu',
  message: 'La personne qui a lancé cet octroi n’a plus le droit d’accorder les aides.',
  correcteur: 'administrateur',
}

/** Why nothing may be granted on a session today; looked at again each time that money leaves the envelope. */
export async function listObstacles(
  db: Db,
  { etat, ligne, operation }: Session,
  aujourdhui: string,
): Promise<Motif[]> {
  const motifs: Motif[] = []
  if (etat === 'preparation' || etat === 'soldee')
    motifs.push(agent('session-fermee', 'Les aides s’accordent sur une campagne ouverte ou close.'))
  const tenue = ligne === null || operation === null ? undefined : await findLigne(db, ligne)
  if (!tenue)
    motifs.push(
      agent(
        'sans-enveloppe',
        'La campagne n’a pas d’enveloppe : donnez-lui sa ligne budgétaire et son opération.',
      ),
    )
  else
    motifs.push(
      ...refuserSuspendue(tenue, suspensionEnCours(await listSuspensions(db, [tenue.id]), aujourdhui)),
    )
  return motifs
}

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })
