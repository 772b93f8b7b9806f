import type { Centimes } from '#socle/montant.ts'

/** What the assembly voted for a body, as printed. Amounts in cents. */
export type MontantsVotes = {
  readonly contrats: number
  /** Bonus vert included. */
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly majorationExceptionnelle: Centimes
  readonly majorationTotale: Centimes
}

/** An order to pay, as its beneficiary follows it. */
export type PaiementSuivi = {
  /** The reference that the accountant's transfer carries. */
  readonly reference: string
  readonly date: string
  readonly montant: Centimes
  readonly etat: 'emis' | 'paye' | 'rejete'
  /** When the accountant paid or rejected it. */
  readonly constateLe: string | null
}

/** What became of an application: the vote, then the payment. */
export type DecisionVotee = {
  /** Null before the vote, and for a body for which nothing was voted. */
  readonly montants: MontantsVotes | null
  readonly engagements: readonly {
    readonly libelle: string
    readonly date: string
    /** Less what was disengaged. */
    readonly montant: Centimes
    readonly paiements: readonly PaiementSuivi[]
  }[]
}

export const ETATS_PAIEMENT: Readonly<Record<PaiementSuivi['etat'], string>> = {
  emis: 'Envoyé au comptable public',
  paye: 'Payé',
  rejete: 'Rejeté par le comptable : la Région le corrige',
}
