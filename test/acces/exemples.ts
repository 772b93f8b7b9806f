import { sql } from 'kysely'
import { insertCle } from '#annuaire/store-cles.ts'
import { insertCompte } from '#annuaire/store-comptes.ts'
import { insertDelegation } from '#annuaire/store-delegations.ts'
import { insertInvitation } from '#annuaire/store-invitations.ts'
import { findOrganisation } from '#annuaire/store-organisations.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { insertScenario } from '#majoration/store.ts'
import { transaction } from '#platform/db.ts'
import type { Action, Role } from '#socle/acces.ts'
import { enCsv, tableau } from '../importation-fichiers.ts'
import { campagne2023, formations2023, parametres2023 } from '../tirage-2023.ts'
import type { Application, Connecte } from './application.ts'
import { exemplesAides } from './exemples-aides.ts'
import { exemplesAsp, preparerAsp } from './exemples-aides-asp.ts'
import { exemplesAppel, preparerAppels } from './exemples-appel.ts'
import { exemplesBudget, preparerBudget } from './exemples-budget.ts'
import { exemplesComptes, preparerComptes } from './exemples-comptes.ts'
import { exemplesCorrections } from './exemples-corrections.ts'
import { exemplesCourriers, preparerCourriers } from './exemples-courriers.ts'
import { exemplesDeliberations } from './exemples-deliberations.ts'
import { exemplesDemandes, preparerDemandes } from './exemples-demandes.ts'
import { exemplesDiffusion } from './exemples-diffusion.ts'
import { exemplesExceptionnelle, preparerExceptionnelle } from './exemples-exceptionnelle.ts'
import { exemplesInstruction, preparerInstruction } from './exemples-instruction.ts'
import { exemplesListes, preparerListes } from './exemples-listes.ts'
import { exemplesMemoire, preparerMemoire } from './exemples-memoire.ts'
import { exemplesPaiement, preparerPaiement } from './exemples-paiement.ts'
import { exemplesRegards, preparerRegards } from './exemples-regards.ts'
import { exemplesReprise } from './exemples-reprise.ts'
import { exemplesScans, preparerScans } from './exemples-scans.ts'
import { exemplesSoldes, preparerSoldes } from './exemples-soldes.ts'
import { exemplesSuivi, preparerSuivi } from './exemples-suivi.ts'
import { exemplesTravaux } from './exemples-travaux.ts'

/** A request that would succeed for whoever has the right: the route, its right typed by hand, valid parameters. */
export type Exemple = {
  readonly droit: Action | 'libre'
  /** The address to call, fresh objects made on the way when the call uses them up. */
  readonly chemin?: (qui: Connecte | undefined) => Promise<string>
  readonly envoi?: (qui: Connecte | undefined) => RequestInit
}

const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** An unpublished campaign without any body of the demonstration: only the Région may know of it. */
export const CAMPAGNE_INTERNE = 'interne'

let rang = 0
const nomLibre = () => `Essai ${++rang}`
/** A file that nobody sent before. */
const fichier = () => enCsv(tableau(2)).replaceAll('CFA des Essais', `CFA ${nomLibre()}`)

