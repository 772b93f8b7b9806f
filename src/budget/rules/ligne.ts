import type { Motif } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Where an expense is charged; the same imputation has one line an exercice. */
export type Imputation = {
  readonly chapitre: string
  readonly codeFonctionnel: string
  readonly programme: string | null
  readonly action: string | null
  /** Account by nature, when the imputation says it: « 6541 ». */
  readonly nature: string | null
}

export type Ligne = Imputation & {
  readonly id: string
  readonly exercice: number
  readonly libelle: string
  /** Chosen by the demonstration: no published document gives it. */
  readonly indicatif: boolean
}

/** « 932 / 26 / HP 26-003 / 12600302 » */
export const ecrireImputation = ({
  chapitre,
  codeFonctionnel,
  programme,
  action,
  nature,
}: Imputation): string =>
  [chapitre, codeFonctionnel, programme, action, nature]
    .filter((part) => part !== null)
    .join(`${INSECABLE}/${INSECABLE}`)

/** A line that takes no new engagement nor mandat until a date, included. */
export type Suspension = { readonly motif: string; readonly au: string }

/** The reason why a suspended line refuses, or none. */
export const refuserSuspendue = (ligne: Ligne, suspension: Suspension | undefined): Motif[] =>
  suspension
    ? [
        {
          code: 'ligne-suspendue',
          message: `La ligne ${ecrireImputation(ligne)} de ${ligne.exercice} est suspendue jusqu’au ${ecrireDate(suspension.au)}${INSECABLE}: «${INSECABLE}${suspension.motif}${INSECABLE}».`,
          chiffres: { au: suspension.au },
          correcteur: 'agent',
        },
      ]
    : []

/** Why this is not an amount that anybody may commit. */
export const refuserMontant = (montant: Centimes): Motif[] =>
  montant > 0
    ? []
    : [
        {
          code: 'montant-invalide',
          message: `Le montant doit être supérieur à zéro ; il est de ${ecrireMontant(montant)}.`,
          chiffres: { montant },
          correcteur: 'demandeur',
        },
      ]

/** Why an act takes more than what is left: what is asked, what is left, and of what. */
export const refuserDepassement = (
  code: string,
  { montant, reste, de }: { montant: Centimes; reste: Centimes; de: string },
): Motif[] =>
  montant <= reste
    ? []
    : [
        {
          code,
          message: `Le montant de ${ecrireMontant(montant)} dépasse ce qui reste ${de}${INSECABLE}: il reste ${ecrireMontant(reste)}.`,
          chiffres: { montant, reste },
          correcteur: 'agent',
        },
      ]
