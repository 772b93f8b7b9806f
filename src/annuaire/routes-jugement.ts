import type { Compte } from '#annuaire/compte.ts'
import { DEJA_CHANGE, type Situation } from '#annuaire/gestion.ts'
import { findCompte } from '#annuaire/store-comptes.ts'
import { listAdministrateurs, lockAdministrateurs, lockCompte } from '#annuaire/store-gestion.ts'
import type { Tx } from '#platform/db.ts'
import { absent, HttpRefusal } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'
import type { Decision, Motif } from '#socle/decision.ts'

export const compteAbsent = () => absent('Ce compte n’existe pas.')

/** Holds the administrators, then the account, and decides on what they are now. */
export async function judge<T>(
  tx: Tx,
  acteur: Acteur,
  id: string,
  refusal: string,
  rule: (situation: Situation) => Decision<T>,
): Promise<{ valeur: T; compte: Compte }> {
  await lockAdministrateurs(tx)
  await lockCompte(tx, id)
  const compte = await findCompte(tx, id)
  if (!compte) throw compteAbsent()
  const decision = rule({ compte, acteur, administrateurs: await listAdministrateurs(tx) })
  if (decision.statut === 'refus') throw refuseManagement(refusal, decision.motifs)
  return { valeur: decision.valeur, compte }
}

/** 409 when somebody was there before, 422 for any other reason; every reason in both. */
export const refuseManagement = (message: string, motifs: readonly Motif[]): HttpRefusal =>
  motifs.some(({ code }) => code === DEJA_CHANGE)
    ? new HttpRefusal(409, DEJA_CHANGE, message, motifs)
    : new HttpRefusal(422, 'refus', message, motifs)