/** The objects that the examples speak of. */
export async function preparer(application: Application) {
  const { db, personne } = application
  const interne = { ...campagne2023, id: CAMPAGNE_INTERNE, publication: [], exceptionnelles: [] }
  await transaction(db, (tx) => createCampagne(tx, interne, formations2023))
  const scenario = () =>
    transaction(db, (tx) =>
      insertScenario(tx, { campagne: CAMPAGNE_INTERNE, nom: nomLibre(), parametres: parametres2023 }),
    ).then(({ id }) => id)
  const campagne = async () => {
    const id = nomLibre().replace(' ', '-').toLowerCase()
    const vide = { ...interne, id, fictif: false, mention: null, organismes: [] }
    await transaction(db, (tx) => createCampagne(tx, vide, []))
    return id
  }
  const agent = personne('nadia-benali')
  const importation = async () => {
    const body = fichier()
    const init = { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } }
    const reponse = await agent.request('/api/imports?nom=essai.csv', init)
    if (reponse.status !== 202) throw new Error(`import : ${reponse.status} ${await reponse.text()}`)
    return ((await reponse.json()) as { id: string }).id
  }
  const importLu = async () => {
    const id = await importation()
    for (let essais = 0; essais < 200; essais++) {
      const { etat } = (await (await agent.request(`/api/imports/${id}`)).json()) as { etat: string }
      if (etat === 'pret') return id
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('import jamais lu')
  }
  const opco = personne('sarah-klein').organisation
  const cle = () =>
    transaction(db, (tx) =>
      insertCle(tx, {
        ...{ nom: nomLibre(), organisation: opco, role: 'opco', portees: ['formation.lire'], debit: 60 },
        ...{ empreinte: 'x', maintenant: '2026-01-01T00:00:00Z' },
      }),
    )
  const courriel = () => `${nomLibre().replace(' ', '-').toLowerCase()}@exemple.fr`
  const invitation = () =>
    transaction(db, async (tx) =>
      insertInvitation(
        tx,
        { courriel: courriel(), role: 'opco', organisation: (await findOrganisation(tx, opco))! },
        { maintenant: new Date().toISOString(), jours: 14 },
      ),
    )
  const message = async () => {
    const { rows } = await sql<{ id: string }>`
      insert into message (destinataire, sujet, corps, etat) values (${courriel()}, 'Essai', 'Essai', 'echec') returning id
    `.execute(db)
    return rows[0]!.id
  }
  const marc = personne('marc-teixeira').id
  const compte = () =>
    transaction(db, (tx) =>
      insertCompte(tx, {
        ...{ emetteur: 'essai', sujet: nomLibre(), nom: 'Essai', courriel: null, organisation: null },
        etat: 'active',
      }),
    )
  const paul = personne('paul-vasseur').id
  /** The administrator writes in the name of an agent, whose role it is. */
  const pouvoir = (qui: Connecte | undefined) =>
    qui && ['instructeur', 'responsable'].includes(qui.role) ? qui : personne('camille-royer')
  let jour = 0
  /** One day each, so that none overlaps another. */
  const demandeDelegation = (qui: Connecte | undefined) => {
    const { id: de, role } = pouvoir(qui)
    const le = new Date(Date.UTC(2090, 0, ++jour)).toISOString().slice(0, 10)
    return { de, a: paul, role: role as Role, du: le, au: le, motif: 'Congés' }
  }
  const delegation = (qui: Connecte | undefined) =>
    transaction(db, (tx) =>
      insertDelegation(tx, { ...demandeDelegation(qui), maintenant: '2026-01-01T00:00:00Z' }),
    )
  const courriers = preparerCourriers(application)
  return {
    appels: preparerAppels(application),
    budget: preparerBudget(application),
    comptes: preparerComptes(application),
    courriers,
    scans: preparerScans(application, courriers),
    deliberations: application.db,
    demandes: preparerDemandes(application),
    exceptionnelle: preparerExceptionnelle(application),
    instruction: preparerInstruction(application),
    listes: preparerListes(application),
    memoire: preparerMemoire(application),
    suivi: preparerSuivi(application),
    regards: preparerRegards(application),
    paiement: preparerPaiement(application),
    soldes: preparerSoldes(application),
    asp: await preparerAsp(application),
    opco,
    cle,
    demandeDelegation,
    delegation,
    courriel,
    invitation,
    message,
    marc,
    compte,
    scenario,
    campagne,
    importation,
    importLu,
    lu: await importLu(),
    fixe: await scenario(),
  }
}

export type Objets = Awaited<ReturnType<typeof preparer>>

