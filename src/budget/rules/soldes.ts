import { somme } from '#budget/rules/echeancier.ts'
import type { Centimes } from '#socle/montant.ts'

/**
 * What the acts of a line add up to, in cents. Everything else is derived from these sums, and nothing of it is stored:
 * a balance that nobody wrote cannot be wrong.
 */
export type TotauxLigne = {
  readonly voteAutorisationEngagement: Centimes
  readonly voteCreditsDePaiement: Centimes
  readonly affecte: Centimes
  /** Engaged on the affectations of the line, less what was disengaged. */
  readonly engageSurAffectation: Centimes
  /** Engaged without affectation, which takes crédits de paiement at once, less what was disengaged. */
  readonly engageSansAffectation: Centimes
  /** Mandats not rejected that take crédits de paiement of this line, for engagements with an affectation of any year. */
  readonly mandateSurAffectation: Centimes
  readonly mandateSansAffectation: Centimes
  /** Of those mandats, what the accountant paid. */
  readonly paye: Centimes
}

export type Soldes = TotauxLigne & {
  readonly engage: Centimes
  readonly mandate: Centimes
  /** Autorisations d’engagement that no délibération set aside yet. */
  readonly resteAAffecter: Centimes
  /** Set aside and not owed yet. */
  readonly resteAEngager: Centimes
  /** Crédits de paiement that nothing takes yet. */
  readonly resteCreditsDePaiement: Centimes
  /** Taken by an engagement without affectation, and not asked of the accountant yet. */
  readonly retenuSansMandat: Centimes
  /** Asked of the accountant and not paid yet. */
  readonly resteAPayer: Centimes
}

/** Derives the balances of a line from its sums. */
export const solder = (totaux: TotauxLigne): Soldes => {
  const mandate = totaux.mandateSurAffectation + totaux.mandateSansAffectation
  return {
    ...totaux,
    engage: totaux.engageSurAffectation + totaux.engageSansAffectation,
    mandate,
    resteAAffecter: totaux.voteAutorisationEngagement - totaux.affecte,
    resteAEngager: totaux.affecte - totaux.engageSurAffectation,
    resteCreditsDePaiement:
      totaux.voteCreditsDePaiement - totaux.engageSansAffectation - totaux.mandateSurAffectation,
    retenuSansMandat: totaux.engageSansAffectation - totaux.mandateSansAffectation,
    resteAPayer: mandate - totaux.paye,
  }
}

/** The balances of several lines together: each is a sum, so is their total. */
export function totaliser(lignes: readonly Soldes[]): Soldes {
  const total = (cle: keyof TotauxLigne) => somme(lignes.map((ligne) => ligne[cle]))
  return solder({
    voteAutorisationEngagement: total('voteAutorisationEngagement'),
    voteCreditsDePaiement: total('voteCreditsDePaiement'),
    affecte: total('affecte'),
    engageSurAffectation: total('engageSurAffectation'),
    engageSansAffectation: total('engageSansAffectation'),
    mandateSurAffectation: total('mandateSurAffectation'),
    mandateSansAffectation: total('mandateSansAffectation'),
    paye: total('paye'),
  })
}

/** From this share on, in percent, a line is said to be nearly spent. */
export const SEUIL_ALERTE = 90

export type Alerte = {
  readonly code: 'affectation' | 'credits-de-paiement'
  readonly num: number
  readonly den: number
}

/** The envelopes of a line of which more than 90 % are taken. */
export function alerter(soldes: Soldes): Alerte[] {
  const alertes: Alerte[] = [
    { code: 'affectation', num: soldes.affecte, den: soldes.voteAutorisationEngagement },
    {
      code: 'credits-de-paiement',
      num: soldes.voteCreditsDePaiement - soldes.resteCreditsDePaiement,
      den: soldes.voteCreditsDePaiement,
    },
  ]
  return alertes.filter(({ num, den }) => BigInt(num) * 100n > BigInt(den) * BigInt(SEUIL_ALERTE))
}
