import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Titre } from '#budget/rules/titres.ts'
import type { DetailLigne, Execution } from '#budget/schema-budget.ts'
import type { CascadeLue } from '#budget/schema-cascade.ts'
import { requete } from '#ui/requete.ts'

/** Pages know what is read by these names. */
export type { DetailLigne, Execution, LigneExecutee } from '#budget/schema-budget.ts'

/** Acts come from several people: what is shown is asked again each time. */
export const useExecution = (exercice: number | undefined) =>
  useQuery({
    queryKey: ['budget', 'execution', exercice ?? 'courant'],
    queryFn: ({ signal }) =>
      requete<Execution>(
        `/budget/lignes${exercice ? `?exercice=${exercice}` : ''}`,
        'GET',
        undefined,
        signal,
      ),
    staleTime: 0,
  })

/** The way from engagements to mandats; the figures of before stay while others are asked for. */
export const useCascade = (exercice: number, ans: number) =>
  useQuery({
    queryKey: ['budget', 'cascade', exercice, ans],
    queryFn: ({ signal }) =>
      requete<CascadeLue>(`/budget/cascade?exercice=${exercice}&ans=${ans}`, 'GET', undefined, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const useDetail = (ligne: string) =>
  useQuery({
    queryKey: ['budget', 'ligne', ligne],
    queryFn: ({ signal }) =>
      requete<DetailLigne>(`/budget/lignes/${encodeURIComponent(ligne)}`, 'GET', undefined, signal),
    staleTime: 0,
  })

export const useTitres = () =>
  useQuery({
    queryKey: ['budget', 'titres'],
    queryFn: ({ signal }) => requete<Titre[]>('/budget/titres', 'GET', undefined, signal),
    staleTime: 0,
  })

/** Sends an act; every figure of the budget is then asked again. */
export function useActe(onFait: (reponse: unknown) => void) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ chemin, corps, sous = '/budget' }: { chemin: string; corps: object; sous?: string }) =>
      requete<unknown>(chemin ? `${sous}/${chemin}` : sous, 'POST', corps),
    onSuccess: async (reponse) => {
      await requetes.invalidateQueries({ queryKey: ['budget'] })
      onFait(reponse)
    },
  })
}
