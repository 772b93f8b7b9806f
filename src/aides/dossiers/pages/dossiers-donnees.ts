import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DossierLu, PageDossiers } from '#aides/dossiers/dossier.ts'
import { type AdresseDossiers, ecrireAdresse } from '#aides/dossiers/pages/dossiers-adresse.ts'
import type { CorrectionsDossier } from '#aides/dossiers/routes-corrections-contrat.ts'
import { cheminSession } from '#aides/sessions/pages/session-donnees.ts'
import { requete } from '#ui/requete.ts'

/** Several agents work at once: what is shown is asked again each time, and whenever one comes back to the page. */
const vif = { staleTime: 0, refetchOnWindowFocus: 'always' } as const

export const cheminDossier = (id: string, suite = '') => `/dossiers-aides/${encodeURIComponent(id)}${suite}`

/** A page of the dossiers of a session; the one before stays in sight while the next comes. */
export const useDossiers = (session: string, adresse: AdresseDossiers) =>
  useQuery({
    queryKey: ['dossiers-aides', 'liste', session, adresse],
    queryFn: ({ signal }) =>
      requete<PageDossiers>(
        `${cheminSession(session, '/dossiers')}?${ecrireAdresse(adresse)}`,
        'GET',
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
    ...vif,
  })

/** What of a dossier may be corrected, what must be, and what was. */
export const useCorrections = (id: string) =>
  useQuery({
    queryKey: ['dossiers-aides', id, 'corrections'],
    queryFn: ({ signal }) =>
      requete<CorrectionsDossier>(cheminDossier(id, '/corrections'), 'GET', undefined, signal),
    ...vif,
  })

export const useDossierAide = (id: string) =>
  useQuery({
    queryKey: ['dossiers-aides', id],
    queryFn: ({ signal }) => requete<DossierLu>(cheminDossier(id), 'GET', undefined, signal),
    ...vif,
  })
