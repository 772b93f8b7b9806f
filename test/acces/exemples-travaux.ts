import type { Exemple } from './exemples.ts'

/** The one route of the works in the background. */
export const exemplesTravaux = () =>
  ({
    'GET /api/travaux': { droit: 'travail.lire', chemin: async () => '/api/travaux?qui=moi' },
  }) satisfies Readonly<Record<string, Exemple>>
