import { sql } from 'kysely'
import { insertCompte } from '#annuaire/store-comptes.ts'
import { transaction } from '#platform/db.ts'
import { ouvrirAppel } from '../demandes-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../instruction-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

const CHAMPS = ['prioriteFiliere', 'innovation', 'besoinFinancement', 'territoirePeuPourvu']
let rang = 0

/** Applications to read twice, each of a body of its own. */
export function preparerRegards({ db, personne }: Application) {
  const camille = personne('camille-royer')
  let appel: Promise<string> | undefined
  const campagne = () => (appel ??= ouvrirAppel(db, { id: 'a-lire', etat: 'en_instruction' }))
  const demande = async () => {
    const organisation = await creerOrganisme(db, `CFA à lire ${++rang}`, siretDEssai(950_000 + rang))
    return creerDemande(db, { campagne: await campagne(), organisation, etat: 'complete', par: camille.id })
  }
  const instructeur = async () => {
    const compte = { emetteur: 'essai', sujet: `lecture-${++rang}`, nom: 'Essai', courriel: null }
    const id = await transaction(db, (tx) =>
      insertCompte(tx, { ...compte, organisation: camille.organisation, etat: 'active' }),
    )
    await sql`insert into attribution (personne, role) values (${id}, 'instructeur')`.execute(db)
    return id
  }
  /** Given to whoever calls, or to Camille, with every mark when asked. */
  const confiee = async (qui: Connecte | undefined, notee = false) => {
    const id = await demande()
    const agent = (qui ?? camille).id
    await sql`insert into lecture (demande, agent, rang, par) values (${id}, ${agent}, 1, ${camille.id})`.execute(
      db,
    )
    if (notee) await noter(id, agent, 1)
    return id
  }
  const noter = (id: string, agent: string, note: number) =>
    sql`insert into lecture_appreciation (demande, agent, formation, champ, note, justification)
      select ${id}, ${agent}, 'F1', champ, ${note}, 'Vu' from unnest(${CHAMPS}::text[]) champ`.execute(db)
  /** Read by two others, who do not agree on one criterion. */
  const ecartee = async () => {
    const id = await demande()
    const agents = [camille.id, await instructeur()]
    for (const [i, agent] of agents.entries()) {
      await sql`insert into lecture (demande, agent, rang, par)
        values (${id}, ${agent}, ${i + 1}, ${camille.id})`.execute(db)
      await noter(id, agent, i)
      await sql`update lecture set validee_le = now() where demande = ${id} and agent = ${agent}`.execute(db)
    }
    await sql`insert into lecture_arbitrage (demande, formation, champ) values (${id}, 'F1', 'innovation')`.execute(
      db,
    )
    return id
  }
  return { campagne, demande, confiee, ecartee, instructeur, camille: camille.id }
}

const json = (corps: object, methode = 'POST'): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** Double readings. */
export function exemplesRegards(objets: ReturnType<typeof preparerRegards>): Record<string, Exemple> {
  const { campagne, demande, confiee, ecartee, camille } = objets
  return {
    'GET /api/lectures': { droit: 'lecture.noter' },
    'GET /api/campagnes/{id}/lectures': {
      droit: 'instruction.lire',
      chemin: async () => `/api/campagnes/${await campagne()}/lectures`,
    },
    'PUT /api/campagnes/{id}/lectures/choix': {
      droit: 'lecture.conduire',
      // Nothing is read in the campaign that only the Région knows: its choice is still free.
      chemin: async () => '/api/campagnes/interne/lectures/choix',
      envoi: () => json({ exigee: true, champs: ['innovation'], seuil: '0.25' }, 'PUT'),
    },
    'POST /api/campagnes/{id}/lectures/repartition': {
      droit: 'lecture.conduire',
      chemin: async () => `/api/campagnes/${await campagne()}/lectures/repartition`,
    },
    'GET /api/demandes/{id}/lectures': {
      droit: 'instruction.lire',
      chemin: async () => `/api/demandes/${await ecartee()}/lectures`,
    },
    'PUT /api/demandes/{id}/lectures/agents': {
      droit: 'lecture.conduire',
      chemin: async () => `/api/demandes/${await demande()}/lectures/agents`,
      envoi: () => json({ agents: [camille, null] }, 'PUT'),
    },
    'PUT /api/demandes/{id}/lectures/appreciations': {
      droit: 'lecture.noter',
      chemin: async (qui) => `/api/demandes/${await confiee(qui)}/lectures/appreciations`,
      envoi: () =>
        json(
          {
            appreciations: [
              { formation: 'F1', champ: 'innovation', note: 1, justification: 'Plateau technique inédit' },
            ],
          },
          'PUT',
        ),
    },
    'POST /api/demandes/{id}/lectures/validation': {
      droit: 'lecture.noter',
      chemin: async (qui) => `/api/demandes/${await confiee(qui, true)}/lectures/validation`,
    },
    'POST /api/demandes/{id}/lectures/arbitrages': {
      droit: 'lecture.conduire',
      chemin: async () => `/api/demandes/${await ecartee()}/lectures/arbitrages`,
      envoi: () => json({ formation: 'F1', champ: 'innovation', note: 1, motif: 'Le plateau est inédit' }),
    },
  }
}
