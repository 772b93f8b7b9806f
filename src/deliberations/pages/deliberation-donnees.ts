import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DeliberationLue } from '#deliberations/schema-deliberation.ts'
import { requete } from '#ui/requete.ts'

export type { DeliberationLue } from '#deliberations/schema-deliberation.ts'

const chemin = (campagne: string) => `/campagnes/${encodeURIComponent(campagne)}/deliberation`

/** The text, filled in, and the check of its figures; asked again when one comes back. */
export const useDeliberation = (campagne: string) =>
  useQuery({
    queryKey: ['deliberation', campagne],
    queryFn: ({ signal }) => requete<DeliberationLue>(chemin(campagne), 'GET', undefined, signal),
    staleTime: 0,
  })

/** Saving and locking; after each the text and its check are read again. */
export function useActesDeliberation(campagne: string) {
  const requetes = useQueryClient()
  const relire = () => requetes.invalidateQueries({ queryKey: ['deliberation', campagne] })
  const enregistrer = useMutation({
    mutationFn: (corps: DeliberationLue['texte'] & { readonly version: number }) =>
      requete<{ version: number }>(chemin(campagne), 'PUT', corps),
    onSuccess: relire,
  })
  const arreter = useMutation({
    mutationFn: () => requete<{ reference: string }>(`${chemin(campagne)}/arret`, 'POST'),
    onSettled: relire,
  })
  return { enregistrer, arreter }
}
