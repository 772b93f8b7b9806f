import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Octroi, SessionLue, SessionResumee } from '#aides/sessions/session.ts'
import { requete } from '#ui/requete.ts'

/** Several agents work at once: what is shown is asked again each time, and whenever one comes back to the page. */
const vif = { staleTime: 0, refetchOnWindowFocus: 'always' } as const

export const cheminSession = (id: string, suite = '') => `/campagnes-aides/${encodeURIComponent(id)}${suite}`

export const useSessions = () =>
  useQuery({
    queryKey: ['campagnes-aides'],
    queryFn: ({ signal }) => requete<SessionResumee[]>('/campagnes-aides', 'GET', undefined, signal),
    ...vif,
  })

export const useSessionAide = (id: string) =>
  useQuery({
    queryKey: ['campagnes-aides', id],
    queryFn: ({ signal }) => requete<SessionLue>(cheminSession(id), 'GET', undefined, signal),
    ...vif,
  })

/** How often a work under way is asked about. */
const PAS_MS = 700

/** The acts that grant, followed as long as one is under way. */
export const useOctrois = (session: string, connus: readonly Octroi[]) =>
  useQuery({
    queryKey: ['campagnes-aides', session, 'octrois'],
    queryFn: ({ signal }) => requete<Octroi[]>(cheminSession(session, '/octrois'), 'GET', undefined, signal),
    initialData: () => [...connus],
    refetchInterval: ({ state }) => (state.data?.[0]?.etat === 'en_cours' ? PAS_MS : false),
    ...vif,
  })

export type Envoi = { readonly chemin: string; readonly methode?: string; readonly corps?: object }

/** Sends an act on aids. Done or refused, what is shown of them is asked again: another agent may have been first. */
export function useEnvoiAide<T = unknown>(onFait: (reponse: T) => void = () => {}) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ chemin, methode = 'POST', corps }: Envoi) => requete<T>(chemin, methode, corps),
    onSuccess: onFait,
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: ['campagnes-aides'] }),
        requetes.invalidateQueries({ queryKey: ['dossiers-aides'] }),
      ]),
  })
}
