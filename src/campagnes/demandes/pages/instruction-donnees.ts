import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Etude, FileDemandes } from '#campagnes/demandes/instruction.ts'
import {
  type AdresseFile,
  ecrireAdresse,
  type RechercheEcrite,
} from '#campagnes/demandes/pages/instruction-adresse.ts'
import { ErreurApi, requete } from '#ui/requete.ts'

/** Several agents work at once: what is shown is asked again each time, and whenever one comes back to the page. */
const vif = { staleTime: 0, refetchOnWindowFocus: 'always' } as const

const dossier = (campagne: string) => `/campagnes/${encodeURIComponent(campagne)}/demandes`
export const cheminDemande = (demande: string) => `/demandes/${encodeURIComponent(demande)}`

/** A page of the queue; the one before stays in sight while the next comes. */
export const useFile = (campagne: string, adresse: AdresseFile) =>
  useQuery({
    queryKey: ['instruction', 'file', campagne, adresse],
    queryFn: ({ signal }) =>
      requete<FileDemandes>(`${dossier(campagne)}?${ecrireAdresse(adresse)}`, 'GET', undefined, signal),
    placeholderData: keepPreviousData,
    ...vif,
  })

export type Voisines = {
  readonly rang: number
  readonly total: number
  readonly precedente: string | null
  readonly suivante: string | null
}

/** Where an application stands in the queue so looked at; null when an act took it out of it. */
export const useVoisines = (campagne: string, demande: string, recherche: RechercheEcrite) =>
  useQuery({
    queryKey: ['instruction', 'voisines', campagne, demande, recherche],
    queryFn: ({ signal }) =>
      requete<Voisines>(
        `${dossier(campagne)}/${encodeURIComponent(demande)}/voisines?${ecrireAdresse(recherche)}`,
        'GET',
        undefined,
        signal,
      ).catch((erreur: unknown) => {
        if (erreur instanceof ErreurApi && erreur.statut === 404) return null
        throw erreur
      }),
    ...vif,
  })

export const useEtude = (demande: string) =>
  useQuery({
    queryKey: ['instruction', 'etude', demande],
    queryFn: ({ signal }) =>
      requete<Etude>(`${cheminDemande(demande)}/instruction`, 'GET', undefined, signal),
    retry: (essais, erreur) => essais < 2 && !(erreur instanceof ErreurApi && erreur.statut === 404),
    ...vif,
  })

export type Envoi = { readonly chemin: string; readonly methode?: string; readonly corps?: object }

/** Sends an act. Done or refused, what is shown is asked again: another agent may have been first. */
export function useEnvoi<T = unknown>(onFait: (reponse: T) => void = () => {}) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ chemin, methode = 'POST', corps }: Envoi) => requete<T>(chemin, methode, corps),
    onSuccess: onFait,
    onSettled: () => requetes.invalidateQueries({ queryKey: ['instruction'] }),
  })
}
