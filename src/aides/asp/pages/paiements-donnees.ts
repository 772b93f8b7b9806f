import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AdressePaiements, ecrireAdresse } from '#aides/asp/pages/paiements-adresse.ts'
import type { PageDePaiements, Tableau } from '#aides/asp/schema-asp.ts'
import { requete } from '#ui/requete.ts'

export type PaiementVu = PageDePaiements['paiements'][number]
export type FichierVu = Tableau['fichiers'][number]
export type RetourVu = Tableau['retours'][number]
export type LigneVue = Tableau['parquees'][number]

export const CHEMIN = '/paiements-aides'
const CLE = ['paiements-aides'] as const
/** Several agents work at once: what is shown is asked again each time. */
const vif = { staleTime: 0, refetchOnWindowFocus: 'always' } as const
/** Work goes on after the answer: what it changes is asked about that often, for that long. */
const PAS_MS = 1_500
const TOURS = 20

export const useTableau = (session: string | undefined, suivi: boolean) =>
  useQuery({
    queryKey: [...CLE, 'tableau', session],
    queryFn: ({ signal }) =>
      requete<Tableau>(
        `${CHEMIN}${session ? `?session=${encodeURIComponent(session)}` : ''}`,
        'GET',
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: suivi ? PAS_MS : false,
    ...vif,
  })

export const usePaiements = (adresse: AdressePaiements, suivi: boolean) =>
  useQuery({
    queryKey: [...CLE, 'liste', adresse],
    queryFn: ({ signal }) =>
      requete<PageDePaiements>(`${CHEMIN}/liste?${ecrireAdresse(adresse)}`, 'GET', undefined, signal),
    placeholderData: keepPreviousData,
    refetchInterval: suivi ? PAS_MS : false,
    ...vif,
  })

/** Whether work asked from here may still be going on. */
export function useSuivi(): readonly [boolean, () => void] {
  const [fin, setFin] = useState<ReturnType<typeof setTimeout>>()
  const lancer = () => {
    clearTimeout(fin)
    setFin(setTimeout(() => setFin(undefined), PAS_MS * TOURS))
  }
  return [fin !== undefined, lancer]
}

export type Envoi = { readonly suite: string; readonly methode?: string; readonly corps?: object }

/** Sends an act. Done or refused, what is shown is asked again: another agent may have been first. */
export function useEnvoi<T = unknown>(onFait: (reponse: T) => void = () => {}) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: ({ suite, methode = 'POST', corps }: Envoi) =>
      requete<T>(`${CHEMIN}${suite}`, methode, corps),
    onSuccess: onFait,
    onSettled: () => requetes.invalidateQueries({ queryKey: CLE }),
  })
}

/** Takes a file away, sent to the agency or returned by it: an act, hence not a link. */
export async function emporter(
  { id, nom }: Pick<FichierVu, 'id' | 'nom'>,
  sorte: 'fichiers' | 'retours' = 'fichiers',
): Promise<void> {
  const reponse = await fetch(`/api${CHEMIN}/${sorte}/${encodeURIComponent(id)}/retrait`, { method: 'POST' })
  if (!reponse.ok) throw new Error(`Le fichier ${nom} n’a pas pu être téléchargé. Réessayez.`)
  const adresse = URL.createObjectURL(await reponse.blob())
  const lien = Object.assign(document.createElement('a'), { href: adresse, download: nom })
  lien.click()
  setTimeout(() => URL.revokeObjectURL(adresse), 1_000)
}
