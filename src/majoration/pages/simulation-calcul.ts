import { useMemo, useRef } from 'react'
import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import type { Repartition } from '#majoration/repartition.ts'
import {
  classerFormations,
  compterRetenues,
  type Parametres,
  repartirRetenues,
} from '#majoration/simulation.ts'
import type { Decision } from '#socle/decision.ts'

export type Calcul = {
  readonly lignes: readonly LigneClassee[]
  readonly retenues: number
  readonly decision: Decision<Repartition>
  /** The répartition of these parameters, or the last that was granted when these are refused. */
  readonly derniere: Repartition | null
  /** Formations retained in `derniere`. */
  readonly retenuesDerniere: number
  /** True when `derniere` is not what the current parameters give. */
  readonly perimee: boolean
}

/**
 * Score, rank, cut, spread, with the pure rules and no more work than the change asks for: the ranking only when
 * the grid or the tie-break changes; moving the line or a rate costs a cut and a répartition.
 */
export function useCalcul(formations: readonly Formation[], parametres: Parametres): Calcul {
  const { grille, departage, coupure, dotation, repartition } = parametres
  const lignes = useMemo(
    () => classerFormations(formations, { grille, departage }),
    [formations, grille, departage],
  )
  const retenues = useMemo(() => compterRetenues(lignes, coupure), [lignes, coupure])
  const decision = useMemo(
    () => repartirRetenues(lignes, retenues, { dotation, repartition }),
    [lignes, retenues, dotation, repartition],
  )
  const accordee = useRef<{ repartition: Repartition | null; retenues: number }>({
    repartition: null,
    retenues: 0,
  })
  if (decision.statut === 'accord') accordee.current = { repartition: decision.valeur, retenues }
  return {
    lignes,
    retenues,
    decision,
    derniere: accordee.current.repartition,
    retenuesDerniere: accordee.current.retenues,
    perimee: decision.statut === 'refus',
  }
}
