import { type CtxAsp, judge } from '#aides/asp/routes-preparation.ts'
import { resumer } from '#aides/asp/scelle.ts'
import { findParametrage } from '#aides/asp/store-parametrage.ts'
import { insertReprise, lockEchoue, lockEchoues, type SessionPayee } from '#aides/asp/store-preparation.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, conflict } from '#platform/refusals.ts'

const LOT = 200

export type BilanReprises = { reprises: number; inchanges: number; incomplets: number }

/** Asks again for every failed payment of which something was corrected since: sent as it was, it would fail as it did. */
export async function resendCorriges(
  ctx: Pick<CtxAsp, 'coffre' | 'clock'>,
  db: Db,
  session: SessionPayee,
  par: string | null,
): Promise<BilanReprises> {
  const bilan = { reprises: 0, inchanges: 0, incomplets: 0 }
  for (let apres = 0; ; ) {
    const dernier = await transaction(db, (tx) => resendLot(ctx, tx, { session, par, apres, bilan }))
    if (dernier === undefined) return bilan
    apres = dernier
  }
}

async function resendLot(
  ctx: Pick<CtxAsp, 'coffre' | 'clock'>,
  tx: Tx,
  {
    session,
    par,
    apres,
    bilan,
  }: { session: SessionPayee; par: string | null; apres: number; bilan: BilanReprises },
): Promise<number | undefined> {
  const codes = await findParametrage(tx, session.dispositif)
  const lot = await lockEchoues(tx, session.id, apres, LOT)
  for (const echoue of lot) {
    const controle = judge(ctx, echoue, codes)
    if (controle.statut === 'refus') bilan.incomplets++
    else if (ctx.coffre.fingerprint(resumer(controle.valeur, codes!)) === echoue.empreinte) bilan.inchanges++
    else {
      const { dossier, id: remplace } = echoue
      const motif = 'Données corrigées depuis l’échec.'
      const fait = await insertReprise(tx, { dossier, montant: echoue.montant!, remplace, par, motif })
      if (fait !== undefined) bilan.reprises++
    }
  }
  return lot.at(-1)?.id
}

/** Asks again for one failed payment as it is, because somebody says why it will pass now. @returns the new one */
export async function resendOne(tx: Tx, id: number, par: string, motif: string): Promise<number> {
  const echoue = await lockEchoue(tx, id)
  if (!echoue) throw absent(`Le paiement n° ${id} n’est ni rejeté ni impayé, ou il a déjà été redemandé.`)
  if (echoue.etat !== 'accorde' || echoue.montant === null)
    throw conflict('L’aide n’est plus accordée : le paiement ne peut pas être redemandé.')
  const { dossier, montant } = echoue
  const nouveau = await insertReprise(tx, { dossier, montant, remplace: id, par, motif })
  if (nouveau === undefined) throw conflict('Un autre paiement est déjà en route pour ce dossier.')
  const apres = { paiement: nouveau, remplace: id }
  await insertJournal(tx, { acte: 'versement.repris', objet: `versement:${id}`, apres, motif })
  return nouveau
}
