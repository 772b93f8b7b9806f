import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import { insertLignes, insertLot } from '#campagnes/demandes/store-instruction-lot.ts'
import { insertVue } from '#campagnes/demandes/store-instruction-vues.ts'
import { transaction } from '#platform/db.ts'
import { ouvrirAppel } from '../demandes-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../instruction-atelier.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

let rang = 0
const plus = () => ++rang

/** Applications to instruct, each of a body of its own, in one call. */
export function preparerInstruction({ db, personne }: Application) {
  let appel: Promise<string> | undefined
  const campagne = () => (appel ??= ouvrirAppel(db, { id: 'a-instruire', etat: 'en_instruction' }))
  const camille = () => personne('camille-royer').id
  const demande = async (etat: EtatDemande) => {
    const nom = `CFA à instruire ${plus()}`
    const organisation = await creerOrganisme(db, nom, siretDEssai(900_000 + rang))
    return creerDemande(db, { campagne: await campagne(), organisation, etat, par: camille() })
  }
  /** With a final opinion: its instruction can be concluded. */
  const prete = async () => {
    const id = await demande('complete')
    await sql`insert into demande_avis (demande, nature, sens, texte, par)
      values (${id}, 'final', 'favorable', 'Essai', ${camille()})`.execute(db)
    return id
  }
  /** With a figure that makes a warning, whose target is read back. */
  const alertee = async () => {
    const id = await demande('complete')
    await sql`update demande set effectif = '3' where id = ${id}`.execute(db)
    return id
  }
  const lot = async () => {
    const id = await demande('deposee')
    return transaction(db, async (tx) => {
      const lot = await insertLot(tx, {
        ...{ campagne: await campagne(), acte: 'attribuer', agent: null, pour: null, adresse: null },
        ...{ par: camille(), role: 'instructeur', organisation: personne('camille-royer').organisation },
      })
      await insertLignes(tx, lot, await campagne(), [id])
      return lot
    })
  }
  const vue = async () =>
    (await transaction(db, (tx) => insertVue(tx, { nom: `Vue ${plus()}`, recherche: {}, par: camille() })))!
      .id
  return { campagne, demande, prete, alertee, lot, vue, camille }
}

const json = (corps: object, methode = 'POST'): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** The warning that the example lifts: 24 contracts for 3 apprentices. */
const LEVEE = { code: 'contrats-sur-effectif', cible: '[24,3]', motif: 'Effectif de l’antenne seule' }

/** The instruction desk. */
export function exemplesInstruction(objets: ReturnType<typeof preparerInstruction>): Record<string, Exemple> {
  const { campagne, demande, prete, alertee, lot, vue, camille } = objets
  type Faire = () => Promise<string>
  const acte = (
    droit: 'demande.instruire' | 'demande.valider',
    faire: Faire,
    fin: string,
    corps?: () => object,
  ): Exemple => ({
    droit,
    chemin: async () => `/api/demandes/${await faire()}${fin}`,
    ...(corps && { envoi: () => json(corps()) }),
  })
  const en = (etat: EtatDemande) => () => demande(etat)
  const motif = () => ({ motif: 'À revoir' })
  let choisie = ''
  return {
    'GET /api/campagnes/{id}/demandes': {
      droit: 'instruction.lire',
      chemin: async () => `/api/campagnes/${await campagne()}/demandes?tri=contrats&sens=desc`,
    },
    'GET /api/campagnes/{id}/demandes/{demande}/voisines': {
      droit: 'instruction.lire',
      chemin: async () => `/api/campagnes/${await campagne()}/demandes/${await demande('deposee')}/voisines`,
    },
    'GET /api/demandes/{id}/instruction': {
      droit: 'instruction.lire',
      chemin: async () => `/api/demandes/${await demande('deposee')}/instruction`,
    },
    'POST /api/demandes/{id}/attribution': acte('demande.instruire', en('deposee'), '/attribution', () => ({
      agent: camille(),
    })),
    'POST /api/demandes/{id}/corrections': acte('demande.instruire', en('complete'), '/corrections', () => ({
      ...{ formation: 'F1', champ: 'contrats', avant: '24', apres: '21', motif: 'Trois doublons' },
    })),
    'POST /api/demandes/{id}/alertes/levee': acte(
      'demande.instruire',
      alertee,
      '/alertes/levee',
      () => LEVEE,
    ),
    'POST /api/demandes/{id}/avis': acte('demande.instruire', en('complete'), '/avis', () => ({
      ...{ nature: 'final', sens: 'favorable', texte: 'Rien à redire' },
    })),
    'POST /api/demandes/{id}/instruction/messages': acte(
      'demande.instruire',
      en('complete'),
      '/instruction/messages',
      () => ({ destinataire: 'interne', texte: 'À voir', mentions: [camille()] }),
    ),
    'POST /api/demandes/{id}/complements': acte('demande.instruire', en('deposee'), '/complements', () => ({
      ...{ texte: 'Joignez vos comptes', echeance: '2099-01-31' },
    })),
    'POST /api/demandes/{id}/constat-complet': acte('demande.instruire', en('deposee'), '/constat-complet'),
    'POST /api/demandes/{id}/instruction': acte('demande.instruire', prete, '/instruction'),
    'POST /api/demandes/{id}/rendu': acte('demande.valider', en('instruite'), '/rendu', motif),
    'POST /api/demandes/{id}/validation': acte('demande.valider', en('instruite'), '/validation'),
    'POST /api/demandes/{id}/rejet': acte('demande.valider', en('instruite'), '/rejet', () => ({
      motifs: ['Hors de la région', 'Aucun contrat'],
    })),
    'POST /api/demandes/{id}/retablissement': acte(
      'demande.valider',
      en('ineligible'),
      '/retablissement',
      motif,
    ),
    'POST /api/campagnes/{id}/demandes/lot': {
      droit: 'demande.instruire',
      chemin: async () => {
        choisie = await demande('deposee')
        return `/api/campagnes/${await campagne()}/demandes/lot`
      },
      envoi: () => json({ acte: 'attribuer', demandes: [choisie], agent: camille() }),
    },
    'GET /api/instruction/lots/{id}': {
      droit: 'instruction.lire',
      chemin: async () => `/api/instruction/lots/${await lot()}`,
    },
    'POST /api/instruction/lots/{id}/annulation': {
      droit: 'demande.instruire',
      chemin: async () => `/api/instruction/lots/${await lot()}/annulation`,
    },
    'GET /api/instruction/vues': { droit: 'instruction.lire' },
    'POST /api/instruction/vues': {
      droit: 'demande.instruire',
      envoi: () => json({ nom: `Vue ${plus()}`, recherche: { etat: 'complete', agent: 'moi' } }),
    },
    'PUT /api/instruction/vues/{id}': {
      droit: 'demande.instruire',
      chemin: async () => `/api/instruction/vues/${await vue()}`,
      envoi: () => json({ nom: `Vue ${plus()}` }, 'PUT'),
    },
    'DELETE /api/instruction/vues/{id}': {
      droit: 'demande.instruire',
      chemin: async () => `/api/instruction/vues/${await vue()}`,
    },
  }
}
