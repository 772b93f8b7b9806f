import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExceptionnelleLue, Exceptionnelles } from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { Etude, FileDemandes } from '#campagnes/demandes/instruction.ts'
import type { ActeLot, Lot, Vue } from '#campagnes/demandes/instruction-lot.ts'
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

/** What a body asks for beside its application, with what bounds it. */
export const useExceptionnelle = (demande: string) =>
  useQuery({
    queryKey: ['instruction', 'exceptionnelle', demande],
    queryFn: ({ signal }) =>
      requete<ExceptionnelleLue>(`${cheminDemande(demande)}/exceptionnelle`, 'GET', undefined, signal),
    ...vif,
  })

/** Every exceptional majoration of a campaign, and their envelope. */
export const useExceptionnelles = (campagne: string) =>
  useQuery({
    queryKey: ['instruction', 'exceptionnelles', campagne],
    queryFn: ({ signal }) =>
      requete<Exceptionnelles>(
        `/campagnes/${encodeURIComponent(campagne)}/exceptionnelles`,
        'GET',
        undefined,
        signal,
      ),
    ...vif,
  })

/** Ways to look at the queue, shared in the team. */
export const useVues = () =>
  useQuery({
    queryKey: ['instruction', 'vues'],
    queryFn: ({ signal }) => requete<Vue[]>('/instruction/vues', 'GET', undefined, signal),
    ...vif,
  })

/** How often a work under way is asked about. */
const PAS_MS = 700

/** A work on many applications, followed until it stops. */
export const useLot = (id: string) =>
  useQuery({
    queryKey: ['lot', id],
    queryFn: ({ signal }) =>
      requete<Lot>(`/instruction/lots/${encodeURIComponent(id)}`, 'GET', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.etat === 'en_cours' ? PAS_MS : false),
    staleTime: 0,
  })

/** Every application that answers a search, page after page: what is done together goes beyond the page in sight. */
export async function listerToutes(campagne: string, recherche: RechercheEcrite): Promise<string[]> {
  const ids: string[] = []
  for (let page = 1; ; page++) {
    const adresse = ecrireAdresse({ ...recherche, page: String(page) })
    const { demandes, total } = await requete<FileDemandes>(`${dossier(campagne)}?${adresse}`)
    ids.push(...demandes.map(({ id }) => id))
    if (demandes.length === 0 || ids.length >= total) return ids
  }
}

/** Starts one work for each agent, or one for all. @returns them, as they begin */
export const lancerLots = (
  campagne: string,
  acte: ActeLot,
  parts: readonly { readonly agent: string | null; readonly part: readonly string[] }[],
): Promise<Lot[]> =>
  Promise.all(
    parts
      .filter(({ part }) => part.length > 0)
      .map(({ agent, part }) =>
        requete<Lot>(`${dossier(campagne)}/lot`, 'POST', { acte, agent, demandes: part }),
      ),
  )

export type Envoi = { readonly chemin: string; readonly methode?: string; readonly corps?: object }

/** Sends an act. Done or refused, what is shown is asked again: another agent may have been first. */
export function useEnvoi<T = unknown>(onFait: (reponse: T) => void = () => {}) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ chemin, methode = 'POST', corps }: Envoi) => requete<T>(chemin, methode, corps),
    onSuccess: onFait,
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: ['instruction'] }),
        // What is granted shows on the screens of the campaign: read again when one goes there.
        requetes.invalidateQueries({ queryKey: ['campagne'], refetchType: 'none' }),
      ]),
  })
}
