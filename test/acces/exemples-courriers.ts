import { sql } from 'kysely'
import { voterCampagne } from '../campagne-votee.ts'
import { PDF_MINUSCULE } from '../demandes-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

/** A voted campaign with its letters, and letters in each state as if they had been made. */
export function preparerCourriers(application: Application) {
  const { db, personne } = application
  const nadia = () => personne('nadia-benali')
  let votee: ReturnType<typeof voterCampagne> | undefined
  const vote = () => (votee ??= voterCampagne(application))
  /** The letter of AFORPA, in this state whatever it was. */
  const lettre = async (etat: 'a_signer' | 'a_notifier'): Promise<string> => {
    const { aforpa, campagne } = await vote()
    const signature =
      etat === 'a_notifier' ? ['Une directrice', '2026-07-06', nadia().id] : [null, null, null]
    const [signataire, signeeLe, signeePar] = signature
    await sql`insert into lettre (demande, campagne, etat, decision, montant, sha256, generee_par, signataire,
        signee_le, signee_par)
      values (${aforpa}, ${campagne}, ${etat}, 'retenue', 100, repeat('0', 64), ${nadia().id}, ${signataire},
        ${signeeLe}, ${signeePar})
      on conflict (demande) do update set etat = excluded.etat, signataire = excluded.signataire,
        signee_le = excluded.signee_le, signee_par = excluded.signee_par`.execute(db)
    await sql`insert into lettre_fichier values (${aforpa}, 'generee', ${Buffer.from(PDF_MINUSCULE)}, repeat('0', 64))
      on conflict do nothing`.execute(db)
    return aforpa
  }
  let lues: ReturnType<typeof voterCampagne> | undefined
  /** A letter that may be read: its own by STELO, otherwise the one of AFORPA. */
  const notifiee = async (qui: Connecte | undefined): Promise<string> => {
    lues ??= voterCampagne(application).then(async (votee) => {
      for (const demande of [votee.aforpa, votee.stelo]) {
        await sql`insert into lettre (demande, campagne, decision, montant, sha256, generee_par)
          values (${demande}, ${votee.campagne}, 'retenue', 100, repeat('0', 64), ${nadia().id})`.execute(db)
        await sql`insert into lettre_fichier
          values (${demande}, 'generee', ${Buffer.from(PDF_MINUSCULE)}, repeat('0', 64))`.execute(db)
      }
      await sql`update lettre set etat = 'notifiee', signataire = 'Une directrice', signee_le = '2026-07-06',
        signee_par = ${nadia().id}, notifiee_le = now(), notifiee_par = ${nadia().id}
        where campagne = ${votee.campagne}`.execute(db)
      return votee
    })
    const { aforpa, stelo } = await lues
    return qui?.organisation === personne('julie-moreau').organisation ? stelo : aforpa
  }
  /** A work whose only line was refused. */
  const refuse = async (): Promise<string> => {
    const { campagne, aforpa } = await vote()
    const { rows } = await sql<{ id: string }>`
      insert into demande_lot (campagne, acte, par, role, organisation, etat)
      values (${campagne}, 'attribuer', ${nadia().id}, 'responsable', ${nadia().organisation}, 'fini') returning id
    `.execute(db)
    await sql`insert into demande_lot_ligne (lot, rang, demande, etat) values (${rows[0]!.id}, 1, ${aforpa}, 'refusee')`.execute(
      db,
    )
    return rows[0]!.id
  }
  return { vote, lettre, notifiee, refuse }
}

const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

export function exemplesCourriers({
  vote,
  lettre,
  notifiee,
  refuse,
}: ReturnType<typeof preparerCourriers>): Readonly<Record<string, Exemple>> {
  let [aforpa, stelo] = ['', '']
  const campagne = (fin: string) => async () => {
    const votee = await vote()
    aforpa = votee.aforpa
    stelo = votee.stelo
    return `/api/campagnes/${votee.campagne}/lettres${fin}`
  }
  return {
    'GET /api/campagnes/{id}/lettres': { droit: 'instruction.lire', chemin: campagne('') },
    'PUT /api/campagnes/{id}/lettres/recours': {
      droit: 'campagne.conduire',
      chemin: campagne('/recours'),
      envoi: () => json('PUT', { texte: 'Deux mois pour saisir le tribunal.' }),
    },
    'POST /api/campagnes/{id}/lettres/lot': {
      droit: 'campagne.conduire',
      chemin: campagne('/lot'),
      // Nothing is signed: the work refuses its line, and the letter stays as it is.
      envoi: () => json('POST', { acte: 'notifierLettre', demandes: [stelo] }),
    },
    'POST /api/campagnes/{id}/lettres/signature': {
      droit: 'campagne.conduire',
      chemin: async () => {
        await lettre('a_signer')
        return campagne('/signature')()
      },
      envoi: () => json('POST', { demandes: [aforpa], signataire: 'Une directrice', signeeLe: '2026-07-06' }),
    },
    'GET /api/demandes/{id}/lettre': {
      droit: 'demande.lire',
      chemin: async (qui) => `/api/demandes/${await notifiee(qui)}/lettre`,
    },
    'PUT /api/demandes/{id}/lettre/scan': {
      droit: 'campagne.conduire',
      chemin: async () => `/api/demandes/${await lettre('a_notifier')}/lettre/scan`,
      envoi: () => ({
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: PDF_MINUSCULE,
      }),
    },
    'POST /api/instruction/lots/{id}/relance': {
      droit: 'demande.instruire',
      chemin: async () => `/api/instruction/lots/${await refuse()}/relance`,
    },
  }
}
