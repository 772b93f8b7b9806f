import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DossiersAVerifier } from '#aides/listes/schema-homonymes.ts'
import type { LigneLue, ListeLue, ListesLues, PageDeLignes } from '#aides/listes/schema-listes.ts'
import { lireRefus, requete } from '#ui/requete.ts'

/** What the screens of lists ask of the server. */

const segment = encodeURIComponent
export const adresseListe = (liste: string) => `/listes-aides/${segment(liste)}`
const adresseSession = (session: string) => `/campagnes-aides/${segment(session)}`

const EN_TRAVAIL = ['recue', 'en_lecture', 'en_depot']
export const enTravail = ({ etat }: { readonly etat: string }) => EN_TRAVAIL.includes(etat)

export const useListes = (session: string) =>
  useQuery({
    queryKey: ['listes-aides', session],
    queryFn: ({ signal }) =>
      requete<ListesLues>(`${adresseSession(session)}/listes`, 'GET', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.listes.some(enTravail) ? 1_000 : false),
    retry: false,
  })

/** A list; asked again every second while it is being read or deposited. */
export const useListe = (id: string) =>
  useQuery({
    queryKey: ['liste-aide', id],
    queryFn: ({ signal }) => requete<ListeLue>(adresseListe(id), 'GET', undefined, signal),
    refetchInterval: ({ state }) => (state.data && enTravail(state.data) ? 1_000 : false),
    retry: false,
  })

export const useLignes = (id: string, recherche: string, pret: boolean) =>
  useQuery({
    queryKey: ['liste-aide', id, 'lignes', recherche],
    queryFn: ({ signal }) =>
      requete<PageDeLignes>(`${adresseListe(id)}/lignes?${recherche}`, 'GET', undefined, signal),
    enabled: pret,
    placeholderData: (avant) => avant,
  })

export function useEnvoi(session: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (fichier: File) =>
      requete<{ id: string; existant: boolean }>(
        `${adresseSession(session)}/listes?nom=${segment(fichier.name.slice(0, 200))}`,
        'POST',
        fichier,
      ),
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['listes-aides', session] }),
  })
}

/** An act on a list: it and its lines are then read again. */
export function useActe<T, R>(id: string, faire: (saisie: T) => Promise<R>) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: faire,
    onSuccess: () => requetes.invalidateQueries({ queryKey: ['liste-aide', id] }),
  })
}

export type Correction = { readonly ligne: number; readonly cellules: Readonly<Record<string, string>> }
export const corriger =
  (id: string) =>
  ({ ligne, cellules }: Correction) =>
    requete<LigneLue>(`${adresseListe(id)}/lignes/${ligne}`, 'PATCH', { cellules })

export type Remplacement = { readonly champ: string; readonly de: string; readonly par: string }
/** Everywhere at once, a batch after the other until none is left. @returns how many lines */
export const remplacer = (id: string) => async (remplacement: Remplacement) => {
  for (let total = 0; ; ) {
    const { lignes } = await requete<{ lignes: number }>(
      `${adresseListe(id)}/remplacements`,
      'POST',
      remplacement,
    )
    total += lignes
    if (lignes < 2_000) return total
  }
}

export const ecarter =
  (id: string) =>
  ({ ligne, motif }: { readonly ligne: number; readonly motif: string | null }) =>
    requete<LigneLue>(`${adresseListe(id)}/lignes/${ligne}/ecart`, 'PUT', { motif })

export const deposer = (id: string) => (lignes: 'toutes' | 'valides') =>
  requete<void>(`${adresseListe(id)}/depot`, 'POST', { lignes })

export const abandonner = (id: string) => () => requete<void>(adresseListe(id), 'DELETE')

/** Saves the list as corrected so far: an act, since the accounts are in it. */
export const telecharger = (id: string, nom: string) => async () => {
  const reponse = await fetch(`/api${adresseListe(id)}/fichier`, { method: 'POST' })
  if (!reponse.ok) throw lireRefus(reponse.status, await reponse.json().catch(() => undefined))
  const adresse = URL.createObjectURL(await reponse.blob())
  const lien = Object.assign(document.createElement('a'), {
    href: adresse,
    download: `à corriger ${nom.replace(/\.\w+$/, '')}.xlsx`,
  })
  lien.click()
  URL.revokeObjectURL(adresse)
}

export const useAVerifier = (session: string) =>
  useQuery({
    queryKey: ['a-verifier', session],
    queryFn: ({ signal }) =>
      requete<DossiersAVerifier>(`${adresseSession(session)}/a-verifier`, 'GET', undefined, signal),
    retry: false,
  })

export function useIdentifier(session: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ dossier, ...dit }: { dossier: string; personne: string | null; note: string }) =>
      requete<{ etat: string; consequence: string | null; rangOctroi: number | null }>(
        `/dossiers-aides/${segment(dossier)}/identite`,
        'POST',
        dit,
      ),
    onSettled: () => requetes.invalidateQueries({ queryKey: ['a-verifier', session] }),
  })
}
