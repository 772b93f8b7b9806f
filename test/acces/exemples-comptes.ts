import { sql } from 'kysely'
import { insertAttribution, insertCompte } from '#annuaire/store-comptes.ts'
import { insertOrganisation, insertOrganisationActive } from '#annuaire/store-organisations.ts'
import { insertSession } from '#annuaire/store-sessions.ts'
import { transaction } from '#platform/db.ts'
import { cleValide } from '#socle/siret.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

let rang = 0
const nomLibre = () => `Compte d’essai ${++rang}`

/** A SIRET with a valid key that nobody has yet. */
export function siretLibre(): string {
  const debut = `9${String(++rang).padStart(12, '0')}`
  return Array.from({ length: 10 }, (_, i) => `${debut}${i}`).find(cleValide)!
}

/** Accounts and organisations to change, each made when it is asked for. */
export function preparerComptes({ db, personne }: Application) {
  const { organisation: akto } = personne('sarah-klein')
  const compte = (
    etat: 'active' | 'en_attente',
    { role, organisation = akto }: { role?: string; organisation?: string | null } = {},
  ) =>
    transaction(db, async (tx) => {
      const identite = { emetteur: 'essai', sujet: nomLibre(), nom: 'Essai', courriel: null }
      const id = await insertCompte(tx, { ...identite, organisation, etat })
      if (role) await insertAttribution(tx, id, role)
      return id
    })
  const suspendu = async () => {
    const id = await compte('active')
    await sql`update personne set etat = 'suspendue' where id = ${id}`.execute(db)
    return id
  }
  const sessionDe = (personne: string) =>
    transaction(db, (tx) =>
      insertSession(tx, {
        ...{ empreinte: nomLibre(), personne, fournisseur: 'essai', jetonIdentite: null, adresse: null },
        ...{ navigateur: null, maintenant: new Date().toISOString(), duree: 3600 },
      }),
    )
  const enAttente = () => transaction(db, (tx) => insertOrganisation(tx, siretLibre()))
  const organisationOpco = () =>
    transaction(db, (tx) =>
      insertOrganisationActive(tx, { nom: nomLibre(), nature: 'opco', siret: siretLibre() }),
    )
  return {
    akto,
    compte,
    suspendu,
    sessionDe,
    enAttente,
    organisationOpco,
    marc: personne('marc-teixeira').id,
  }
}

const droit = 'personne.gerer'
const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** The administration of accounts and organisations. */
export function exemplesComptes(objets: ReturnType<typeof preparerComptes>) {
  const { akto, compte, suspendu, sessionDe, enAttente, organisationOpco, marc } = objets
  return {
    'GET /api/administration/attente': { droit },
    'GET /api/personnes': { droit },
    'GET /api/personnes/{id}': { droit, chemin: async () => `/api/personnes/${marc}` },
    'POST /api/personnes/{id}/approbation': {
      droit,
      chemin: async () => `/api/personnes/${await compte('en_attente')}/approbation`,
      envoi: () => json('POST', { role: 'opco' }),
    },
    'POST /api/personnes/{id}/suspension': {
      droit,
      chemin: async () => `/api/personnes/${await compte('active')}/suspension`,
      envoi: () => json('POST', { motif: 'Départ' }),
    },
    'POST /api/personnes/{id}/retablissement': {
      droit,
      chemin: async () => `/api/personnes/${await suspendu()}/retablissement`,
    },
    'PUT /api/personnes/{id}/organisation': {
      droit,
      chemin: async () => `/api/personnes/${await compte('active', { organisation: null })}/organisation`,
      envoi: () => json('PUT', { organisation: akto, organisationVue: null }),
    },
    'PUT /api/personnes/{id}/roles/{role}': {
      droit,
      chemin: async () => `/api/personnes/${await compte('active')}/roles/opco`,
    },
    'DELETE /api/personnes/{id}/roles/{role}': {
      droit,
      chemin: async () => `/api/personnes/${await compte('active', { role: 'opco' })}/roles/opco`,
    },
    'GET /api/personnes/{id}/sessions': { droit, chemin: async () => `/api/personnes/${marc}/sessions` },
    'DELETE /api/personnes/{id}/sessions/{session}': {
      droit,
      chemin: async () => {
        const id = await compte('active')
        return `/api/personnes/${id}/sessions/${await sessionDe(id)}`
      },
    },
    'GET /api/organisations': { droit },
    'POST /api/organisations': {
      droit,
      envoi: () => json('POST', { nom: nomLibre(), nature: 'of-cfa', siret: siretLibre() }),
    },
    'POST /api/organisations/{id}/agrement': {
      droit,
      chemin: async () => `/api/organisations/${await enAttente()}/agrement`,
      envoi: () => json('POST', { nom: nomLibre(), nature: 'of-cfa', etatVu: 'en_attente' }),
    },
    'POST /api/organisations/{id}/refus': {
      droit,
      chemin: async () => `/api/organisations/${await enAttente()}/refus`,
      envoi: () => json('POST', { motif: 'SIRET d’un autre' }),
    },
    'PUT /api/organisations/{id}/filieres': {
      droit,
      chemin: async () => `/api/organisations/${await organisationOpco()}/filieres`,
      envoi: () => json('PUT', { filieres: ['Numérique'], filieresVues: [] }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
