import { affecter, type DemandeAffectation } from '#budget/rules/affecter.ts'
import {
  type DemandeDesengagement,
  type DemandeEngagement,
  desengager,
  engager,
} from '#budget/rules/engager.ts'
import type { Suspension } from '#budget/rules/ligne.ts'
import {
  type Constat,
  constater,
  type DemandeMandat,
  type Mandat,
  mandater,
  reconnaitre,
} from '#budget/rules/mandater.ts'
import { paieUneAide } from '#budget/rules/objet.ts'
import { suspensionEnCours } from '#budget/rules/suspendre.ts'
import {
  type AffectationSuivie,
  existsAffectation,
  existsBordereau,
  findAffectation,
  findEngagement,
  findMandat,
  findMandatByReference,
  insertAffectation,
  insertBordereau,
  insertConstat,
  insertDesengagement,
  insertEngagement,
  insertMandat,
  listAffectations,
  listMandatsOfEngagement,
  sumObjet,
  sumPromis,
} from '#budget/store-engagements.ts'
import { findLigne, listAnnees, listSuspensions, lockLignes, sumLigne } from '#budget/store-lignes.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

// The acts that spend, for the routes and for the capabilities that pay: each holds the line first, loads, decides by the
// pure rules, writes and traces, in the transaction under way. Undefined: what it is about does not exist. Refused: nothing
// is written. A transaction that acts on several lines calls `lockLignes` with all of them before its first act.

/** Sets an autorisation d’engagement aside for an operation, after the vote of a délibération. */
export async function createAffectation(
  tx: Tx,
  id: string,
  demande: DemandeAffectation,
): Promise<Decision<{ id: string }> | undefined> {
  const [ligne] = await lockLignes(tx, [id])
  if (!ligne) return undefined
  const dejaAffecte = await existsAffectation(tx, { ligne: id, ...demande })
  const decision = affecter(demande, { ligne, soldes: await sumLigne(tx, id), dejaAffecte })
  if (decision.statut === 'refus') return decision
  const affectation = await insertAffectation(tx, id, demande)
  await insertJournal(tx, {
    acte: 'affectation.faite',
    objet: `affectation:${affectation}`,
    apres: { ligne: id, ...demande },
  })
  return accord({ id: affectation })
}

/** Where an engagement takes its money: an affectation, or the crédits de paiement of a line (a write-off). */
export type Enveloppe = { readonly affectation: string } | { readonly ligne: string }

/** Engages what the Région owes to somebody. `indicatif`: the demonstration invented it. */
export async function createEngagement(
  tx: Tx,
  enveloppe: Enveloppe,
  demande: DemandeEngagement,
  { aujourdhui, indicatif = false }: { aujourdhui: string; indicatif?: boolean },
): Promise<Decision<{ id: string }> | undefined> {
  const cible = 'ligne' in enveloppe ? undefined : await findAffectation(tx, enveloppe.affectation)
  const idLigne = 'ligne' in enveloppe ? enveloppe.ligne : cible?.ligne
  const [ligne] = idLigne ? await lockLignes(tx, [idLigne]) : []
  if (!ligne) return undefined
  // Read again now that the line is held: what was left may have been taken while we waited.
  const affectation = cible && (await findAffectation(tx, cible.id))
  const ou = { ligne: ligne.id, affectation: affectation?.id ?? null }
  const decision = engager(demande, {
    ligne,
    suspension: await findSuspension(tx, ligne.id, aujourdhui),
    resteAffectation: affectation ? await sumResteAffectation(tx, affectation, demande.objet) : null,
    resteCreditsDePaiement: (await sumLigne(tx, ligne.id)).resteCreditsDePaiement,
    dejaEngage: await sumObjet(tx, { ...ou, objet: demande.objet }),
  })
  if (decision.statut === 'refus') return decision
  const id = await insertEngagement(tx, { ...ou, indicatif }, demande)
  await insertJournal(tx, {
    acte: 'engagement.fait',
    objet: `engagement:${id}`,
    apres: { ...ou, ...demande },
  })
  return accord({ id })
}

/** What may be engaged on an affectation: never what its operation has promised to people, unless it is to pay them. */
async function sumResteAffectation(
  tx: Tx,
  { ligne, operation, montant, engage }: AffectationSuivie,
  objet: string,
): Promise<Centimes> {
  const reste = montant - engage
  if (paieUneAide(objet)) return reste
  const soeurs = (await listAffectations(tx, ligne)).filter((une) => une.operation === operation)
  const libre = soeurs.reduce((somme, une) => somme + une.montant - une.engage, 0)
  return Math.max(0, Math.min(reste, libre - (await sumPromis(tx, ligne, operation))))
}

