import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { Repartition } from '#majoration/repartition.ts'
import {
  classerFormations,
  compterRetenues,
  type Parametres,
  parametresDe,
  repartirRetenues,
} from '#majoration/simulation.ts'
import type { Decision } from '#socle/decision.ts'

/** What was voted on: the parameters, and the retained formations when a frozen proposition names them. */
export type BaseDuVote = { readonly parametres: Parametres; readonly retenues: readonly string[] | null }

/** What a vote that no frozen proposition brought stands on: the règlement of its campaign. */
export const baseDuReglement = ({ reglement, dotation }: Campagne): BaseDuVote => ({
  parametres: parametresDe(reglement, dotation),
  retenues: null,
})

/** What was voted, worked out again: the whole ranking, the retained lines, and what the rules give their bodies. */
export type VoteRecalcule = {
  readonly classees: readonly LigneClassee[]
  readonly retenues: readonly LigneClassee[]
  readonly repartition: Decision<Repartition>
}

/** Ranks again, retains those that the frozen proposition names, and spreads the envelope over them. */
export function recalculerVote(
  formations: readonly Formation[],
  { parametres, retenues: nommees }: BaseDuVote,
): VoteRecalcule {
  const classees = classerFormations(formations, parametres)
  const gardees = new Set(nommees)
  const retenues = nommees
    ? classees.filter(({ formation }) => gardees.has(formation.identifiant))
    : classees.slice(0, compterRetenues(classees, parametres.coupure))
  return { classees, retenues, repartition: repartirRetenues(retenues, retenues.length, parametres) }
}

/** The retained formations of each body. */
export const retenuesParOrganisme = ({
  retenues,
}: Pick<VoteRecalcule, 'retenues'>): ReadonlyMap<string, readonly Formation[]> =>
  Map.groupBy(
    retenues.map(({ formation }) => formation),
    ({ organisme }) => organisme,
  )
