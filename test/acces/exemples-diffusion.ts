import type { Exemple } from './exemples.ts'

/** What is passed on and published, on the voted campaign of the demonstration. */
export const exemplesDiffusion = () =>
  ({
    'GET /api/donnees-ouvertes': { droit: 'publication.lire' },
    'GET /api/donnees-ouvertes/datapackage.json': { droit: 'publication.lire' },
    'GET /api/donnees-ouvertes/subventions/{fichier}': {
      droit: 'publication.lire',
      chemin: async () => '/api/donnees-ouvertes/subventions/2023.csv',
    },
  }) satisfies Readonly<Record<string, Exemple>>
