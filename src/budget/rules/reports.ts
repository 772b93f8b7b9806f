import { ecrireImputation, type Ligne, refuserDepassement } from '#budget/rules/ligne.ts'
import type { Soldes } from '#budget/rules/soldes.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What a vote gives to a line, or takes from it. */
export const ACTES_CREDITS = {
  budget_primitif: 'Budget primitif',
  decision_modificative: 'Décision modificative',
  report: 'Report',
  virement: 'Virement',
} as const
export type ActeCredits = keyof typeof ACTES_CREDITS

export type Credits = {
  readonly autorisationEngagement: Centimes
  readonly creditsDePaiement: Centimes
}
export type DemandeVote = Credits & {
  readonly acte: 'budget_primitif' | 'decision_modificative'
  readonly reference: string
  readonly date: string
  readonly indicatif?: boolean
}

/** Says whether credits can be voted so: a décision modificative takes back no more than what nothing took yet. */
export function voter(
  demande: DemandeVote,
  { soldes, dejaVote }: { soldes: Soldes; dejaVote: boolean },
): Decision<DemandeVote> {
  const motifs = refuserVide(demande)
  const baisse = demande.autorisationEngagement < 0 || demande.creditsDePaiement < 0
  if (demande.acte === 'budget_primitif' && baisse)
    motifs.push({
      code: 'montant-invalide',
      message: 'Un budget primitif n’ouvre pas de crédits négatifs.',
      correcteur: 'demandeur',
    })
  if (demande.acte === 'budget_primitif' && dejaVote)
    motifs.push({
      code: 'deja-vote',
      message:
        'Le budget primitif de cette ligne est déjà voté : la suite passe par une décision modificative.',
      correcteur: 'demandeur',
    })
  motifs.push(
    ...refuserPrelevement(
      {
        autorisationEngagement: -demande.autorisationEngagement,
        creditsDePaiement: -demande.creditsDePaiement,
      },
      soldes,
    ),
  )
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}

/** What moves from a line to another: a virement within an exercice, a report to the next. */
export type DemandeTransfert = Credits & {
  readonly acte: 'virement' | 'report'
  readonly reference: string
  readonly date: string
  readonly motif: string
}

/** Says whether credits can move from a line to another, with every reason why not. */
export function transferer(
  demande: DemandeTransfert,
  { de, vers, soldes }: { de: Ligne; vers: Ligne; soldes: Soldes },
): Decision<DemandeTransfert> {
  const motifs = refuserVide(demande)
  if (demande.autorisationEngagement < 0 || demande.creditsDePaiement < 0)
    motifs.push({
      code: 'montant-invalide',
      message: 'Les montants à déplacer ne sont pas négatifs : échangez les deux lignes.',
      correcteur: 'demandeur',
    })
  if (demande.acte === 'virement' && (de.exercice !== vers.exercice || de.id === vers.id))
    motifs.push({
      code: 'virement-invalide',
      message: 'Un virement va d’une ligne à une autre du même exercice.',
      correcteur: 'demandeur',
    })
  if (
    demande.acte === 'report' &&
    (vers.exercice !== de.exercice + 1 || ecrireImputation(de) !== ecrireImputation(vers))
  )
    motifs.push({
      code: 'report-invalide',
      message: `Un report va à la même imputation de l’exercice suivant : ${ecrireImputation(de)} en ${de.exercice + 1}.`,
      correcteur: 'demandeur',
    })
  motifs.push(...refuserPrelevement(demande, soldes))
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}

const refuserVide = ({ autorisationEngagement, creditsDePaiement }: Credits): Motif[] =>
  autorisationEngagement === 0 && creditsDePaiement === 0
    ? [
        {
          code: 'montant-invalide',
          message: `Les deux montants sont de ${ecrireMontant(0)} : il n’y a rien à écrire.`,
          correcteur: 'demandeur',
        },
      ]
    : []

/** Why a line cannot give this much: only what nothing took yet may leave it. */
const refuserPrelevement = (
  { autorisationEngagement, creditsDePaiement }: Credits,
  soldes: Soldes,
): Motif[] => [
  ...(autorisationEngagement > 0
    ? refuserDepassement('autorisation-engagement-insuffisante', {
        montant: autorisationEngagement,
        reste: soldes.resteAAffecter,
        de: 'à affecter en autorisations d’engagement',
      })
    : []),
  ...(creditsDePaiement > 0
    ? refuserDepassement('credits-de-paiement-insuffisants', {
        montant: creditsDePaiement,
        reste: soldes.resteCreditsDePaiement,
        de: 'en crédits de paiement',
      })
    : []),
]

/**
 * What a line could carry over to the next exercice: the autorisations not affected, and the crédits de paiement that its
 * engagements still needed this year, as far as they are still there.
 */
export const proposerReport = (soldes: Soldes, prevuNonMandate: Centimes): Credits => ({
  autorisationEngagement: soldes.resteAAffecter,
  creditsDePaiement: Math.min(Math.max(0, prevuNonMandate), soldes.resteCreditsDePaiement),
})
