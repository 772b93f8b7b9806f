import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** A request of a body in financial difficulty, as instructed (CP 2021-468; 2023: AFTRAL, 130 000 €, 188 contracts). */
export type DemandeExceptionnelle = {
  readonly montant: Centimes
  /** Forecast deficit of the exercice, in cents, as a positive amount. */
  readonly deficitPrevisionnel: Centimes
  readonly contratsMajores: number
  readonly motif: string
}

/**
 * Judges the amount proposed for an exceptional majoration. No formula is published: the amount is instructed and
 * justified, bounded by the forecast deficit and by what is left of the envelope set aside for it.
 *
 * @param disponible what is left of that envelope, in cents
 * @returns the amount granted, added apart and never inside the solved envelope, or every reason against it
 */
export function accorderExceptionnelle(
  demande: DemandeExceptionnelle,
  disponible: Centimes,
): Decision<Centimes> {
  const { montant, deficitPrevisionnel, contratsMajores, motif } = demande
  const motifs: Motif[] = []
  if (!Number.isSafeInteger(montant) || montant <= 0) {
    motifs.push({
      code: 'montant_invalide',
      message: 'Le montant doit être strictement positif.',
      correcteur: 'agent',
    })
  }
  if (montant > deficitPrevisionnel) {
    motifs.push({
      code: 'montant_superieur_au_deficit',
      message: `Le montant proposé (${ecrireMontant(montant)}) dépasse le déficit prévisionnel (${ecrireMontant(deficitPrevisionnel)}).`,
      chiffres: { montant, deficitPrevisionnel },
      correcteur: 'agent',
    })
  }
  if (montant > disponible) {
    motifs.push({
      code: 'enveloppe_exceptionnelle_insuffisante',
      message: `Le montant proposé (${ecrireMontant(montant)}) dépasse ce qui reste de l’enveloppe (${ecrireMontant(disponible)}).`,
      chiffres: { montant, disponible },
      correcteur: 'agent',
    })
  }
  if (contratsMajores <= 0) {
    motifs.push({
      code: 'aucun_contrat_majore',
      message:
        'L’organisme n’a aucun contrat majoré : la majoration exceptionnelle s’ajoute à une majoration.',
      correcteur: 'agent',
    })
  }
  if (motif.trim() === '') {
    motifs.push({
      code: 'motif_absent',
      message: 'La motivation du montant est obligatoire.',
      correcteur: 'agent',
    })
  }
  return motifs.length > 0 ? refus(...motifs) : accord(montant)
}