/** Gives back what will not be paid. */
export async function createDesengagement(
  tx: Tx,
  id: string,
  demande: DemandeDesengagement,
): Promise<Decision<DemandeDesengagement> | undefined> {
  const avant = await findEngagement(tx, id)
  if (!avant) return undefined
  await lockLignes(tx, [avant.ligne])
  const decision = desengager(demande, (await findEngagement(tx, id))!)
  if (decision.statut === 'refus') return decision
  await insertDesengagement(tx, id, demande)
  const { montant, motif } = demande
  await insertJournal(tx, {
    acte: 'engagement.reduit',
    objet: `engagement:${id}`,
    apres: { montant, objet: avant.objet, beneficiaire: avant.beneficiaire },
    motif,
  })
  return decision
}

/**
 * Writes an order to pay. The same payment sent twice, with the same reference, is written once: the second call answers
 * what the first wrote.
 *
 * @param bordereau number of an open bordereau of the exercice (`createBordereau`); without, the mandat opens its own
 */
export async function createMandat(
  tx: Tx,
  id: string,
  { bordereau, motif, ...demande }: DemandeMandat & { bordereau?: number | undefined },
  aujourdhui: string,
): Promise<Decision<Mandat> | undefined> {
  const origine = await findEngagement(tx, id)
  const ligneOrigine = origine && (await findLigne(tx, origine.ligne))
  if (!ligneOrigine) return undefined
  const annees = await listAnnees(tx, ligneOrigine)
  const idPaiement = annees.find(({ exercice }) => exercice === demande.exercice)?.id
  const lignes = await lockLignes(tx, [ligneOrigine.id, ...(idPaiement ? [idPaiement] : [])])
  const deja = await findMandatByReference(tx, demande.reference)
  if (deja) return reconnaitre({ ...demande, engagement: id }, deja)
  const paiement = lignes.find((ligne) => ligne.id === idPaiement)
  const mandats = await listMandatsOfEngagement(tx, id)
  const decision = mandater(demande, {
    engagement: (await findEngagement(tx, id))!,
    ligne: ligneOrigine,
    suspension: await findSuspension(tx, ligneOrigine.id, aujourdhui),
    paiement: paiement && {
      ligne: paiement,
      suspension: await findSuspension(tx, paiement.id, aujourdhui),
      reste: (await sumLigne(tx, paiement.id)).resteCreditsDePaiement,
    },
    mandats: mandats.filter(({ etat }) => etat !== 'rejete'),
  })
  if (decision.statut === 'refus') return decision
  const numero = bordereau ?? (await insertBordereau(tx, demande.exercice, demande.date))
  if (!(await existsBordereau(tx, demande.exercice, numero)))
    return refuserBordereau(demande.exercice, numero)
  const ecrit = await insertMandat(tx, {
    ...{ ...demande, motif },
    engagement: id,
    ligne: paiement!.id,
    bordereau: numero,
  })
  // Another line was writing this reference while we decided: it is theirs.
  if (!ecrit)
    return reconnaitre({ ...demande, engagement: id }, (await findMandatByReference(tx, demande.reference))!)
  await insertJournal(tx, {
    acte: 'mandat.emis',
    objet: `mandat:${ecrit}`,
    apres: { ...demande, engagement: id, bordereau: numero, beneficiaire: origine.beneficiaire },
    ...(motif && { motif }),
  })
  return accord((await findMandat(tx, ecrit))!)
}

const refuserBordereau = (exercice: number, numero: number) =>
  refus({
    code: 'bordereau-absent',
    message: `Aucun bordereau ${numero} n’est ouvert en ${exercice}.`,
    correcteur: 'demandeur',
  })

/** Writes what the accountant did with a mandat: paid, or rejected with a reason. */
export async function createConstat(
  tx: Tx,
  id: string,
  constat: Constat,
): Promise<Decision<Mandat> | undefined> {
  const avant = await findMandat(tx, id)
  if (!avant) return undefined
  await lockLignes(tx, [avant.ligne])
  const decision = constater(constat, (await findMandat(tx, id))!)
  if (decision.statut === 'refus') return decision
  await insertConstat(tx, id, constat)
  const { reference, montant } = avant
  await insertJournal(tx, {
    acte: constat.etat === 'paye' ? 'mandat.paye' : 'mandat.rejete',
    objet: `mandat:${id}`,
    apres: { reference, montant, date: constat.date },
    ...(constat.motif ? { motif: constat.motif } : {}),
  })
  return accord((await findMandat(tx, id))!)
}

/** The suspension that holds on a line today. */
async function findSuspension(db: Db, ligne: string, aujourdhui: string): Promise<Suspension | undefined> {
  return suspensionEnCours(await listSuspensions(db, [ligne]), aujourdhui)
}
