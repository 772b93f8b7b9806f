import type { Ligne, Suspension } from '#budget/rules/ligne.ts'
import { type DemandeTransfert, type DemandeVote, transferer, voter } from '#budget/rules/reports.ts'
import { suspendre, suspensionEnCours } from '#budget/rules/suspendre.ts'
import {
  insertLevee,
  insertLigne,
  insertMouvement,
  insertSuspension,
  listMouvements,
  listSuspensions,
  lockLignes,
  sumLigne,
} from '#budget/store-lignes.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'

// Acts on a line as a whole: hold it, load, decide by the pure rules, write and trace, in the transaction under way.
// Each answers undefined when the line does not exist, and writes nothing when the rules refuse.

/** Opens a line; refused when its imputation already has one in the exercice. */
export async function createLigne(tx: Tx, ligne: Omit<Ligne, 'id'>): Promise<Decision<Ligne>> {
  const id = await insertLigne(tx, ligne)
  if (!id)
    return refus({
      code: 'ligne-deja-ouverte',
      message: `Cette imputation a déjà sa ligne en ${ligne.exercice}.`,
      correcteur: 'demandeur',
    })
  await insertJournal(tx, { acte: 'ligne.ouverte', objet: `ligne:${id}`, apres: ligne })
  return accord({ id, ...ligne })
}

/** Writes a budget primitif or a décision modificative. */
export async function createVote(
  tx: Tx,
  id: string,
  demande: DemandeVote,
): Promise<Decision<DemandeVote> | undefined> {
  const [ligne] = await lockLignes(tx, [id])
  if (!ligne) return undefined
  const dejaVote = (await listMouvements(tx, id)).some(({ acte }) => acte === 'budget_primitif')
  const decision = voter(demande, { soldes: await sumLigne(tx, id), dejaVote })
  if (decision.statut === 'refus') return decision
  await insertMouvement(tx, id, { indicatif: false, ...demande, autreLigne: null, motif: null })
  await insertJournal(tx, { acte: 'credits.votes', objet: `ligne:${id}`, apres: demande })
  return decision
}

/** Moves credits from a line to another: a virement, or a report to the next exercice. One act, two mirrored entries. */
export async function createTransfert(
  tx: Tx,
  { de, vers }: { de: string; vers: string },
  demande: DemandeTransfert,
): Promise<Decision<DemandeTransfert> | undefined> {
  const lignes = await lockLignes(tx, [de, vers])
  const [source, cible] = [de, vers].map((id) => lignes.find((ligne) => ligne.id === id))
  if (!source || !cible) return undefined
  const decision = transferer(demande, { de: source, vers: cible, soldes: await sumLigne(tx, de) })
  if (decision.statut === 'refus') return decision
  const { autorisationEngagement, creditsDePaiement } = demande
  const commun = { ...demande, indicatif: false }
  await insertMouvement(tx, de, {
    ...commun,
    autorisationEngagement: -autorisationEngagement,
    creditsDePaiement: -creditsDePaiement,
    autreLigne: vers,
  })
  await insertMouvement(tx, vers, { ...commun, autreLigne: de })
  await insertJournal(tx, {
    acte: 'credits.deplaces',
    objet: `ligne:${de}`,
    apres: { ...demande, vers },
    motif: demande.motif,
  })
  return decision
}

/** Suspends a line from today to a date: it takes no new engagement nor mandat meanwhile. */
export async function createSuspension(
  tx: Tx,
  id: string,
  demande: Suspension,
  aujourdhui: string,
): Promise<Decision<Suspension> | undefined> {
  const [ligne] = await lockLignes(tx, [id])
  if (!ligne) return undefined
  const enCours = suspensionEnCours(await listSuspensions(tx, [id]), aujourdhui)
  const decision = suspendre(demande, { ligne, enCours, aujourdhui })
  if (decision.statut === 'refus') return decision
  await insertSuspension(tx, id, { ...demande, du: aujourdhui })
  await insertJournal(tx, {
    acte: 'ligne.suspendue',
    objet: `ligne:${id}`,
    apres: { au: demande.au },
    motif: demande.motif,
  })
  return decision
}

/** Ends the suspension of a line before its date; refused when none holds. */
export async function createLevee(
  tx: Tx,
  id: string,
  motif: string,
  aujourdhui: string,
): Promise<Decision<true> | undefined> {
  const [ligne] = await lockLignes(tx, [id])
  if (!ligne) return undefined
  const enCours = suspensionEnCours(await listSuspensions(tx, [id]), aujourdhui)
  if (!enCours)
    return refus({
      code: 'ligne-non-suspendue',
      message: 'Cette ligne n’est pas suspendue aujourd’hui.',
      correcteur: 'demandeur',
    })
  await insertLevee(tx, { suspension: enCours.id, date: aujourdhui, motif })
  await insertJournal(tx, { acte: 'ligne.reprise', objet: `ligne:${id}`, motif })
  return accord(true)
}
