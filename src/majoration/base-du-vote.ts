import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import type { Repartition } from '#majoration/repartition.ts'
import {
  classerFormations,
  compterRetenues,
  type Parametres,
  parametresDe,
  repartirRetenues,
} from '#majoration/simulation.ts'
import { accord, type Decision } from '#socle/decision.ts'

/** What was voted on: the parameters, and the retained formations when a frozen proposition names them. */
export type BaseDuVote = { readonly parametres: Parametres; readonly retenues: readonly string[] | null }

/** What a vote that no frozen proposition brought stands on: the règlement of its campaign. */
export const baseDuReglement = ({ reglement, dotation }: Campagne): BaseDuVote => ({
  parametres: parametresDe(reglement, dotation),
  retenues: null,
})

/** The retained formations with what the rules give their bodies, or why they give nothing. */
export function recalculerVote(
  formations: readonly Formation[],
  { parametres, retenues }: BaseDuVote,
): Decision<{
  readonly repartition: Repartition
  readonly parOrganisme: ReadonlyMap<string, readonly Formation[]>
}> {
  const classees = classerFormations(formations, parametres)
  const gardees = new Set(retenues)
  const lignes = retenues
    ? classees.filter(({ formation }) => gardees.has(formation.identifiant))
    : classees.slice(0, compterRetenues(classees, parametres.coupure))
  const repartition = repartirRetenues(lignes, lignes.length, parametres)
  if (repartition.statut === 'refus') return repartition
  const retenuesDe = Map.groupBy(
    lignes.map(({ formation }) => formation),
    ({ organisme }) => organisme,
  )
  return accord({ repartition: repartition.valeur, parOrganisme: retenuesDe })
}
