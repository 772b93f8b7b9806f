import { type FormationLue, lireFormations } from '#campagnes/demandes/alertes.ts'
import type { Etude, FormationEtudiee } from '#campagnes/demandes/instruction.ts'
import { type Correction, corriger, type Saisie } from '#campagnes/demandes/saisie.ts'

/** A formation as instructed, beside what was declared and beside last year. */
export type LigneFormation = FormationEtudiee & {
  readonly lue: FormationLue
  readonly instruite: Saisie
  readonly contratsDeclares: number | null
  /** Contracts more or fewer than last year; null when one of the two is not known. */
  readonly ecart: number | null
}

/** Sets each formation beside its declaration and beside last year. */
export function comparer({ formations }: Pick<Etude, 'formations'>): LigneFormation[] {
  const saisies = formations.map(({ identifiant, declaree }) => ({ identifiant, saisie: declaree }))
  const corrections = formations.flatMap(({ identifiant, corrections }) =>
    corrections.map((une) => ({ ...une, formation: identifiant }) as unknown as Correction),
  )
  const declarees = lireFormations(saisies, [])
  const lues = lireFormations(saisies, corrections)
  const instruites = corriger(saisies, corrections)
  return formations.map((formation, rang) => {
    const lue = lues[rang]!
    const avant = formation.precedente?.contrats ?? null
    return {
      ...formation,
      lue,
      instruite: instruites[rang]!.saisie,
      contratsDeclares: declarees[rang]!.contrats,
      ecart: lue.contrats === null || avant === null ? null : lue.contrats - avant,
    }
  })
}
