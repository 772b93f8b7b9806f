import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Campagne, ResumeCampagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { decoderFormations, type FormationsCompactes } from '#campagnes/transport.ts'
import { requete } from '#ui/requete.ts'

/** The campaigns of the database, the most recent exercice first. */
export const useCampagnes = () =>
  useQuery({
    queryKey: ['campagnes'],
    queryFn: ({ signal }) => requete<ResumeCampagne[]>('/campagnes', 'GET', undefined, signal),
  })

/** How one campaign is asked for: also by a screen that needs several of them. */
export const optionsCampagne = (id: string) =>
  queryOptions({
    queryKey: ['campagne', id],
    queryFn: ({ signal }) =>
      requete<Campagne>(`/campagnes/${encodeURIComponent(id)}`, 'GET', undefined, signal),
  })

/** One campaign, without its formations. */
export const useCampagne = (id: string) => useQuery(optionsCampagne(id))

/** Its formations, decoded once; a campaign's formations never change, so they are never asked twice. */
export const useFormations = (id: string) =>
  useQuery<Formation[]>({
    queryKey: ['formations', id],
    queryFn: async ({ signal }) =>
      decoderFormations(
        await requete<FormationsCompactes>(
          `/campagnes/${encodeURIComponent(id)}/formations`,
          'GET',
          undefined,
          signal,
        ),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
