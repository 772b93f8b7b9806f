import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** A ranking and where it stops: all that is needed to know who is retained. */
export type Liste = { readonly lignes: readonly LigneClassee[]; readonly retenues: number }

/** Who crosses the line between two cut rankings of the same formations. */
export type Franchissement = {
  readonly formationsEntrantes: readonly Formation[]
  readonly formationsSortantes: readonly Formation[]
  /** Identifiers of bodies with a first, or no more, retained formation. */
  readonly organismesEntrants: readonly string[]
  readonly organismesSortants: readonly string[]
}

/** Names what changes sides when one list replaces another, formations in the order of the list where they stand. */
export function franchir(avant: Liste, apres: Liste): Franchissement {
  const retenuesAvant = avant.lignes.slice(0, avant.retenues).map((ligne) => ligne.formation)
  const retenuesApres = apres.lignes.slice(0, apres.retenues).map((ligne) => ligne.formation)
  const organismesAvant = new Set(retenuesAvant.map((f) => f.organisme))
  const organismesApres = new Set(retenuesApres.map((f) => f.organisme))
  return {
    formationsEntrantes: absentes(retenuesApres, retenuesAvant),
    formationsSortantes: absentes(retenuesAvant, retenuesApres),
    organismesEntrants: [...organismesApres].filter((o) => !organismesAvant.has(o)).sort(comparerTextes),
    organismesSortants: [...organismesAvant].filter((o) => !organismesApres.has(o)).sort(comparerTextes),
  }
}

function absentes(formations: readonly Formation[], reference: readonly Formation[]): Formation[] {
  const connues = new Set(reference.map((f) => f.identifiant))
  return formations.filter((f) => !connues.has(f.identifiant))
}
