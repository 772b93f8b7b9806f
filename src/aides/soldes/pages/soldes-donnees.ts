import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApercuListe } from '#aides/soldes/schema-soldes.ts'
import type { DetailSolde, SoldesLus } from '#aides/soldes/solde.ts'
import { requete } from '#ui/requete.ts'

/** What the screens of the balances ask of the server. Their acts are acts of the budget: all of it is asked again. */

export const useSoldes = () =>
  useQuery({
    queryKey: ['budget', 'soldes'],
    queryFn: ({ signal }) => requete<SoldesLus>('/soldes', 'GET', undefined, signal),
    staleTime: 0,
  })

export const adresseSolde = (id: string) => `/soldes/${encodeURIComponent(id)}`

export const useSolde = (id: string) =>
  useQuery({
    queryKey: ['budget', 'solde', id],
    queryFn: ({ signal }) => requete<DetailSolde>(adresseSolde(id), 'GET', undefined, signal),
    retry: false,
    staleTime: 0,
  })

/** A file read once: what is kept is what was looked at. */
export type FichierChoisi = { readonly nom: string; readonly octets: ArrayBuffer }

export const useApercuListe = (id: string) =>
  useMutation({
    mutationFn: async (fichier: File) => {
      const choisi = { nom: fichier.name.slice(0, 200), octets: await fichier.arrayBuffer() }
      return { choisi, apercu: await envoyer<ApercuListe>(`${adresseSolde(id)}/liste/apercu`, choisi) }
    },
  })

export function useGarderListe(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (choisi: FichierChoisi) => envoyer<DetailSolde>(`${adresseSolde(id)}/liste`, choisi),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['budget'] }),
  })
}

const envoyer = <T>(chemin: string, { nom, octets }: FichierChoisi): Promise<T> =>
  requete<T>(`${chemin}?nom=${encodeURIComponent(nom)}`, 'POST', octets)
