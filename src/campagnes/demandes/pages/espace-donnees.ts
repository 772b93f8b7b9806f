import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DecisionVotee } from '#campagnes/demandes/decision-votee.ts'
import type { AppelOuvert, DemandeLue } from '#campagnes/demandes/espace.ts'
import type { ExceptionnelleLue } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { requete } from '#ui/requete.ts'

/** What the server knows of calls and applications, as the screens of a body read it. */

export const cheminDemande = (id: string) => `/demandes/${encodeURIComponent(id)}`
export const cleDemande = (id: string) => ['demande', id] as const

/** The open calls, and those in which one's body applies. */
export const useAppels = () =>
  useQuery({
    queryKey: ['appels'],
    queryFn: ({ signal }) => requete<AppelOuvert[]>('/appels', 'GET', undefined, signal),
    staleTime: 0,
  })

/** An application, asked again when one comes back to the tab: a colleague, or an agent, may have moved it. */
export const useDemande = (id: string) =>
  useQuery({
    queryKey: cleDemande(id),
    queryFn: ({ signal }) => requete<DemandeLue>(cheminDemande(id), 'GET', undefined, signal),
    staleTime: 0,
  })

/** Opens the application of one's body in a call. */
export function useOuverture() {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (campagne: string) =>
      requete<{ id: string }>(`/campagnes/${encodeURIComponent(campagne)}/demandes`, 'POST'),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['appels'] }),
  })
}

type Acte = {
  /** After the address of the application: `/depot`. */
  readonly chemin: string
  readonly methode?: 'POST' | 'PUT' | 'DELETE'
  readonly corps?: unknown
}

/** An act on an application; what it changed is read again before it is said to be done. */
export function useActeDemande(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ chemin, methode = 'POST', corps }: Acte) =>
      requete<unknown>(`${cheminDemande(id)}${chemin}`, methode, corps),
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: cleDemande(id) }),
        requetes.invalidateQueries({ queryKey: ['appels'] }),
      ]),
  })
}

/** What was voted and paid; asked only once there is something to know. */
export const useDecision = (id: string, votee: boolean) =>
  useQuery({
    queryKey: [...cleDemande(id), 'decision'],
    queryFn: ({ signal }) =>
      requete<DecisionVotee>(`${cheminDemande(id)}/decision`, 'GET', undefined, signal),
    enabled: votee,
  })

/** What one's body asks for beside, read again with the application. */
export const useExceptionnelle = (id: string) =>
  useQuery({
    queryKey: [...cleDemande(id), 'exceptionnelle'],
    queryFn: ({ signal }) =>
      requete<ExceptionnelleLue>(`${cheminDemande(id)}/exceptionnelle`, 'GET', undefined, signal),
    staleTime: 0,
  })
