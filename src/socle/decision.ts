/** Who can put right what a refusal says. */
export type Correcteur = 'demandeur' | 'agent' | 'administrateur'

/** One reason of a refusal: a stable code for programs, a French sentence for people, and the figures behind it. */
export type Motif = {
  readonly code: string
  readonly message: string
  readonly article?: string
  readonly chiffres?: Readonly<Record<string, string | number>>
  readonly correcteur?: Correcteur
}

export type Accord<T> = { readonly statut: 'accord'; readonly valeur: T }
export type Refus = { readonly statut: 'refus'; readonly motifs: readonly Motif[] }

/** A judgement that can be refused: the value, or every reason at once. Never a zero in place of a reason. */
export type Decision<T> = Accord<T> | Refus

export const accord = <T>(valeur: T): Accord<T> => ({ statut: 'accord', valeur })
export const refus = (...motifs: Motif[]): Refus => ({ statut: 'refus', motifs })
