import { queryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { CompteCourant } from '#annuaire/schema-compte.ts'
import type { Action } from '#socle/acces.ts'
import { requete } from '#ui/requete.ts'

/** Capabilities to the right know the account by its screens, not by its routes. */
export type { CompteCourant } from '#annuaire/schema-compte.ts'

/** Who is here and what they may do. Asked again when one comes back to the page: another tab may have signed out. */
export const compteCourant = queryOptions({
  queryKey: ['compte'],
  queryFn: ({ signal }) => requete<CompteCourant>('/compte', 'GET', undefined, signal),
  refetchOnWindowFocus: 'always',
})

export const useCompte = () => useQuery(compteCourant)

/** What the person may do; nothing as long as we do not know who they are. */
export function useDroits(): ReadonlySet<Action> {
  const { data } = useCompte()
  return useMemo(() => new Set(data?.droits), [data])
}

/** What is only offered to those who may do it. The server decides again, whatever is shown. */
export function SiDroit({
  action,
  children,
}: {
  readonly action: Action
  readonly children: ReactNode
}): ReactNode {
  return useDroits().has(action) ? children : null
}

/** Address that signs in by a provider and comes back to this screen. */
export const adresseConnexion = (fournisseur: string, retour = location.pathname + location.search) =>
  `/api/connexion/${encodeURIComponent(fournisseur)}?retour=${encodeURIComponent(retour)}`
