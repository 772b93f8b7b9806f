import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApercuReprise, VoteReprisLu } from '#majoration/reprise/schema-reprise.ts'
import { requete } from '#ui/requete.ts'

/** What the screens of a vote brought as a file ask of the server. */

export const adresseReprise = (campagne: string) => `/campagnes/${encodeURIComponent(campagne)}/reprise`

/** The file that the voted amounts came with; asked only where the campaign says that there is one. */
export const useVoteRepris = (campagne: string) =>
  useQuery({
    queryKey: ['reprise', campagne],
    queryFn: ({ signal }) =>
      requete<{ repris: VoteReprisLu | null }>(adresseReprise(campagne), 'GET', undefined, signal),
  })

/** A file read once: what is applied is what was looked at, even if somebody saves it in between. */
export type FichierChoisi = { readonly nom: string; readonly octets: ArrayBuffer }

export const useApercuReprise = (campagne: string) =>
  useMutation({
    mutationFn: async (fichier: File) => {
      const choisi = { nom: fichier.name.slice(0, 200), octets: await fichier.arrayBuffer() }
      const chemin = `${adresseReprise(campagne)}/apercu?${new URLSearchParams({ nom: choisi.nom })}`
      return { choisi, apercu: await requete<ApercuReprise>(chemin, 'POST', choisi.octets) }
    },
  })

export type VoteSaisi = { readonly deliberation: string; readonly voteeLe: string }

/** @param onFait before what shows the campaign is read again, which takes the form away */
export function useReprendre(campagne: string, onFait: () => void) {
  const relire = useRelire(campagne)
  return useMutation({
    mutationFn: ({ choisi: { nom, octets }, vote }: { choisi: FichierChoisi; vote: VoteSaisi }) =>
      requete<VoteReprisLu>(
        `${adresseReprise(campagne)}?${new URLSearchParams({ nom, ...vote })}`,
        'POST',
        octets,
      ),
    onSuccess: () => {
      onFait()
      return relire()
    },
  })
}

/** @param onFait as `useReprendre` */
export function useRetirer(campagne: string, onFait: () => void) {
  const relire = useRelire(campagne)
  return useMutation({
    mutationFn: (motif: string) => requete<unknown>(`${adresseReprise(campagne)}/retrait`, 'POST', { motif }),
    onSuccess: () => {
      onFait()
      return relire()
    },
  })
}

/** Whatever shows the campaign is read again: its state and its amounts have changed. */
function useRelire(campagne: string) {
  const requetes = useQueryClient()
  return () =>
    Promise.all(
      ['reprise', 'propositions', 'conduite', 'campagne']
        .map((quoi) => [quoi, campagne])
        .concat([['campagnes']])
        .map((queryKey) => requetes.invalidateQueries({ queryKey })),
    )
}
