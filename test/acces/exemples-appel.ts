import { sql } from 'kysely'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { transaction } from '#platform/db.ts'
import { creerAppel, creerDemande, saisieSaine } from '../demandes-validees.ts'
import { campagne2023, formations2023 } from '../tirage-2023.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

let rang = 0

/** Calls, lists and propositions, each made when it is asked for. */
export function preparerAppels({ db, personne }: Application) {
  const lea = personne('lea-fontaine')
  const nadia = personne('nadia-benali')
  const appel = (etat: EtatCampagne) => creerAppel(db, etat)
  const aLister = async () => {
    const campagne = await appel('en_instruction')
    const formations = [{ identifiant: 'F1', saisie: saisieSaine() }]
    await creerDemande(db, { campagne, organisation: lea.organisation, par: lea.id, formations })
    return campagne
  }
  const classee = async () => {
    const id = `classee-${++rang}`
    const nouvelle = { ...campagne2023, id, publication: [], exceptionnelles: [] }
    await transaction(db, (tx) => createCampagne(tx, nouvelle, formations2023))
    return id
  }
  const proposee = async () => {
    const id = await classee()
    const init = json('POST', { scenario: null })
    const reponse = await nadia.request(`/api/campagnes/${id}/propositions`, init)
    if (reponse.status !== 201) throw new Error(`proposition : ${await reponse.text()}`)
    return id
  }
  const auVote = async () => {
    const id = await proposee()
    await sql`update campagne set etat = 'au_vote' where id = ${id}`.execute(db)
    return id
  }
  let fixe: Promise<string> | undefined
  /** Read and never changed. */
  const deja = () => (fixe ??= proposee())
  return { lea, appel, aLister, classee, auVote, deja }
}

const APPEL = {
  ...{
    libelle: 'Appel préparé',
    dotation: 100_000_00,
    enveloppeExceptionnelle: 0,
    ecartContrats: 20,
    ouvre: '2027-01-04T09:00',
    ferme: '2027-03-31T23:59:59',
  },
  ...{ voteLe: '2027-07-05', pieces: [], contacts: [], questions: [] },
}

export function exemplesAppel(objets: ReturnType<typeof preparerAppels>): Readonly<Record<string, Exemple>> {
  const { lea, appel, aLister, classee, auVote, deja } = objets
  const lire = (fin: string): Exemple => ({
    droit: 'classement.lire',
    chemin: async () => `/api/campagnes/${await deja()}${fin}`,
  })
  const conduire = (fin: string, de: () => Promise<string>, corps?: object): Exemple => ({
    droit: 'campagne.conduire',
    chemin: async () => `/api/campagnes/${await de()}${fin}`,
    envoi: () => (corps ? json('POST', corps) : {}),
  })
  const reouverture = { organisation: lea.organisation, jusquAu: '2099-01-31T12:00', motif: 'Panne du dépôt' }
  return {
    'POST /api/campagnes': {
      droit: 'campagne.conduire',
      envoi: () =>
        json('POST', { libelle: 'Essai', exercice: 2027, reglement: 'majoration-2023', dotation: 1_000_00 }),
    },
    'GET /api/campagnes/{id}/appel': {
      droit: 'campagne.lire',
      chemin: async () => '/api/campagnes/2023/appel',
    },
    'PUT /api/campagnes/{id}/appel': {
      ...conduire('/appel', () => appel('preparation')),
      envoi: () => json('PUT', { ...APPEL, version: 1 }),
    },
    'GET /api/campagnes/{id}/conduite': lire('/conduite'),
    'POST /api/campagnes/{id}/etat': conduire('/etat', () => appel('close'), { acte: 'instruire' }),
    'POST /api/campagnes/{id}/liste': conduire('/liste', aLister),
    'GET /api/campagnes/{id}/reouvertures': { ...lire('/reouvertures'), droit: 'campagne.conduire' },
    'POST /api/campagnes/{id}/reouvertures': conduire('/reouvertures', () => appel('close'), reouverture),
    'GET /api/campagnes/{id}/propositions': lire('/propositions'),
    'GET /api/campagnes/{id}/propositions/{numero}': lire('/propositions/1'),
    'GET /api/campagnes/{id}/propositions/{numero}/ecarts': lire('/propositions/1/ecarts?avec=1'),
    'POST /api/campagnes/{id}/propositions': conduire('/propositions', classee, { scenario: null }),
    'POST /api/campagnes/{id}/vote': conduire('/vote', auVote, {
      deliberation: 'CP 2027-100',
      voteeLe: '2024-07-05',
    }),
  }
}
