import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { EntreesLues } from '#journal/schema-journal.ts'
import { requete } from '#ui/requete.ts'

export const CLES = ['personne', 'objet', 'acte', 'du', 'au'] as const
export type Criteres = { readonly [cle in (typeof CLES)[number]]?: string }

/** What the address of the journal carries: what is looked for, and from where the page starts. */
export type RechercheJournal = Criteres & { readonly avant?: string }

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export function lireRecherche(brute: Readonly<Record<string, unknown>>): RechercheJournal {
  const lues = [...CLES, 'avant'].flatMap((cle) => {
    // The router reads « 2023 » in an address as a number.
    const valeur = typeof brute[cle] === 'number' ? String(brute[cle]) : brute[cle]
    return typeof valeur === 'string' && valeur.trim() ? [[cle, valeur.trim()]] : []
  })
  return Object.fromEntries(lues)
}

/** `?personne=Benali&acte=…`, what the server reads. */
export const ecrireParametres = (recherche: RechercheJournal): string =>
  new URLSearchParams(recherche as Record<string, string>).toString()

/** The address as state; each search is a step for « précédent ». */
export function useRecherche(): [RechercheJournal, (recherche: RechercheJournal) => void] {
  const naviguer = useNavigate()
  return [
    lireRecherche(useSearch({ strict: false })),
    (recherche) => void naviguer({ to: '/journal', search: lireRecherche(recherche) }),
  ]
}

/** Acts come at any time: a page of the journal is asked again each time it is shown. */
export const useJournal = (recherche: RechercheJournal) =>
  useQuery({
    queryKey: ['journal', recherche],
    queryFn: ({ signal }) =>
      requete<EntreesLues>(`/journal?${ecrireParametres(recherche)}`, 'GET', undefined, signal),
    staleTime: 0,
  })

/** What happened to an object, a page at a time. */
export const useHistoire = (objet: string) =>
  useInfiniteQuery({
    queryKey: ['histoire', objet],
    queryFn: ({ signal, pageParam }) => {
      const parametres = new URLSearchParams({ objet, ...(pageParam && { avant: String(pageParam) }) })
      return requete<EntreesLues>(`/historique?${parametres}`, 'GET', undefined, signal)
    },
    initialPageParam: 0,
    getNextPageParam: ({ suivante }) => suivante,
    staleTime: 0,
  })
