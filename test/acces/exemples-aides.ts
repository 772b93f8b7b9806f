import type { Exemple } from './exemples.ts'

/** The individual aids: anybody reads their rules and tries them. */
export const exemplesAides = () =>
  ({
    'GET /api/aides': { droit: 'reglement.lire' },
    'GET /api/aides/{code}': { droit: 'reglement.lire', chemin: async () => '/api/aides/ara-2025' },
    'POST /api/aides/{code}/simulation': {
      droit: 'reglement.lire',
      chemin: async () => '/api/aides/ara-2025/simulation',
      envoi: () => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ reponses: { niveau: '3' } }),
      }),
    },
  }) satisfies Readonly<Record<string, Exemple>>
