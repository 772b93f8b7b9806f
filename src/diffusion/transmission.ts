import type { Financement, FormationFinancee } from '#diffusion/financement.ts'
import { arrondir, fraction } from '#socle/fraction.ts'
import type { Centimes } from '#socle/montant.ts'

/** An OPCO and its perimeter: the filières (branches) whose formations it follows. */
export type OpcoSuiveur = {
  readonly id: string
  readonly nom: string
  readonly filieres: readonly string[]
}

/** A funded formation with the OPCO that follow it: none, one, or several. */
export type FormationTransmise = FormationFinancee & { readonly opcos: readonly OpcoSuiveur[] }

/** One share of the voted total. */
export type Cumul = {
  readonly formations: number
  readonly contrats: number
  readonly majoration: Centimes
}

/** Where the voted total goes: each formation in one place only, whatever the perimeters. */
export type Partage = {
  /** Formations that this OPCO alone follows. */
  readonly parOpco: (Cumul & { readonly id: string; readonly nom: string })[]
  /** Followed by several: passed on to each, counted once. */
  readonly partagees: Cumul
  readonly sansOpco: Cumul
  /** Voted for a body and for no formation of it. */
  readonly horsFormation: Centimes
  readonly total: Centimes
}

/** Each funded formation with all the OPCO whose perimeter holds its filière. */
export function rattacher(
  formations: readonly FormationFinancee[],
  opcos: readonly OpcoSuiveur[],
): FormationTransmise[] {
  const parFiliere = new Map<string, OpcoSuiveur[]>()
  for (const opco of opcos)
    for (const filiere of new Set(opco.filieres))
      parFiliere.set(filiere, [...(parFiliere.get(filiere) ?? []), opco])
  return formations.map((une) => ({ ...une, opcos: parFiliere.get(une.formation.filiere) ?? [] }))
}

/** The whole vote, cut without loss and without counting anything twice. */
export function partager(
  transmises: readonly FormationTransmise[],
  opcos: readonly OpcoSuiveur[],
  { horsFormation, total }: Pick<Financement, 'horsFormation' | 'total'>,
): Partage {
  const seules = Map.groupBy(
    transmises.filter((une) => une.opcos.length === 1),
    (une) => une.opcos[0]!.id,
  )
  return {
    parOpco: opcos.map(({ id, nom }) => ({ id, nom, ...cumuler(seules.get(id) ?? []) })),
    partagees: cumuler(transmises.filter((une) => une.opcos.length > 1)),
    sansOpco: cumuler(transmises.filter((une) => une.opcos.length === 0)),
    horsFormation: horsFormation.reduce((somme, { montant }) => somme + montant, 0),
    total,
  }
}

/** Formations, contracts and amount of a list. */
export const cumuler = (transmises: readonly FormationFinancee[]): Cumul => ({
  formations: transmises.length,
  contrats: transmises.reduce((somme, { formation }) => somme + formation.contrats, 0),
  majoration: transmises.reduce((somme, une) => somme + une.majoration, 0),
})

/** Amount for each contract of a formation, to the cent, halves up; null without a contract. */
export const parContrat = (majoration: Centimes, contrats: number): Centimes | null =>
  contrats === 0 ? null : Number(arrondir(fraction(majoration, contrats)))
