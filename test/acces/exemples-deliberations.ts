import { sql } from 'kysely'
import { MODELE_MAJORATION } from '#deliberations/modele-majoration.ts'
import type { Db } from '#platform/db.ts'
import { creerDeliberee } from '../deliberation-atelier.ts'
import type { Exemple } from './exemples.ts'

const lire = (fin = '', droit: Exemple['droit'] = 'classement.lire'): Exemple => ({
  droit,
  chemin: async () => `/api/campagnes/2023/deliberation${fin}`,
})

/** The délibération of the demonstration, read and rewritten; what is locked is locked on a campaign of its own. */
export function exemplesDeliberations(db: Db): Readonly<Record<string, Exemple>> {
  let version = 0
  let rang = 0
  return {
    'GET /api/campagnes/{id}/deliberation': lire(),
    'GET /api/campagnes/{id}/deliberation.docx': lire('.docx', 'document.exporter'),
    'GET /api/campagnes/{id}/deliberation.pdf': lire('.pdf', 'document.exporter'),
    'PUT /api/campagnes/{id}/deliberation': {
      droit: 'campagne.conduire',
      chemin: async () => {
        const { rows } = await sql<{ version: number }>`
          select version from deliberation where campagne = '2023'`.execute(db)
        version = rows[0]?.version ?? 0
        return '/api/campagnes/2023/deliberation'
      },
      envoi: () => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...MODELE_MAJORATION,
          ...{ contratsDepuis: '2022-09-01', affectations: [], version },
        }),
      }),
    },
    'POST /api/campagnes/{id}/deliberation/arret': {
      droit: 'campagne.conduire',
      chemin: async () =>
        `/api/campagnes/${await creerDeliberee(db, `deliberee-${++rang}`)}/deliberation/arret`,
    },
  }
}
