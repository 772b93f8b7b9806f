import {
  type Attribuant,
  type CampagneVotee,
  dresserSubventions,
  type Subvention,
} from '#diffusion/subvention.ts'
import type { Motif } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** What is open of one exercice: its grants, or why they cannot be published yet. */
export type ExerciceOuvert = {
  readonly exercice: number
  /** True when its data come from the demonstration: said on the page, in the name and in the data about each file. */
  readonly fictif: boolean
  readonly mention: string | null
  readonly campagnes: readonly string[]
  readonly subventions: readonly Subvention[]
  readonly beneficiaires: number
  readonly montant: Centimes
  /** Grants whose beneficiary has no SIRET: published all the same, and said. */
  readonly sansSiret: number
  /** Why a campaign of this exercice is missing. */
  readonly motifs: readonly Motif[]
}

/**
 * The exercices that have a voted campaign, the latest first. The demonstration is never mixed with true grants: it
 * shows only while its exercice has nothing else.
 */
export function ouvrirExercices(
  campagnes: readonly CampagneVotee[],
  attribuant: Attribuant,
): ExerciceOuvert[] {
  const exercices = new Set(campagnes.map(({ exercice }) => exercice))
  return [...exercices]
    .toSorted((a, b) => b - a)
    .map((exercice) => {
      const siennes = campagnes.filter((campagne) => campagne.exercice === exercice)
      const vraies = siennes.filter(({ fictif }) => !fictif)
      return ouvrir(exercice, vraies.length > 0 ? vraies : siennes, attribuant)
    })
}

function ouvrir(
  exercice: number,
  campagnes: readonly CampagneVotee[],
  attribuant: Attribuant,
): ExerciceOuvert {
  const decisions = campagnes.map((campagne) => dresserSubventions(campagne, attribuant))
  const publiees = campagnes.filter((_, i) => decisions[i]!.statut === 'accord')
  const subventions = decisions.flatMap((une) => (une.statut === 'accord' ? une.valeur : []))
  const versees = publiees
    .flatMap(({ lignes }) => lignes)
    .filter(({ majoration, majorationExceptionnelle }) => majoration + majorationExceptionnelle > 0)
  const fictive = campagnes.find(({ fictif }) => fictif)
  return {
    exercice,
    fictif: fictive !== undefined,
    mention: fictive?.mention ?? null,
    campagnes: publiees.map(({ libelle }) => libelle),
    subventions,
    beneficiaires: new Set(versees.map(({ organisme, siret }) => siret ?? organisme)).size,
    montant: versees.reduce((somme, une) => somme + une.majoration + une.majorationExceptionnelle, 0),
    sansSiret: subventions.filter(({ idBeneficiaire }) => idBeneficiaire === '').length,
    motifs: decisions.flatMap((une) => (une.statut === 'refus' ? une.motifs : [])),
  }
}
