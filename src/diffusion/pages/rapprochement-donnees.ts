import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApercuRapprochement, Rapprochement } from '#diffusion/schema-rapprochement.ts'
import { requete } from '#ui/requete.ts'

/** What the screen of signed contracts asks of the server. */

export const adresseRapprochement = (campagne: string) =>
  `/campagnes/${encodeURIComponent(campagne)}/rapprochement`

const cle = (campagne: string) => ['rapprochement', campagne]

export const useRapprochement = (campagne: string) =>
  useQuery({
    queryKey: cle(campagne),
    queryFn: ({ signal }) => requete<Rapprochement>(adresseRapprochement(campagne), 'GET', undefined, signal),
    retry: false,
  })

/** A file read once: what is applied is what was looked at, even if somebody saves it in between. */
export type FichierChoisi = { readonly nom: string; readonly octets: ArrayBuffer }

export const useApercu = (campagne: string) =>
  useMutation({
    mutationFn: async (fichier: File) => {
      const choisi = { nom: fichier.name.slice(0, 200), octets: await fichier.arrayBuffer() }
      const apercu = await envoyer<ApercuRapprochement>(`${adresseRapprochement(campagne)}/apercu`, choisi)
      return { choisi, apercu }
    },
  })

export function useAppliquer(campagne: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (choisi: FichierChoisi) => envoyer<Rapprochement>(adresseRapprochement(campagne), choisi),
    onSuccess: (lu) => requetes.setQueryData(cle(campagne), lu),
  })
}

const envoyer = <T>(chemin: string, { nom, octets }: FichierChoisi): Promise<T> =>
  requete<T>(`${chemin}?nom=${encodeURIComponent(nom)}`, 'POST', octets)
