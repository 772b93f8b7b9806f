import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Archive } from '#memoire/archive.ts'
import type { Memoire } from '#memoire/memoire.ts'
import { requete } from '#ui/requete.ts'

const chemin = (siret: string, fin: string) => `/organismes/${encodeURIComponent(siret)}/${fin}`

export const useMemoire = (siret: string) =>
  useQuery({
    queryKey: ['memoire', siret],
    queryFn: ({ signal }) => requete<Memoire>(chemin(siret, 'memoire'), 'GET', undefined, signal),
  })

/** The archives that one asked for; asked again every second while one is under way. */
export const useArchives = (siret: string) =>
  useQuery({
    queryKey: ['archives', siret],
    queryFn: ({ signal }) => requete<Archive[]>(chemin(siret, 'archives'), 'GET', undefined, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(({ etat }) => etat === 'en_cours') ? 1_000 : false),
  })

export type Geste =
  | { readonly quoi: 'demande' }
  | { readonly quoi: 'annulation' | 'relance'; readonly id: string }

/** Asks for an archive, stops it or takes it up again; the list is then read again. */
export function useGesteArchive(siret: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (geste: Geste) =>
      requete<Archive>(
        geste.quoi === 'demande'
          ? chemin(siret, 'archives')
          : `/archives/${encodeURIComponent(geste.id)}/${geste.quoi}`,
        'POST',
      ),
    onSettled: () => requetes.invalidateQueries({ queryKey: ['archives', siret] }),
  })
}

export const adresseArchive = ({ id }: Pick<Archive, 'id'>) =>
  `/api/archives/${encodeURIComponent(id)}/fichier`
