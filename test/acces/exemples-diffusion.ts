import type { Exemple } from './exemples.ts'
import { exemplesRapprochement } from './exemples-rapprochement.ts'

/** What is passed on and published, on the voted campaign of the demonstration. */
export const exemplesDiffusion = () =>
  ({
    ...exemplesRapprochement(),
    'GET /api/donnees-ouvertes': { droit: 'publication.lire' },
    'GET /api/donnees-ouvertes/datapackage.json': { droit: 'publication.lire' },
    'GET /api/donnees-ouvertes/subventions/{fichier}': {
      droit: 'publication.lire',
      chemin: async () => '/api/donnees-ouvertes/subventions/2023.csv',
    },
    'GET /api/campagnes/{id}/transmission': {
      droit: 'transmission.lire',
      chemin: async () => '/api/campagnes/2023/transmission',
    },
    'GET /api/campagnes/{id}/transmission.xlsx': {
      droit: 'transmission.lire',
      chemin: async () => '/api/campagnes/2023/transmission.xlsx',
    },
  }) satisfies Readonly<Record<string, Exemple>>
