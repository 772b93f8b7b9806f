import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InvitationsLues, MessagesLus } from '#annuaire/schema-invitations.ts'
import { requete } from '#ui/requete.ts'

/** What the address of a list carries. */
export type RechercheListe = { readonly q?: string; readonly etat?: string; readonly page?: number }

/** Keeps what an address may say and drops the rest: a link typed by hand never breaks the page. */
export function lireRecherche(
  brute: Readonly<Record<string, unknown>>,
  etats: Readonly<Record<string, string>>,
): RechercheListe {
  const q = ['string', 'number'].includes(typeof brute.q) ? String(brute.q).trim().slice(0, 200) : ''
  const etat = typeof brute.etat === 'string' && Object.hasOwn(etats, brute.etat) ? brute.etat : ''
  const page = Number(brute.page)
  return {
    ...(q && { q }),
    ...(etat && { etat }),
    ...(Number.isInteger(page) && page > 1 && page <= 100_000 && { page }),
  }
}

/** The address as state; each search is a step for « précédent ». */
export function useRechercheListe(
  ecran: '/administration/invitations' | '/administration/messages',
  etats: Readonly<Record<string, string>>,
): [RechercheListe, (recherche: RechercheListe) => void] {
  const naviguer = useNavigate()
  return [
    lireRecherche(useSearch({ strict: false }), etats),
    (recherche) => void naviguer({ to: ecran, search: lireRecherche(recherche, etats) }),
  ]
}

const parametres = (recherche: RechercheListe) =>
  new URLSearchParams(Object.entries(recherche).map(([cle, valeur]) => [cle, String(valeur)])).toString()

export const INVITATIONS = 'invitations'
export const useInvitations = (recherche: RechercheListe) =>
  useQuery({
    queryKey: [INVITATIONS, recherche],
    queryFn: ({ signal }) =>
      requete<InvitationsLues>(`/invitations?${parametres(recherche)}`, 'GET', undefined, signal),
    staleTime: 0,
  })

export const MESSAGES = 'messages'
export const useMessages = (recherche: RechercheListe) =>
  useQuery({
    queryKey: [MESSAGES, recherche],
    queryFn: ({ signal }) =>
      requete<MessagesLus>(`/messages?${parametres(recherche)}`, 'GET', undefined, signal),
    staleTime: 0,
  })

const instant = new Intl.DateTimeFormat('fr-FR', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Paris',
})
/** A UTC instant as read in Paris. */
export const ecrireInstant = (iso: string): string => instant.format(new Date(iso))
