import { classerFormations } from '#majoration/simulation.ts'
import { campagne2023 } from '../../demo/campagne-2023.ts'
import { reglement2023 } from '../tirage-2023.ts'
import type { Exemple } from './exemples.ts'

const adresse = '/api/campagnes/2023/rapprochement'
let rang = 0

let meilleure: string | undefined
/** Signed contracts of the best formation of 2023, which is retained whatever the cut. */
const envoi = (): RequestInit => {
  meilleure ??= classerFormations(campagne2023(reglement2023).formations, reglement2023)[0]!.formation
    .identifiant
  const signes = 1_000 + ++rang
  return {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: `Identifiant;Contrats signés;Motif\n${meilleure};${signes};demande\n`,
  }
}

/** One example a route of the reconciliation of signed contracts. */
export const exemplesRapprochement = () =>
  ({
    'GET /api/campagnes/{id}/rapprochement': { droit: 'rapprochement.lire', chemin: async () => adresse },
    'GET /api/campagnes/{id}/rapprochement.xlsx': {
      droit: 'rapprochement.lire',
      chemin: async () => `${adresse}.xlsx`,
    },
    'GET /api/campagnes/{id}/rapprochement.csv': {
      droit: 'rapprochement.lire',
      chemin: async () => `${adresse}.csv`,
    },
    'GET /api/campagnes/{id}/rapprochement/modele.xlsx': {
      droit: 'rapprochement.ecrire',
      chemin: async () => `${adresse}/modele.xlsx`,
    },
    'POST /api/campagnes/{id}/rapprochement/apercu': {
      droit: 'rapprochement.ecrire',
      chemin: async () => `${adresse}/apercu?nom=signes.csv`,
      envoi,
    },
    'POST /api/campagnes/{id}/rapprochement': {
      droit: 'rapprochement.ecrire',
      chemin: async () => `${adresse}?nom=signes.csv`,
      envoi,
    },
  }) satisfies Readonly<Record<string, Exemple>>
