import { acteurDe } from '#annuaire/compte.ts'
import { findCompte } from '#annuaire/store-comptes.ts'
import { ACTES_LOT, type ActeLot } from '#campagnes/demandes/instruction-lot.ts'
import { give } from '#campagnes/demandes/routes-instruction-actes.ts'
import { holdDemande, moveDemande } from '#campagnes/demandes/routes-passage.ts'
import {
  findLotTenu,
  type LotTenu,
  lockLigne,
  updateLigne,
  updateLotFini,
  updateLotVivant,
} from '#campagnes/demandes/store-instruction-lot.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { HttpRefusal, refused } from '#platform/refusals.ts'
import { requireAction } from '#platform/rights.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'
import { vientDeLaSeparation } from '#socle/separation.ts'

/** A work says that it is alive far more often than it takes to believe it dead. */
const POULS_MS = 3_000

type Ctx = Pick<AppContext, 'systeme' | 'actors' | 'clock'>

/** Does the act on one application, in the transaction that writes it as done. @throws HttpRefusal why not */
export type FaireUne = (tx: Tx, demande: string, acteur: Acteur) => Promise<void>
/** What a work needs before its first application. */
export type Ouvrir = (lot: LotTenu) => Promise<FaireUne>

/**
 * Does what is left of a work, one application in each transaction: whatever stops the server, what is done is
 * written as done, and nothing is done twice. May be run any number of times, even at once.
 *
 * @param ouvrir how to do it, for acts that are not those of the desk
 */
export async function faireLot(ctx: Ctx, id: string, ouvrir: Ouvrir = ouvrirInstruction): Promise<void> {
  const { systeme } = ctx
  const pouls = setInterval(() => void updateLotVivant(systeme, id).catch(() => {}), POULS_MS)
  try {
    const lot = await findLotTenu(systeme, id)
    if (!lot) return
    const faire = await ouvrir(lot)
    while (await faireUne(ctx, lot, faire));
    await updateLotFini(systeme, id)
  } finally {
    clearInterval(pouls)
  }
}

/** @returns false when nothing is left, or the work was stopped */
async function faireUne({ systeme, actors, clock }: Ctx, lot: LotTenu, faire: FaireUne): Promise<boolean> {
  const { acteur, db } = await enSonNom({ systeme, actors, clock }, lot)
  let prise: { rang: number; demande: string } | undefined
  try {
    await transaction(db, async (tx) => {
      prise = await lockLigne(tx, lot.id)
      if (!prise) return
      if (!acteur) throw refused('', [PERDU])
      await faire(tx, prise.demande, acteur)
      await updateLigne(tx, lot.id, prise.rang, 'faite')
    })
  } catch (error) {
    if (!(error instanceof HttpRefusal) || !prise) throw error
    const { rang, demande } = prise
    const { code, message, motifs = [{ code, message }] } = error
    const separation = motifs.filter((motif) => vientDeLaSeparation(motif.code))
    await transaction(db, async (tx) => {
      await updateLigne(tx, lot.id, rang, 'refusee', motifs as Motif[])
      // What the separation of duties refuses leaves a trace, one application at a time or many.
      if (separation.length > 0)
        await insertJournal(tx, {
          ...{ acte: 'acces.separe', objet: `demande:${demande}` },
          motif: separation.map((motif) => motif.message).join('\n'),
        })
    })
  }
  return prise !== undefined
}

const ouvrirInstruction: Ouvrir = async (lot) => (tx, demande, acteur) => act(tx, lot, demande, acteur)

async function act(tx: Tx, { acte, agent }: LotTenu, id: string, acteur: Acteur): Promise<void> {
  const { action, passage } = ACTES_LOT[acte as ActeLot]
  requireAction(acteur, action)
  const demande = await holdDemande(tx, id)
  if (passage) await moveDemande(tx, demande, passage, acteur)
  else await give(tx, demande, agent, acteur)
}

const PERDU: Motif = {
  code: 'droit-perdu',
  message: 'La personne qui a lancé ce travail n’a plus le rôle dans lequel elle l’avait lancé.',
  correcteur: 'administrateur',
}

/** Whoever asked for a work, with the powers of today: those lost since are not used. */
export async function enSonNom(
  { systeme, actors, clock }: Ctx,
  { par, pour, role, adresse }: Pick<LotTenu, 'par' | 'pour' | 'role' | 'adresse'>,
): Promise<{ acteur?: Acteur; db: Db }> {
  const compte = await findCompte(systeme, par)
  const acteur = compte && acteurDe(compte, { role, pour, nomPour: null }, clock.today())
  if (acteur?.role !== role || (acteur.pour ?? null) !== pour) return { db: systeme }
  return { acteur, db: actors.of({ acteur, adresse: adresse ?? undefined }) }
}