/** One example a route: a new route needs one here, or the matrix fails. */
export function exemples({
  appels,
  budget,
  comptes,
  courriers,
  scans,
  deliberations,
  demandes,
  exceptionnelle,
  instruction,
  listes,
  memoire,
  suivi,
  regards,
  paiement,
  soldes,
  asp,
  opco,
  cle,
  demandeDelegation,
  delegation,
  courriel,
  invitation,
  message,
  marc,
  compte,
  scenario,
  campagne,
  importation,
  importLu,
  lu,
  fixe,
}: Objets) {
  const exporte = (fin: string): Exemple => ({
    droit: 'document.exporter',
    chemin: async () => `/api/campagnes/${CAMPAGNE_INTERNE}/${fin}`,
  })
  const lire = (fin: string): Exemple => ({
    droit: 'import.deposer',
    chemin: async () => `/api/imports/${lu}${fin}`,
  })
  const parametres = parametres2023
  return {
    'GET /api/connexion/retour': { droit: 'libre' },
    'GET /api/connexion/{fournisseur}': { droit: 'libre', chemin: async () => '/api/connexion/inconnu' },
    'POST /api/connexion/sortie': { droit: 'libre' },
    'GET /api/compte': { droit: 'libre' },
    'PUT /api/compte/role': {
      droit: 'compte.gerer',
      envoi: () => json('PUT', { role: 'responsable', pour: null }),
    },
    'GET /api/compte/sessions': { droit: 'compte.gerer' },
    'DELETE /api/compte/sessions/{id}': {
      droit: 'compte.gerer',
      chemin: async (qui) => `/api/compte/sessions/${(await qui?.openSession())?.id}`,
    },
    'GET /api/reglements': { droit: 'reglement.lire' },
    'GET /api/campagnes': { droit: 'campagne.lire' },
    'GET /api/campagnes/{id}': { droit: 'campagne.lire', chemin: async () => '/api/campagnes/2023' },
    'DELETE /api/campagnes/{id}': {
      droit: 'campagne.supprimer',
      chemin: async () => `/api/campagnes/${await campagne()}`,
    },
    'GET /api/campagnes/{id}/formations': {
      droit: 'formation.lire',
      chemin: async () => '/api/campagnes/2023/formations',
    },
    'GET /api/imports/modele.xlsx': { droit: 'import.deposer' },
    'GET /api/imports/modele.csv': { droit: 'import.deposer' },
    'GET /api/imports': { droit: 'import.deposer' },
    'POST /api/imports': {
      droit: 'import.deposer',
      chemin: async () => '/api/imports?nom=essai.csv',
      envoi: () => ({ body: fichier(), headers: { 'content-type': 'application/octet-stream' } }),
    },
    'GET /api/imports/{id}': lire(''),
    'DELETE /api/imports/{id}': {
      droit: 'import.deposer',
      chemin: async () => `/api/imports/${await importation()}`,
    },
    'GET /api/imports/{id}/anomalies': lire('/anomalies'),
    'GET /api/imports/{id}/apercu': lire('/apercu'),
    'GET /api/imports/{id}/corrige.xlsx': lire('/corrige.xlsx'),
    'POST /api/imports/{id}/campagne': {
      droit: 'campagne.creer',
      chemin: async (qui) => `/api/imports/${qui?.role === 'responsable' ? await importLu() : lu}/campagne`,
      envoi: () => json('POST', { libelle: nomLibre(), reglement: 'majoration-2023', dotation: 100_000_00 }),
    },
    'GET /api/campagnes/{id}/scenarios': {
      droit: 'classement.lire',
      chemin: async () => `/api/campagnes/${CAMPAGNE_INTERNE}/scenarios`,
    },
    'POST /api/campagnes/{id}/scenarios': {
      droit: 'scenario.ecrire',
      chemin: async () => `/api/campagnes/${CAMPAGNE_INTERNE}/scenarios`,
      envoi: () => json('POST', { nom: nomLibre(), parametres }),
    },
    'PUT /api/scenarios/{id}': {
      droit: 'scenario.ecrire',
      chemin: async () => `/api/scenarios/${await scenario()}`,
      envoi: () => json('PUT', { nom: nomLibre(), parametres, version: 1 }),
    },
    'DELETE /api/scenarios/{id}': {
      droit: 'scenario.ecrire',
      chemin: async () => `/api/scenarios/${await scenario()}?version=1`,
    },
    'POST /api/scenarios/{id}/dupliquer': {
      droit: 'scenario.ecrire',
      chemin: async () => `/api/scenarios/${fixe}/dupliquer`,
      envoi: () => json('POST', { nom: nomLibre() }),
    },
    'GET /api/campagnes/{id}/scenarios/{scenario}/annexe.pdf': exporte('scenarios/reglement/annexe.pdf'),
    'GET /api/campagnes/{id}/scenarios/{scenario}/repartition.xlsx': exporte(
      'scenarios/reglement/repartition.xlsx',
    ),
    'GET /api/campagnes/{id}/scenarios/{scenario}/repartition.csv': exporte(
      'scenarios/reglement/repartition.csv',
    ),
    'GET /api/campagnes/{id}/scenarios/{scenario}/classement.csv': exporte(
      'scenarios/reglement/classement.csv',
    ),
    'GET /api/campagnes/{id}/comparaison.pdf': exporte(`comparaison.pdf?apres=${fixe}`),
    'GET /api/campagnes/{id}/annees.csv': exporte('annees.csv?avec=2023'),
    'GET /api/campagnes/{id}/rejeu.csv': exporte('rejeu.csv?de=2023'),
    'GET /api/campagnes/{id}/territoires.csv': exporte('territoires.csv?seuil=2'),
    ...exemplesAppel(appels),
    ...exemplesBudget(budget),
    ...exemplesMemoire(memoire),
    ...exemplesSuivi(suivi),
    ...exemplesCorrections(suivi),
    ...exemplesTravaux(),
    ...exemplesAides(),
    ...exemplesListes(listes),
    ...exemplesAsp(asp),
    ...exemplesPaiement(paiement),
    ...exemplesSoldes(soldes),
    ...exemplesComptes(comptes),
    ...exemplesCourriers(courriers),
    ...exemplesScans(scans),
    ...exemplesDeliberations(deliberations),
    ...exemplesDemandes(demandes),
    ...exemplesExceptionnelle(exceptionnelle),
    ...exemplesReprise(deliberations),
    ...exemplesInstruction(instruction),
    ...exemplesRegards(regards),
    ...exemplesDiffusion(),
    'GET /api/cles': { droit: 'cle.gerer' },
    'POST /api/cles': {
      droit: 'cle.gerer',
      envoi: () =>
        json('POST', {
          ...{ nom: nomLibre(), organisation: opco, role: 'opco', portees: ['formation.lire'], debit: 60 },
        }),
    },
    'DELETE /api/cles/{id}': {
      droit: 'cle.gerer',
      chemin: async () => `/api/cles/${await cle()}`,
    },
    'GET /api/delegations': { droit: 'delegation.gerer' },
    'GET /api/delegations/personnes': { droit: 'delegation.gerer' },
    'POST /api/delegations': {
      droit: 'delegation.gerer',
      envoi: (qui) => json('POST', demandeDelegation(qui)),
    },
    'DELETE /api/delegations/{id}': {
      droit: 'delegation.gerer',
      chemin: async (qui) => `/api/delegations/${await delegation(qui)}`,
      envoi: () => json('DELETE', { motif: 'Retour anticipé' }),
    },
    'GET /api/invitations': { droit: 'personne.gerer' },
    'POST /api/invitations': {
      droit: 'personne.gerer',
      envoi: () => json('POST', { courriel: courriel(), role: 'opco', organisation: opco }),
    },
    'POST /api/invitations/{id}/relance': {
      droit: 'personne.gerer',
      chemin: async () => `/api/invitations/${await invitation()}/relance`,
    },
    'DELETE /api/invitations/{id}': {
      droit: 'personne.gerer',
      chemin: async () => `/api/invitations/${await invitation()}`,
    },
    'GET /api/messages': { droit: 'personne.gerer' },
    'POST /api/messages/{id}/renvoi': {
      droit: 'personne.gerer',
      chemin: async () => `/api/messages/${await message()}/renvoi`,
    },
    'POST /api/oauth/jeton': {
      droit: 'libre',
      envoi: () => ({ body: new URLSearchParams({ grant_type: 'x' }) }),
    },
    'GET /api/donnees-personnelles/registre': { droit: 'registre.lire' },
    'GET /api/donnees-personnelles/personnes': {
      droit: 'donnees.exercer',
      chemin: async () => '/api/donnees-personnelles/personnes?nom=Teixeira',
    },
    'GET /api/donnees-personnelles/personnes/{id}/dossier': {
      droit: 'donnees.exercer',
      chemin: async () => `/api/donnees-personnelles/personnes/${marc}/dossier`,
    },
    'POST /api/donnees-personnelles/personnes/{id}/effacement': {
      droit: 'donnees.exercer',
      chemin: async () => `/api/donnees-personnelles/personnes/${await compte()}/effacement`,
      envoi: () => json('POST', { motif: 'Demande écrite' }),
    },
    'GET /api/journal': { droit: 'journal.lire' },
    'GET /api/journal/export': { droit: 'journal.lire' },
    'GET /api/journal/tete': { droit: 'journal.lire' },
    'GET /api/historique': {
      droit: 'historique.lire',
      chemin: async () => '/api/historique?objet=campagne:2023',
    },
  } satisfies Readonly<Record<string, Exemple>> as Readonly<Record<string, Exemple>>
}
