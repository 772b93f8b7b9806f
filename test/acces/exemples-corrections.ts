import { findACorriger } from '#aides/dossiers/store-corrections.ts'
import type { Exemple } from './exemples.ts'
import type { preparerSuivi } from './exemples-suivi.ts'

/** One example a route of what is corrected of a dossier already deposited. */
export function exemplesCorrections(suivi: ReturnType<typeof preparerSuivi>) {
  let version = ''
  return {
    'GET /api/dossiers-aides/{id}/corrections': {
      droit: 'aide.traiter',
      chemin: async (qui) => `/api/dossiers-aides/${(await suivi.dossier(qui)).id}/corrections`,
    },
    'POST /api/dossiers-aides/{id}/corrections': {
      droit: 'aide.corriger',
      chemin: async (qui) => {
        const { id } = await suivi.dossier(qui)
        version = (await findACorriger(suivi.db, id))!.version
        return `/api/dossiers-aides/${id}/corrections`
      },
      envoi: () => ({
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ version, cellules: { telephone: '06 12 34 56 78' }, motif: 'Nouveau numéro' }),
      }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
