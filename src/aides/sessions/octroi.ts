import type { Centimes } from '#socle/montant.ts'

/** A dossier that asks for its aid: judged eligible, not granted yet. */
export type Candidat = { readonly id: string; readonly montant: Centimes }

export type Service = {
  readonly accordes: readonly string[]
  /** What those take from the envelope. */
  readonly montant: Centimes
  /** Whether everybody was served: otherwise the first that does not fit stops the line. */
  readonly tous: boolean
}

/**
 * Serves dossiers in their order as long as the envelope holds. The first that does not fit stops the line: nobody is
 * served before somebody who came earlier, were their aid smaller.
 *
 * @param candidats in the order of their deposit
 * @param reste what is left of the envelope, in cents; nothing is granted at zero or below
 */
export function servir(candidats: readonly Candidat[], reste: Centimes): Service {
  const accordes: string[] = []
  let montant = 0
  for (const candidat of candidats) {
    if (montant + candidat.montant > reste) return { accordes, montant, tous: false }
    accordes.push(candidat.id)
    montant += candidat.montant
  }
  return { accordes, montant, tous: true }
}
