/** Where a payment stands, from the decision to the account of the person. */
export const ETATS_PAIEMENT = {
  en_attente: 'En attente',
  incomplete: 'Incomplète',
  prete: 'Prête',
  envoyee: 'Envoyée',
  integree: 'Intégrée',
  rejetee: 'Rejetée',
  payee: 'Payée',
  impayee: 'Impayée',
  a_reverser: 'À reverser',
} as const
export type EtatPaiement = keyof typeof ETATS_PAIEMENT

/** From each state, those that may follow. What failed for good is asked again by a new request. */
export const PASSAGES: Readonly<Record<EtatPaiement, readonly EtatPaiement[]>> = {
  en_attente: ['incomplete', 'prete'],
  incomplete: ['en_attente', 'prete'],
  // A dossier withdrawn, or corrected, before its file is made.
  prete: ['envoyee', 'en_attente', 'incomplete'],
  envoyee: ['integree', 'rejetee'],
  rejetee: [],
  integree: ['payee', 'impayee'],
  payee: ['a_reverser'],
  impayee: [],
  a_reverser: [],
}

/** A dossier has one of these at most: the database refuses a second one. */
export const VIVANTS: readonly EtatPaiement[] = [
  'en_attente',
  'incomplete',
  'prete',
  'envoyee',
  'integree',
  'payee',
  'a_reverser',
]
/** What may still be tested and corrected on our side. */
export const A_PREPARER: readonly EtatPaiement[] = ['en_attente', 'incomplete']
/** In the hands of the agency. */
export const EN_COURS: readonly EtatPaiement[] = ['envoyee', 'integree']
/** What is asked again by a new request. */
export const ECHOUES: readonly EtatPaiement[] = ['rejetee', 'impayee']
/** Money that left; to be returned or not. */
export const VERSES: readonly EtatPaiement[] = ['payee', 'a_reverser']

export const peutPasser = (de: EtatPaiement, vers: EtatPaiement): boolean => PASSAGES[de].includes(vers)
