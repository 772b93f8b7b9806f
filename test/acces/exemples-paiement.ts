import type { EngagementFait, Feuille } from '#campagnes/paiement/schema-paiement.ts'
import { creerVotee } from '../paiement-atelier.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

const poster = (corps: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** Voted campaigns, each as far on the way to its payment as it is asked for. */
export function preparerPaiement({ db, personne }: Application) {
  const [nadia, hugo, anne] = ['nadia-benali', 'hugo-lemaire', 'anne-prevost'].map(personne)
  const votee = () => creerVotee(db, { par: nadia!.id, votes: [10_000], affecte: 100_000 })
  let fixe: ReturnType<typeof votee> | undefined
  /** Read and never changed. */
  const deja = () => (fixe ??= votee())
  const demander = async <T>(qui: typeof hugo, chemin: string, init?: RequestInit): Promise<T> => {
    const reponse = await qui!.request(`/api${chemin}`, init)
    if (!reponse.ok) throw new Error(`${chemin} : ${await reponse.text()}`)
    return (await reponse.json()) as T
  }
  const engagee = async () => {
    const { campagne, affectation, organismes } = await votee()
    const adresse = `/campagnes/${campagne}/paiement`
    await demander<EngagementFait[]>(
      hugo,
      `${adresse}/engagements`,
      poster({ affectation, exercice: 2027, organismes }),
    )
    const { lignes } = await demander<Feuille>(hugo, adresse)
    const { engagement, reference, reste } = lignes[0]!.engagements[0]!
    return { adresse, paiements: [{ engagement: engagement.id, reference, montant: reste }] }
  }
  const mandatee = async () => {
    const { adresse, paiements } = await engagee()
    const { mandats } = await demander<{ mandats: { id: string; reference: string; bordereau: number }[] }>(
      hugo,
      `${adresse}/mandats`,
      poster({ exercice: 2027, paiements }),
    )
    return { adresse, ...mandats[0]! }
  }
  const retournee = async () => {
    const { adresse, reference } = await mandatee()
    const body = `Référence;État;Date\n${reference};payé;2099-01-01\n`
    const { id } = await demander<{ id: string }>(anne, `${adresse}/retours?nom=r.csv`, {
      method: 'POST',
      body,
      ...flux,
    })
    return `${adresse}/retours/${id}`
  }
  return { deja, votee, engagee, mandatee, retournee }
}

const flux = { headers: { 'content-type': 'application/octet-stream' } }

/** One example a route of the payment of a campaign. */
export function exemplesPaiement(paiement: ReturnType<typeof preparerPaiement>): Record<string, Exemple> {
  let corps: object = {}
  let fichier = ''
  const bordereau = (format: string): Exemple => ({
    droit: 'paiement.lire',
    chemin: async () => {
      const { adresse, bordereau } = await paiement.mandatee()
      return `/api${adresse}/bordereaux/2027/${bordereau}/liste.${format}`
    },
  })
  return {
    'GET /api/campagnes/{id}/paiement': {
      droit: 'paiement.lire',
      chemin: async () => `/api/campagnes/${(await paiement.deja()).campagne}/paiement`,
    },
    'POST /api/campagnes/{id}/paiement/engagements': {
      droit: 'demande.engager',
      chemin: async () => {
        const { campagne, affectation, organismes } = await paiement.votee()
        corps = { affectation, exercice: 2027, organismes }
        return `/api/campagnes/${campagne}/paiement/engagements`
      },
      envoi: () => poster(corps),
    },
    'POST /api/campagnes/{id}/paiement/mandats': {
      droit: 'mandat.emettre',
      chemin: async () => {
        const { adresse, paiements } = await paiement.engagee()
        corps = { exercice: 2027, paiements }
        return `/api${adresse}/mandats`
      },
      envoi: () => poster(corps),
    },
    'POST /api/campagnes/{id}/paiement/mandats/{mandat}/constat': {
      droit: 'paiement.constater',
      chemin: async () => {
        const { adresse, id } = await paiement.mandatee()
        return `/api${adresse}/mandats/${id}/constat`
      },
      envoi: () => poster({ etat: 'paye', date: '2099-01-01', motif: null }),
    },
    'POST /api/campagnes/{id}/paiement/retours': {
      droit: 'paiement.constater',
      chemin: async () => {
        const { adresse, reference } = await paiement.mandatee()
        fichier = `Référence;État;Date\n${reference};payé;2099-01-01\n`
        return `/api${adresse}/retours?nom=retour.csv`
      },
      envoi: () => ({ method: 'POST', body: fichier, ...flux }),
    },
    'GET /api/campagnes/{id}/paiement/retours/{retour}': {
      droit: 'paiement.lire',
      chemin: async () => `/api${await paiement.retournee()}`,
    },
    'GET /api/campagnes/{id}/paiement/bordereaux/{exercice}/{numero}/liste.xlsx': bordereau('xlsx'),
    'GET /api/campagnes/{id}/paiement/bordereaux/{exercice}/{numero}/liste.csv': bordereau('csv'),
  }
}
