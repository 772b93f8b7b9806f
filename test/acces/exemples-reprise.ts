import type { Db } from '#platform/db.ts'
import { creerVenueDunFichier, tableau2023 } from '../reprise-atelier.ts'
import type { Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

const fichier = (): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/octet-stream' },
  body: tableau2023(),
})
const VOTE = 'nom=votes.csv&deliberation=CP%202023-247&voteeLe=2023-07-05'

/** One example a route of a vote brought as a file, each on a campaign of its own where it writes. */
export function exemplesReprise(db: Db) {
  let rang = 0
  const campagne = async () => `/api/campagnes/${await creerVenueDunFichier(db, `venue-${++rang}`)}/reprise`
  const reprise = async (qui: Connecte | undefined) => {
    const adresse = await campagne()
    // Whoever may not take it back may not bring it either: for them there is nothing to take back.
    if (qui?.role === 'responsable') await qui.request(`${adresse}?${VOTE}`, fichier())
    return adresse
  }
  return {
    'GET /api/campagnes/{id}/reprise': {
      droit: 'classement.lire',
      chemin: async () => '/api/campagnes/2023/reprise',
    },
    'GET /api/campagnes/{id}/reprise/modele.xlsx': {
      droit: 'campagne.conduire',
      chemin: async () => '/api/campagnes/2023/reprise/modele.xlsx',
    },
    'POST /api/campagnes/{id}/reprise/apercu': {
      droit: 'campagne.conduire',
      chemin: async () => `${await campagne()}/apercu?nom=votes.csv`,
      envoi: fichier,
    },
    'POST /api/campagnes/{id}/reprise': {
      droit: 'campagne.conduire',
      chemin: async () => `${await campagne()}?${VOTE}`,
      envoi: fichier,
    },
    'POST /api/campagnes/{id}/reprise/retrait': {
      droit: 'campagne.conduire',
      chemin: async (qui) => `${await reprise(qui)}/retrait`,
      envoi: () => ({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ motif: 'Mauvais fichier' }),
      }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
