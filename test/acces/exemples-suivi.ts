import { sql } from 'kysely'
import { newGraine } from '#aides/dossiers/routes-lien.ts'
import { creerDossier, creerEnveloppe, creerSession } from '../aides-suivi-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

/** Sessions of aids and dossiers, each as far as it is asked for. */
export function preparerSuivi({ db, personne }: Pick<Application, 'db' | 'personne'>) {
  const [lea, julie] = ['lea-fontaine', 'julie-moreau'].map(personne) as [Connecte, Connecte]
  /** Of whoever asks when it is a training centre. */
  const auteur = (qui: Connecte | undefined) => (qui?.role.startsWith('ofcfa') ? qui : lea)
  const dossier = async (qui: Connecte | undefined) => {
    const session = await creerSession(db)
    return { session, ...(await creerDossier(db, { session, qui: auteur(qui) })) }
  }
  const collision = async () => {
    const [une, deux] = [await creerSession(db), await creerSession(db)]
    const { id, beneficiaire } = await creerDossier(db, { session: une, qui: lea })
    const autre = await creerDossier(db, { session: deux, qui: julie, beneficiaire })
    return { id, autre: autre.id }
  }
  const decide = async (qui: Connecte | undefined) => {
    const session = await creerSession(db)
    return { session, ...(await creerDossier(db, { session, qui: auteur(qui), etat: 'accorde' })) }
  }
  const courrier = async () => {
    const { rows } = await sql<{ id: string }>`
      insert into aide_courrier (session, total, par, role)
      values (${await creerSession(db)}, 0, ${personne('nadia-benali').id}, 'responsable') returning id
    `.execute(db)
    return rows[0]!.id
  }
  const lie = async (qui: Connecte | undefined) => {
    const { id } = await dossier(qui)
    await sql`
      insert into aide_lien (dossier, graine, expire_le) values (${id}, ${newGraine()}, '2099-01-01')`.execute(
      db,
    )
    return id
  }
  const finance = async () => {
    const { ligne, operation } = await creerEnveloppe(db, [100_000])
    return creerSession(db, { ligne, operation })
  }
  return {
    db,
    dossier,
    decide,
    courrier,
    lie,
    collision,
    finance,
    session: (etat = 'ouverte') => creerSession(db, { etat }),
  }
}

const envoyer = (method: string, corps: object): RequestInit => ({
  ...{ method, headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(corps),
})

const SAISIE = {
  ...{ dispositif: 'ara-2025', libelle: 'Essai', exercice: 2025, ligne: null, operation: null },
  ...{ ouvre: '2025-03-01T09:00:00', ferme: '2099-04-30T23:59:59', attestationExigee: false },
}

/** One example a route of the sessions of aids and of their dossiers. */
export function exemplesSuivi(suivi: ReturnType<typeof preparerSuivi>) {
  let autre = ''
  return {
    'GET /api/campagnes-aides': { droit: 'aide.lire' },
    'POST /api/campagnes-aides': { droit: 'aide.conduire', envoi: () => envoyer('POST', SAISIE) },
    'GET /api/campagnes-aides/{id}': {
      droit: 'aide.lire',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}`,
    },
    'PUT /api/campagnes-aides/{id}': {
      droit: 'aide.conduire',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}`,
      envoi: () => envoyer('PUT', SAISIE),
    },
    'POST /api/campagnes-aides/{id}/etat': {
      droit: 'aide.conduire',
      chemin: async () => `/api/campagnes-aides/${await suivi.session('preparation')}/etat`,
      envoi: () => envoyer('POST', { acte: 'ouvrir' }),
    },
    'POST /api/campagnes-aides/{id}/octrois': {
      droit: 'aide.conduire',
      chemin: async () => `/api/campagnes-aides/${await suivi.finance()}/octrois`,
      envoi: () => ({ method: 'POST' }),
    },
    'GET /api/campagnes-aides/{id}/octrois': {
      droit: 'aide.lire',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/octrois`,
    },
    'GET /api/campagnes-aides/{id}/dossiers': {
      droit: 'aide.traiter',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/dossiers`,
    },
    'GET /api/campagnes-aides/{id}/dossiers.xlsx': {
      droit: 'aide.traiter',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/dossiers.xlsx`,
    },
    'GET /api/dossiers-aides/{id}': {
      droit: 'aide.traiter',
      chemin: async (qui) => `/api/dossiers-aides/${(await suivi.dossier(qui)).id}`,
    },
    'POST /api/dossiers-aides/{id}/retrait': {
      droit: 'aide.instruire',
      chemin: async (qui) => `/api/dossiers-aides/${(await suivi.dossier(qui)).id}/retrait`,
      envoi: () => envoyer('POST', { motif: 'Contrat rompu' }),
    },
    'POST /api/dossiers-aides/{id}/levees': {
      droit: 'aide.instruire',
      chemin: async () => {
        const collision = await suivi.collision()
        autre = collision.autre
        return `/api/dossiers-aides/${collision.id}/levees`
      },
      envoi: () => envoyer('POST', { autre, nature: 'personne', motif: 'Deux objets différents' }),
    },
    'POST /api/campagnes-aides/{id}/attestations': {
      droit: 'aide.deposer',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/attestations`,
      envoi: () => envoyer('POST', { tous: true }),
    },
    'POST /api/campagnes-aides/{id}/attestations/fichier': {
      droit: 'aide.deposer',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/attestations/fichier?nom=a.csv`,
      envoi: () => ({
        ...{ method: 'POST', headers: { 'content-type': 'application/octet-stream' } },
        body: 'Numéro;Assiduité attestée;Absences\n',
      }),
    },
    'GET /api/campagnes-aides/{id}/courriers': {
      droit: 'aide.instruire',
      chemin: async () => `/api/campagnes-aides/${await suivi.session()}/courriers`,
    },
    'POST /api/campagnes-aides/{id}/courriers': {
      droit: 'aide.conduire',
      chemin: async (qui) => `/api/campagnes-aides/${(await suivi.decide(qui)).session}/courriers`,
      envoi: () => ({ method: 'POST' }),
    },
    'GET /api/courriers-aides/{id}/lettres.zip': {
      droit: 'aide.instruire',
      chemin: async () => `/api/courriers-aides/${await suivi.courrier()}/lettres.zip`,
    },
    'GET /api/dossiers-aides/{id}/lettre.pdf': {
      droit: 'aide.traiter',
      chemin: async (qui) => `/api/dossiers-aides/${(await suivi.decide(qui)).id}/lettre.pdf`,
    },
    'POST /api/suivi-aide': { droit: 'libre', envoi: () => envoyer('POST', { jeton: 'x'.repeat(44) }) },
    'POST /api/dossiers-aides/{id}/lien': {
      droit: 'aide.instruire',
      chemin: async (qui) => `/api/dossiers-aides/${(await suivi.dossier(qui)).id}/lien`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/dossiers-aides/{id}/lien/revocation': {
      droit: 'aide.instruire',
      chemin: async (qui) => `/api/dossiers-aides/${await suivi.lie(qui)}/lien/revocation`,
      envoi: () => ({ method: 'POST' }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
