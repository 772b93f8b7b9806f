import { type Ligne, refuserDepassement, refuserMontant } from '#budget/rules/ligne.ts'
import type { Soldes } from '#budget/rules/soldes.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What a délibération sets aside on a line for an operation, in autorisations d’engagement. */
export type DemandeAffectation = {
  readonly operation: string
  /** Reference of the délibération: « CP 2023-247 ». */
  readonly deliberation: string
  readonly date: string
  readonly montant: Centimes
}
export type Affectation = DemandeAffectation & { readonly id: string; readonly ligne: string }

/** Says whether a line can give this autorisation d’engagement, with every reason why not. */
export function affecter(
  demande: DemandeAffectation,
  { ligne, soldes, dejaAffecte }: { ligne: Ligne; soldes: Soldes; dejaAffecte: boolean },
): Decision<DemandeAffectation> {
  const motifs: Motif[] = [
    ...refuserMontant(demande.montant),
    ...refuserDepassement('autorisation-engagement-insuffisante', {
      montant: demande.montant,
      reste: soldes.resteAAffecter,
      de: `à affecter sur les autorisations d’engagement de ${ligne.exercice}`,
    }),
  ]
  if (dejaAffecte)
    motifs.push({
      code: 'deja-affecte',
      message: `La délibération ${demande.deliberation} affecte déjà un montant à l’opération «${INSECABLE}${demande.operation}${INSECABLE}» sur cette ligne.`,
      correcteur: 'demandeur',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}
