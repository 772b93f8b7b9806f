import { type Echeance, verifierEcheancier } from '#budget/rules/echeancier.ts'
import {
  type Ligne,
  refuserDepassement,
  refuserMontant,
  refuserSuspendue,
  type Suspension,
} from '#budget/rules/ligne.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'
import { cleValide } from '#socle/siret.ts'

/** What the Région is about to owe to somebody. */
export type DemandeEngagement = {
  /** What it pays, by a stable reference: « demande:ID ». */
  readonly objet: string
  readonly libelle: string
  readonly beneficiaire: string
  /** Null only without affectation: a write-off is owed to nobody. */
  readonly siret: string | null
  readonly date: string
  readonly montant: Centimes
  readonly echeancier: readonly Echeance[]
}

export type Engagement = DemandeEngagement & {
  readonly id: string
  readonly ligne: string
  readonly affectation: string | null
  readonly indicatif: boolean
  readonly desengage: Centimes
  /** Mandats that the accountant did not reject. */
  readonly mandate: Centimes
  readonly paye: Centimes
}

/** Where the engagement stands, derived from its acts. */
export const ETATS_ENGAGEMENT = {
  ouvert: 'ouvert',
  solde: 'soldé',
  desengage: 'désengagé',
} as const
export const etatEngagement = ({
  montant,
  desengage,
  paye,
}: Pick<Engagement, 'montant' | 'desengage' | 'paye'>): keyof typeof ETATS_ENGAGEMENT =>
  desengage === montant ? 'desengage' : paye === montant - desengage ? 'solde' : 'ouvert'

/** What is still owed: engaged, less what was disengaged and what was mandated. */
export const resteAMandater = ({
  montant,
  desengage,
  mandate,
}: Pick<Engagement, 'montant' | 'desengage' | 'mandate'>): Centimes => montant - desengage - mandate

export type SituationEngagement = {
  readonly ligne: Ligne
  readonly suspension: Suspension | undefined
  /** On an affectation, what is left of it; without, null, and the crédits de paiement of the line decide. */
  readonly resteAffectation: Centimes | null
  readonly resteCreditsDePaiement: Centimes
  /** What is already engaged for the same object on the same envelope, and not disengaged. */
  readonly dejaEngage: Centimes
}

/** Says whether this can be engaged, with every reason why not. */
export function engager(
  demande: DemandeEngagement,
  { ligne, suspension, resteAffectation, resteCreditsDePaiement, dejaEngage }: SituationEngagement,
): Decision<DemandeEngagement> {
  const { montant, siret } = demande
  const motifs: Motif[] = [
    ...refuserSuspendue(ligne, suspension),
    ...refuserMontant(montant),
    ...(resteAffectation === null
      ? refuserDepassement('credits-de-paiement-insuffisants', {
          montant,
          reste: resteCreditsDePaiement,
          de: `des crédits de paiement de ${ligne.exercice}`,
        })
      : refuserDepassement('affectation-insuffisante', {
          montant,
          reste: resteAffectation,
          de: 'de l’affectation',
        })),
    ...verifierEcheancier(demande.echeancier, { montant, exercice: ligne.exercice }),
  ]
  if (resteAffectation === null && demande.echeancier.some(({ exercice }) => exercice > ligne.exercice))
    motifs.push({
      code: 'echeancier-pluriannuel',
      message: `Sans affectation, tout se paie sur les crédits de ${ligne.exercice}.`,
      correcteur: 'demandeur',
    })
  if (dejaEngage > 0)
    motifs.push({
      code: 'deja-engage',
      message: `«${INSECABLE}${demande.objet}${INSECABLE}» est déjà engagé ici pour ${ecrireMontant(dejaEngage)}.`,
      chiffres: { dejaEngage },
      correcteur: 'agent',
    })
  if (siret === null && resteAffectation !== null)
    motifs.push({
      code: 'siret-manquant',
      message: 'Le SIRET du bénéficiaire est nécessaire pour le payer.',
      correcteur: 'demandeur',
    })
  if (siret !== null && !cleValide(siret))
    motifs.push({
      code: 'siret-invalide',
      message: `«${INSECABLE}${siret}${INSECABLE}» n’est pas un SIRET : 14 chiffres, dont le dernier contrôle les autres.`,
      correcteur: 'demandeur',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}

export type DemandeDesengagement = {
  readonly montant: Centimes
  readonly motif: string
  readonly date: string
}

/** Says whether this much can be given back: what was mandated stays owed. */
export function desengager(
  demande: DemandeDesengagement,
  engagement: Pick<Engagement, 'montant' | 'desengage' | 'mandate'>,
): Decision<DemandeDesengagement> {
  const motifs = [
    ...refuserMontant(demande.montant),
    ...refuserDepassement('desengagement-excessif', {
      montant: demande.montant,
      reste: resteAMandater(engagement),
      de: 'à mandater sur cet engagement',
    }),
  ]
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}
