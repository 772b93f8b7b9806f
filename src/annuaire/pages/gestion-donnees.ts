import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Attente,
  CompteAdministre,
  Comptes,
  Organisations,
  SessionAdministree,
} from '#annuaire/schema-gestion.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { requete } from '#ui/requete.ts'

/** Root of every query of the administration: one change may show in several screens. */
const RACINE = 'administration'

/** What the address of a list carries. */
export type RechercheListe = {
  readonly q?: string
  readonly etat?: string
  readonly nature?: string
  readonly page?: number
}

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export function lireRechercheListe(
  brute: Readonly<Record<string, unknown>>,
  etats: readonly string[],
): RechercheListe {
  const q = typeof brute.q === 'string' || typeof brute.q === 'number' ? String(brute.q).trim() : ''
  const page = Number(brute.page)
  return {
    ...(q && { q: q.slice(0, 100) }),
    ...(etats.includes(String(brute.etat)) && { etat: String(brute.etat) }),
    ...(Number.isInteger(page) && page > 1 && page <= 100_000 && { page }),
  }
}

const ecrire = (recherche: RechercheListe): string =>
  new URLSearchParams(Object.entries(recherche).map(([cle, valeur]) => [cle, String(valeur)])).toString()

/** Accounts change under the hand of several administrators: each screen asks again when it is shown. */
const useLecture = <T>(chemin: string, actif = true) =>
  useQuery({
    queryKey: [RACINE, chemin],
    queryFn: ({ signal }) => requete<T>(chemin, 'GET', undefined, signal),
    staleTime: 0,
    enabled: actif,
  })

export const useComptes = (recherche: RechercheListe) =>
  useLecture<Comptes>(`/personnes?${ecrire(recherche)}`)
export const useOrganisations = (recherche: RechercheListe, actif = true) =>
  useLecture<Organisations>(`/organisations?${ecrire(recherche)}`, actif)
export const useCompteAdministre = (id: string) => useLecture<CompteAdministre>(cheminCompte(id))
export const useSessionsDe = (id: string) => useLecture<SessionAdministree[]>(`${cheminCompte(id)}/sessions`)
export const useAttente = (actif: boolean) => useLecture<Attente>('/administration/attente', actif)

export const cheminCompte = (id: string): string => `/personnes/${encodeURIComponent(id)}`

export type Geste = {
  readonly chemin: string
  readonly methode: 'POST' | 'PUT' | 'DELETE'
  readonly corps?: object
  /** What is said once it is done. */
  readonly fait: string
}

/** Does one act, says it, and reads everything again: also when it is refused, since somebody may have been there before. */
export function useGeste(onFait: () => void = () => {}) {
  const requetes = useQueryClient()
  const annoncer = useAnnonce()
  return useMutation({
    mutationFn: ({ chemin, methode, corps }: Geste) => requete<unknown>(chemin, methode, corps),
    onSuccess: (_, { fait }) => {
      annoncer(fait)
      onFait()
    },
    onSettled: () => requetes.invalidateQueries({ queryKey: [RACINE] }),
  })
}
