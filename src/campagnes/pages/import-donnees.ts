import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Campagne } from '#campagnes/campagne.ts'
import type { Anomalie, Gravite } from '#campagnes/importation/anomalies.ts'
import type { DemandeCampagne, Importation, LigneApercu } from '#campagnes/importation/importation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { requete } from '#ui/requete.ts'

/** How often the reading of a file is looked at, in ms. */
const PAS = 700

export const cheminImport = (id: string) => `/imports/${encodeURIComponent(id)}`

/** Whether the server still has something to do on its own. */
export const enCours = ({ etat }: Pick<Importation, 'etat'>) => etat === 'recu' || etat === 'en_lecture'

/** One import, followed until it is read; looked at again when the agent comes back to the tab. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => requete<Importation>(cheminImport(id), 'GET', undefined, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && enCours(state.data) ? PAS : false),
  })

/** Imports that were begun and not finished, from any tab. */
export const useImports = () =>
  useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => requete<Importation[]>('/imports', 'GET', undefined, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(enCours) ? 4 * PAS : false),
  })

type Page = { readonly page: number; readonly taille: number; readonly total: number }
export type PageAnomalies = Page & { readonly anomalies: readonly Anomalie[] }
export type PageApercu = Page & { readonly lignes: readonly LigneApercu[] }

export type FiltreAnomalies = {
  readonly gravite: Gravite
  /** A cause: both, or none. The empty column stands for whole lines. */
  readonly code?: string
  readonly colonne?: string
  readonly page?: number | undefined
}

/** One page of cells to look at; the previous page stays on the screen until the next one is there. */
export const useAnomalies = (id: string, { gravite, code, colonne, page = 1 }: FiltreAnomalies) => {
  const filtre = new URLSearchParams({ page: String(page), gravite })
  if (code) filtre.set('code', code)
  if (colonne !== undefined) filtre.set('colonne', colonne)
  return useQuery({
    queryKey: ['import', id, 'anomalies', filtre.toString()],
    queryFn: ({ signal }) =>
      requete<PageAnomalies>(`${cheminImport(id)}/anomalies?${filtre}`, 'GET', undefined, signal),
    placeholderData: keepPreviousData,
  })
}

/** One page of lines as they were understood. */
export const useApercu = (id: string, page = 1) =>
  useQuery({
    queryKey: ['import', id, 'apercu', page],
    queryFn: ({ signal }) =>
      requete<PageApercu>(`${cheminImport(id)}/apercu?page=${page}`, 'GET', undefined, signal),
    placeholderData: keepPreviousData,
  })

/** The règlements that a campaign may follow, the most recent first. */
export const useReglements = () =>
  useQuery({
    queryKey: ['reglements'],
    queryFn: ({ signal }) => requete<Reglement[]>('/reglements', 'GET', undefined, signal),
  })

/** Gives an import up, whatever its state; its list and its own query follow. */
export function useAbandon() {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => requete<unknown>(cheminImport(id), 'DELETE'),
    onSuccess: (_, id) => requetes.removeQueries({ queryKey: ['import', id], type: 'inactive' }),
    onSettled: () => requetes.invalidateQueries({ queryKey: ['imports'] }),
  })
}

export type Creation = {
  readonly campagne: string
  /** False when someone had created another campaign from this import in the meantime. */
  readonly conforme: boolean
}

/** Creates the campaign. The server creates one for each import: what it answers is compared with what was asked. */
export function useCreation(id: string) {
  const requetes = useQueryClient()
  return useMutation({
    mutationFn: async (demande: DemandeCampagne): Promise<Creation> => {
      const { campagne } = await requete<{ campagne: string }>(
        `${cheminImport(id)}/campagne`,
        'POST',
        demande,
      )
      const creee = await requetes.fetchQuery({
        queryKey: ['campagne', campagne],
        queryFn: () => requete<Campagne>(`/campagnes/${encodeURIComponent(campagne)}`),
      })
      const conforme =
        creee.libelle === demande.libelle.trim() &&
        creee.dotation === demande.dotation &&
        creee.reglement.code === demande.reglement
      return { campagne, conforme }
    },
    onSettled: () =>
      Promise.all([
        requetes.invalidateQueries({ queryKey: ['campagnes'] }),
        requetes.invalidateQueries({ queryKey: ['imports'] }),
        requetes.invalidateQueries({ queryKey: ['import', id], exact: true }),
      ]),
  })
}
