import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Scenario } from '#majoration/scenario.ts'
import type { Parametres } from '#majoration/simulation.ts'
import { ErreurApi, requete } from '#ui/requete.ts'

const cleDe = (campagne: string) => ['scenarios', campagne]

/** The saved scenarios of a campaign, seen again when the agent comes back to the tab: another tab may have saved. */
export const useScenarios = (campagne: string) =>
  useQuery({
    queryKey: cleDe(campagne),
    queryFn: ({ signal }) =>
      requete<Scenario[]>(`/campagnes/${encodeURIComponent(campagne)}/scenarios`, 'GET', undefined, signal),
    staleTime: 0,
  })

export type Enregistrement = { readonly nom: string; readonly parametres: Parametres }

/** What can be done to scenarios; each success is seen at once in the list, each failure leaves it as it was. */
export function useActionsScenarios(campagne: string) {
  const requetes = useQueryClient()
  const remplacer = (scenario: Scenario) =>
    requetes.setQueryData<Scenario[]>(cleDe(campagne), (avant = []) =>
      avant.some(({ id }) => id === scenario.id)
        ? avant.map((autre) => (autre.id === scenario.id ? scenario : autre))
        : [...avant, scenario],
    )
  const relire = () => requetes.invalidateQueries({ queryKey: cleDe(campagne) })
  const creer = useMutation({
    mutationFn: (enregistrement: Enregistrement) =>
      requete<Scenario>(`/campagnes/${encodeURIComponent(campagne)}/scenarios`, 'POST', enregistrement),
    onSuccess: remplacer,
  })
  const enregistrer = useMutation({
    mutationFn: ({ id, ...corps }: Enregistrement & Pick<Scenario, 'id' | 'version'>) =>
      requete<Scenario>(`/scenarios/${encodeURIComponent(id)}`, 'PUT', corps),
    onSuccess: remplacer,
    onError: relire,
  })
  const dupliquer = useMutation({
    mutationFn: ({ id, nom }: Pick<Scenario, 'id' | 'nom'>) =>
      requete<Scenario>(`/scenarios/${encodeURIComponent(id)}/dupliquer`, 'POST', { nom }),
    onSuccess: remplacer,
  })
  const supprimer = useMutation({
    mutationFn: ({ id, version }: Pick<Scenario, 'id' | 'version'>) =>
      requete<unknown>(`/scenarios/${encodeURIComponent(id)}?version=${version}`, 'DELETE'),
    onSettled: relire,
  })
  return { creer, enregistrer, dupliquer, supprimer, relire }
}

/** Someone else saved this scenario after it was opened here. */
export const estPerimee = (erreur: unknown): boolean =>
  erreur instanceof ErreurApi && erreur.statut === 409 && erreur.code === 'version_perimee'
