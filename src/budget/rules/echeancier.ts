import type { Motif } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** Crédits de paiement that an engagement will take in an exercice. */
export type Echeance = { readonly exercice: number; readonly montant: Centimes }

export const somme = (montants: readonly Centimes[]): Centimes => montants.reduce((a, b) => a + b, 0)

/** Why an échéancier does not spread this amount from this exercice on. */
export function verifierEcheancier(
  echeances: readonly Echeance[],
  { montant, exercice }: { montant: Centimes; exercice: number },
): Motif[] {
  const motifs: Motif[] = []
  const total = somme(echeances.map((echeance) => echeance.montant))
  if (total !== montant)
    motifs.push({
      code: 'echeancier-inexact',
      message: `L’échéancier totalise ${ecrireMontant(total)}, l’engagement ${ecrireMontant(montant)}${INSECABLE}: les deux doivent être égaux.`,
      chiffres: { total, montant },
      correcteur: 'demandeur',
    })
  const exercices = echeances.map((echeance) => echeance.exercice)
  if (new Set(exercices).size < exercices.length)
    motifs.push({
      code: 'echeancier-repete',
      message: 'L’échéancier donne deux montants pour le même exercice.',
      correcteur: 'demandeur',
    })
  const avant = exercices.find((un) => un < exercice)
  if (avant !== undefined)
    motifs.push({
      code: 'echeancier-anterieur',
      message: `L’échéancier commence en ${avant}, avant l’exercice ${exercice} de la ligne.`,
      chiffres: { avant, exercice },
      correcteur: 'demandeur',
    })
  if (echeances.some((echeance) => echeance.montant <= 0))
    motifs.push({
      code: 'echeance-invalide',
      message: 'Chaque montant de l’échéancier doit être supérieur à zéro.',
      correcteur: 'demandeur',
    })
  return motifs
}

/** What is left of an échéancier once an amount is disengaged: the last exercices give up first. */
export function reduireEcheancier(echeances: readonly Echeance[], desengage: Centimes): Echeance[] {
  let aRetirer = desengage
  return [...echeances]
    .sort((a, b) => b.exercice - a.exercice)
    .map(({ exercice, montant }) => {
      const retire = Math.min(montant, aRetirer)
      aRetirer -= retire
      return { exercice, montant: montant - retire }
    })
    .filter(({ montant }) => montant > 0)
    .reverse()
}

/** What an échéancier allows to have paid by the end of an exercice: what was not paid in time may be paid later. */
export const cumulerJusqua = (echeances: readonly Echeance[], exercice: number): Centimes =>
  somme(echeances.filter((echeance) => echeance.exercice <= exercice).map(({ montant }) => montant))

export type AnneeEcheancier = Echeance & { readonly mandate: Centimes }

/** Several échéanciers by exercice, beside what was mandated, without a gap between the first and the last. */
export function etalerEcheanciers(
  echeances: readonly Echeance[],
  mandats: readonly Echeance[],
): AnneeEcheancier[] {
  const exercices = [...echeances, ...mandats].map(({ exercice }) => exercice)
  if (exercices.length === 0) return []
  const premier = Math.min(...exercices)
  const de = (liste: readonly Echeance[], exercice: number) =>
    somme(liste.filter((une) => une.exercice === exercice).map(({ montant }) => montant))
  return Array.from({ length: Math.max(...exercices) - premier + 1 }, (_, i) => ({
    exercice: premier + i,
    montant: de(echeances, premier + i),
    mandate: de(mandats, premier + i),
  }))
}
