import { ouvrirAppel } from '../demandes-atelier.ts'
import { demander, ouvrirCampagne, SAISIE_EXCEPTIONNELLE } from '../exceptionnelle-atelier.ts'
import { creerOrganisme, siretDEssai } from '../instruction-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

let rang = 0

/** Requests at each of their states, each in a campaign of its own. */
export function preparerExceptionnelle({ db, personne }: Application) {
  const [lea, julie, camille, nadia] = ['lea-fontaine', 'julie-moreau', 'camille-royer', 'nadia-benali'].map(
    personne,
  ) as [Connecte, Connecte, Connecte, Connecte]
  /** Who types for the body of whoever asks; Léa for those who have none. */
  const deposantDe = (qui: Connecte | undefined) => (qui?.organisation === julie.organisation ? julie : lea)
  const appeler = async (qui: Connecte, chemin: string, init: RequestInit) => {
    const reponse = await qui.request(chemin, init)
    if (!reponse.ok) throw new Error(`${chemin} : ${await reponse.text()}`)
    return reponse
  }
  const demandee = async () => {
    const nom = `CFA en difficulté ${++rang}`
    const organisation = await creerOrganisme(db, nom, siretDEssai(800_000 + rang))
    const { campagne, demandes } = await ouvrirCampagne(db, [{ organisation, par: camille.id }])
    await appeler(nadia, `/api/campagnes/${campagne}/liste`, json('POST', {}))
    await demander(db, demandes[0]!, camille.id)
    return demandes[0]!
  }
  const instruite = async () => {
    const demande = await demandee()
    const corps = { montant: 130_000_00, motivation: 'Sous le déficit' }
    await appeler(camille, `/api/demandes/${demande}/exceptionnelle/instruction`, json('POST', corps))
    return demande
  }
  /** A draft of the body of whoever asks. */
  const brouillon = async (qui: Connecte | undefined) => {
    const campagne = await ouvrirAppel(db, { id: `exceptionnelle-${++rang}` })
    const reponse = await appeler(deposantDe(qui), `/api/campagnes/${campagne}/demandes`, { method: 'POST' })
    return ((await reponse.json()) as { id: string }).id
  }
  const aRetirer = async (qui: Connecte | undefined) => {
    const demande = await brouillon(qui)
    const corps = { ...SAISIE_EXCEPTIONNELLE, version: null }
    await appeler(deposantDe(qui), `/api/demandes/${demande}/exceptionnelle`, json('PUT', corps))
    return demande
  }
  /** A body reads its draft, the Région what was submitted. */
  const aLire = (qui: Connecte | undefined) => (qui?.role.startsWith('ofcfa') ? aRetirer(qui) : demandee())
  return { demandee, instruite, brouillon, aRetirer, aLire }
}

export function exemplesExceptionnelle(
  objets: ReturnType<typeof preparerExceptionnelle>,
): Readonly<Record<string, Exemple>> {
  const { demandee, instruite, brouillon, aRetirer, aLire } = objets
  const chemin = (faire: Exemple['chemin'] & {}, fin = '') => ({
    chemin: async (qui: Connecte | undefined) => `/api/demandes/${await faire(qui)}/exceptionnelle${fin}`,
  })
  const envoi = (corps: object, methode = 'POST') => ({ envoi: () => json(methode, corps) })
  const motif = { motif: 'À revoir' }
  return {
    'GET /api/campagnes/{id}/exceptionnelles': {
      droit: 'instruction.lire',
      chemin: async () => '/api/campagnes/2023/exceptionnelles',
    },
    'GET /api/demandes/{id}/exceptionnelle': { droit: 'demande.lire', ...chemin(aLire) },
    'PUT /api/demandes/{id}/exceptionnelle': {
      droit: 'demande.deposer',
      ...chemin(brouillon),
      ...envoi({ ...SAISIE_EXCEPTIONNELLE, version: null }, 'PUT'),
    },
    'POST /api/demandes/{id}/exceptionnelle/retrait': {
      droit: 'demande.deposer',
      ...chemin(aRetirer, '/retrait'),
      ...envoi(motif),
    },
    'POST /api/demandes/{id}/exceptionnelle/instruction': {
      droit: 'demande.instruire',
      ...chemin(demandee, '/instruction'),
      ...envoi({ montant: 130_000_00, motivation: 'Sous le déficit' }),
    },
    'POST /api/demandes/{id}/exceptionnelle/accord': {
      droit: 'demande.valider',
      ...chemin(instruite, '/accord'),
      ...envoi({ montant: 130_000_00 }),
    },
    'POST /api/demandes/{id}/exceptionnelle/refus': {
      droit: 'demande.valider',
      ...chemin(demandee, '/refus'),
      ...envoi(motif),
    },
    'POST /api/demandes/{id}/exceptionnelle/reprise': {
      droit: 'demande.valider',
      ...chemin(instruite, '/reprise'),
      ...envoi(motif),
    },
  }
}
