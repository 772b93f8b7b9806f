import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BrouillonAppel } from '#campagnes/appel.ts'
import type { ActeCampagne } from '#campagnes/cycle-campagne.ts'
import { ecrireHeure } from '#campagnes/horaires.ts'
import type { AppelLuRegion, ConduiteCampagne, ListeArretee, Reouvertures } from '#campagnes/schema-appel.ts'
import { requete } from '#ui/requete.ts'

const chemin = (id: string, suite: string) => `/campagnes/${encodeURIComponent(id)}/${suite}`

/** The call as the Région keeps it. */
export const useAppel = (id: string) =>
  useQuery({
    queryKey: ['appel-region', id],
    queryFn: ({ signal }) => requete<AppelLuRegion>(chemin(id, 'appel'), 'GET', undefined, signal),
    staleTime: 0,
  })

/** Where the campaign stands. Time alone may open a step (the call has closed): asked again every half minute. */
export const useConduite = (id: string) =>
  useQuery({
    queryKey: ['conduite', id],
    queryFn: ({ signal }) => requete<ConduiteCampagne>(chemin(id, 'conduite'), 'GET', undefined, signal),
    staleTime: 0,
    refetchInterval: 30_000,
  })

/** The exceptions granted to one body. */
export const useReouvertures = (id: string) =>
  useQuery({
    queryKey: ['reouvertures', id],
    queryFn: ({ signal }) => requete<Reouvertures>(chemin(id, 'reouvertures'), 'GET', undefined, signal),
    staleTime: 0,
  })

export type NouvelAppel = {
  readonly libelle: string
  readonly exercice: number
  readonly reglement: string
  readonly dotation: number
}

/** Prepares a new call: a campaign without any formation. */
export function usePreparation() {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (appel: NouvelAppel) => requete<{ id: string }>('/campagnes', 'POST', appel),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['campagnes'] }),
  })
}

/** Saves the call; refused when somebody else did since `version`. */
export function useEnregistrement(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (appel: BrouillonAppel & { readonly version: number }) =>
      requete<AppelLuRegion>(chemin(id, 'appel'), 'PUT', appel),
    onSuccess: (appel) => requetes.setQueryData(['appel-region', id], appel),
    onSettled: () => relire(requetes, id),
  })
}

/** Takes a step of the campaign. */
export function usePas(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (pas: { readonly acte: ActeCampagne; readonly motif: string | null }) =>
      requete<unknown>(chemin(id, 'etat'), 'POST', pas),
    onSettled: () => relire(requetes, id),
  })
}

/** Draws the formations of the ranking up from the validated applications. */
export function useListe(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: () => requete<ListeArretee>(chemin(id, 'liste'), 'POST'),
    onSettled: () => relire(requetes, id),
  })
}

/** Opens the call again for one body. */
export function useReouverture(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (demande: {
      readonly organisation: string
      readonly jusquAu: string
      readonly motif: string
    }) => requete<unknown>(chemin(id, 'reouvertures'), 'POST', demande),
    onSettled: () => requetes.invalidateQueries({ queryKey: ['reouvertures', id] }),
  })
}

/** Refused or not, the screens say what is now kept: the formations too, which a list replaces. */
const relire = (requetes: QueryClient, id: string) =>
  Promise.all([
    requetes.invalidateQueries({ queryKey: ['campagnes'] }),
    ...['appel-region', 'conduite', 'campagne', 'formations'].map((quoi) =>
      requetes.invalidateQueries({ queryKey: [quoi, id] }),
    ),
  ])

// The Swedes write « 2027-03-31 23:59:59 »: the form of a typed time, but for its T.
const paris = new Intl.DateTimeFormat('sv-SE', {
  ...{ dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' },
})
/** A UTC instant as a clock in Paris shows it, whatever the zone of the browser. */
export const ecrireInstant = (instant: string): string =>
  ecrireHeure(paris.format(new Date(instant)).replace(' ', 'T'))
