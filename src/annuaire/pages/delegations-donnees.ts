import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DelegationLue, PersonnesDelegation } from '#annuaire/schema-delegation.ts'
import type { Role } from '#socle/acces.ts'
import { requete } from '#ui/requete.ts'

const DELEGATIONS = 'delegations'

/** Those of now and to come, or those of the past. */
export const useDelegations = (etat: 'actuelles' | 'passees') =>
  useQuery({
    queryKey: [DELEGATIONS, etat],
    queryFn: ({ signal }) => requete<DelegationLue[]>(`/delegations?etat=${etat}`, 'GET', undefined, signal),
    staleTime: 0,
  })

/** Who may lend which roles, and to whom the lender may. */
export const usePersonnes = (de: string) =>
  useQuery({
    queryKey: ['delegations-personnes', de],
    queryFn: ({ signal }) => {
      const parametres = de ? `?${new URLSearchParams({ de })}` : ''
      return requete<PersonnesDelegation>(`/delegations/personnes${parametres}`, 'GET', undefined, signal)
    },
    staleTime: 0,
    placeholderData: (precedentes) => precedentes,
  })

export type NouvelleDelegation = {
  readonly de?: string
  readonly a: string
  readonly role: Role
  readonly du: string
  readonly au: string
  readonly motif: string
}

/** Lends a role. */
export function usePret(onFait: (delegation: DelegationLue) => void) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (nouvelle: NouvelleDelegation) => requete<DelegationLue>('/delegations', 'POST', nouvelle),
    onSuccess: async (delegation) => {
      await requetes.invalidateQueries({ queryKey: [DELEGATIONS] })
      onFait(delegation)
    },
  })
}

/** Takes a role back; refused or not, the lists say what is left. */
export function useRetrait({ id }: DelegationLue, onFait: () => void) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (motif: string) =>
      requete<unknown>(`/delegations/${encodeURIComponent(id)}`, 'DELETE', { motif }),
    onSuccess: onFait,
    onSettled: () => requetes.invalidateQueries({ queryKey: [DELEGATIONS] }),
  })
}
