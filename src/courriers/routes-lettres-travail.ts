import { createHash } from 'node:crypto'
import { announce } from '#campagnes/demandes/routes-annonce.ts'
import { type FaireUne, faireLot } from '#campagnes/demandes/routes-instruction-travail.ts'
import { holdDemande, moveDemande, nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import type { LotTenu } from '#campagnes/demandes/store-instruction-lot.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { exportLettre } from '#courriers/export-lettre.ts'
import { generer, notifier, RECOURS_PROPOSE } from '#courriers/lettre.ts'
import { upsertTirage } from '#courriers/scans/store-tirages.ts'
import {
  findLettreTenue,
  findRecours,
  updateNotifiee,
  upsertFichier,
  upsertLettre,
} from '#courriers/store-lettres.ts'
import { composerLettre, type Vote } from '#courriers/texte-lettre.ts'
import { recalculerVote } from '#majoration/base-du-vote.ts'
import { findVotee } from '#majoration/store-proposition.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import { requireAction } from '#platform/rights.ts'
import { version } from '#platform/version.ts'
import type { Decision } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'

export type Ctx = Pick<AppContext, 'systeme' | 'actors' | 'clock' | 'config' | 'mail' | 'log'>

/**
 * Does what is left of a work on letters, one body in each transaction: see `faireLot`. What it wrote to people leaves
 * at the end, whatever the end.
 */
export async function faireLettres(ctx: Ctx, id: string): Promise<void> {
  try {
    await faireLot(ctx, id, (lot) =>
      lot.acte === 'genererLettre' ? openGeneration(ctx, lot) : openNotification(ctx),
    )
  } finally {
    await ctx.mail.send()
  }
}

/** What the assembly voted; undefined when nothing was voted here. */
export async function readVote(db: Db, id: string): Promise<Vote | undefined> {
  const campagne = await findCampagne(db, id)
  const votee = campagne && (await findVotee(db, id))
  if (!votee) return undefined
  const { parametres, deliberation, voteeLe } = votee
  const recalcul = recalculerVote(await listFormations(db, id), votee)
  return { campagne, parametres, recalcul, deliberation: deliberation!, voteeLe: voteeLe! }
}

/** The vote is read and computed once for all the letters of the work. */
async function openGeneration({ systeme, clock, config, log }: Ctx, lot: LotTenu): Promise<FaireUne> {
  const vote = await readVote(systeme, lot.campagne)
  const recours = (await findRecours(systeme, lot.campagne)) ?? RECOURS_PROPOSE
  return async (tx, id, acteur) => {
    requireAction(acteur, 'campagne.conduire')
    if (!vote) throw refuse('non-votee', 'Cette campagne n’est pas votée.')
    const demande = await holdDemande(tx, id)
    const { numero, organisation } = demande
    accorder(generer((await findLettreTenue(tx, id))?.etat ?? 'a_generer'))
    if (demande.etat !== 'retenue' && demande.etat !== 'non_retenue')
      throw refuse('etat-incompatible', 'L’assemblée n’a pas décidé de cette demande.')
    const lettre = accorder(
      composerLettre(
        vote,
        { numero, nom: organisation.nom, siret: organisation.siret },
        { recours, region: config.region, date: clock.today(), version },
      ),
    )
    const { octets, tirage, pages } = await exportLettre(lettre, { id, numero }).catch((err) => {
      log.error({ err, demande: id }, 'lettre impossible')
      throw refuse('document-impossible', 'Le document n’a pas pu être établi : reprenez ce travail.')
    })
    const sha256 = createHash('sha256').update(octets).digest('hex')
    const { decision, montant } = lettre
    const campagne = lot.campagne
    await upsertLettre(tx, { demande: id, campagne, decision, montant, sha256, par: acteur.identifiant! })
    await upsertFichier(tx, id, 'generee', { octets, sha256 })
    await upsertTirage(tx, { tirage, demande: id, pages, sha256 })
    const apres = { ...nommerDemande(demande), decision, montant, sha256 }
    await insertJournal(tx, { acte: 'lettre.generee', objet: `demande:${id}`, apres })
  }
}

/** The application moves, its letter is notified, its people are written to: together, or not at all. */
async function openNotification(ctx: Ctx): Promise<FaireUne> {
  return async (tx, id, acteur) => {
    requireAction(acteur, 'campagne.conduire')
    const demande = await holdDemande(tx, id)
    const lettre = await findLettreTenue(tx, id)
    accorder(notifier(lettre?.etat ?? 'a_generer'))
    const { decision, montant } = lettre!
    await moveDemande(tx, demande, 'notifier', acteur)
    await updateNotifiee(tx, id, { par: acteur.identifiant!, pour: acteur.pour ?? null })
    await announce(tx, ctx, demande, 'decision', {
      decision:
        decision === 'retenue'
          ? `Une majoration de ${ecrireMontant(montant)} lui est attribuée.`
          : 'Aucune de ses formations n’a été retenue.',
    })
  }
}

/** What a rule refuses, with its reasons, is what the report of the work says. */
function accorder<T>(decision: Decision<T>): T {
  if (decision.statut === 'accord') return decision.valeur
  throw refused('La lettre reste à son état.', decision.motifs)
}

const refuse = (code: string, message: string) =>
  refused('La lettre reste à son état.', [{ code, message, correcteur: 'agent' }])
