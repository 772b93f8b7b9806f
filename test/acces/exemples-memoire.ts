import { sql } from 'kysely'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

/** Archives in each state, made without waiting for their work. */
export function preparerMemoire({ db, personne }: Pick<Application, 'db' | 'personne'>) {
  const ou = async (qui: Connecte | undefined): Promise<string> => {
    const lea = personne('lea-fontaine')
    const sienne = qui?.role.startsWith('ofcfa') ? qui.organisation : lea.organisation
    const { rows } = await sql<{ siret: string }>`
      select siret from organisation where id = ${sienne}`.execute(db)
    return rows[0]!.siret
  }
  /** Asked for by this person, by an agent when nobody could. */
  const archive = async (qui: Connecte | undefined, etat: 'en_cours' | 'prete' | 'annulee') => {
    const { id, role, organisation } = qui ?? personne('camille-royer')
    const prete = etat === 'prete'
    const { rows } = await sql<{ id: string }>`
      insert into archive (siret, etat, par, role, organisation, taille, sha256, finie_le)
      values (${await ou(qui)}, ${etat}, ${id}, ${role}, ${organisation}, ${prete ? 3 : null},
        ${prete ? '0'.repeat(64) : null}, ${etat === 'en_cours' ? null : '2026-07-01T10:00:00Z'}) returning id
    `.execute(db)
    if (prete)
      await sql`insert into archive_morceau values (${rows[0]!.id}, 1, ${Buffer.from('ZIP')})`.execute(db)
    return rows[0]!.id
  }
  return { ou, archive }
}

/** One example a route of the memory of a body. */
export const exemplesMemoire = ({ ou, archive }: ReturnType<typeof preparerMemoire>) =>
  ({
    'GET /api/organismes/{siret}/memoire': {
      droit: 'memoire.lire',
      chemin: async (qui) => `/api/organismes/${await ou(qui)}/memoire`,
    },
    'GET /api/organismes/{siret}/archives': {
      droit: 'memoire.emporter',
      chemin: async (qui) => `/api/organismes/${await ou(qui)}/archives`,
    },
    'POST /api/organismes/{siret}/archives': {
      droit: 'memoire.emporter',
      chemin: async (qui) => `/api/organismes/${await ou(qui)}/archives`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/campagnes/{id}/scenarios/{scenario}/documents/{document}': {
      droit: 'document.preparer',
      chemin: async () => '/api/campagnes/2023/scenarios/reglement/documents/classeur',
      envoi: () => ({ method: 'POST' }),
    },
    'GET /api/archives/{id}/fichier': {
      droit: 'memoire.emporter',
      chemin: async (qui) => `/api/archives/${await archive(qui, 'prete')}/fichier`,
    },
    'POST /api/archives/{id}/annulation': {
      droit: 'memoire.emporter',
      chemin: async (qui) => `/api/archives/${await archive(qui, 'en_cours')}/annulation`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/archives/{id}/relance': {
      droit: 'memoire.emporter',
      chemin: async (qui) => `/api/archives/${await archive(qui, 'annulee')}/relance`,
      envoi: () => ({ method: 'POST' }),
    },
  }) satisfies Readonly<Record<string, Exemple>>
