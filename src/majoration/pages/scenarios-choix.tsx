import { useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { SCENARIO_REGLEMENT, type Scenario } from '#majoration/scenario.ts'
import { type Parametres, parametresDe } from '#majoration/simulation.ts'
import { Choix } from '#ui/choix.tsx'

export type ScenarioChoisi = {
  readonly id: string
  readonly nom: string
  readonly parametres: Parametres
  /** The address names a scenario that does not exist (any more): the règlement stands in for it. */
  readonly inconnu: boolean
}

/** The scenario that an address names, or the règlement. */
export function useScenarioChoisi(
  campagne: Campagne,
  scenarios: readonly Scenario[],
  id: unknown,
): ScenarioChoisi {
  return useMemo(() => {
    const voulu = id === undefined ? SCENARIO_REGLEMENT : String(id)
    const scenario = scenarios.find((s) => s.id === voulu)
    if (scenario)
      return { id: scenario.id, nom: scenario.nom, parametres: scenario.parametres, inconnu: false }
    return {
      id: SCENARIO_REGLEMENT,
      nom: 'Règlement',
      parametres: parametresDe(campagne.reglement, campagne.dotation),
      inconnu: voulu !== SCENARIO_REGLEMENT,
    }
  }, [campagne, scenarios, id])
}

type ProprietesChoix = {
  readonly libelle: string
  readonly scenarios: readonly Scenario[]
  readonly valeur: string
  readonly onChange: (id: string) => void
}

export const ChoixScenario = ({ libelle, scenarios, valeur, onChange }: ProprietesChoix) => (
  <Choix
    libelle={libelle}
    valeur={valeur}
    options={[
      { valeur: SCENARIO_REGLEMENT, libelle: 'Le règlement tel quel' },
      ...scenarios.map(({ id, nom }) => ({ valeur: id, libelle: nom })),
    ]}
    onChange={onChange}
  />
)
