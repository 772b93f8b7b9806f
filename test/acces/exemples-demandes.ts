import { sql } from 'kysely'
import { ouvrirAppel, PDF_MINUSCULE, SAISIE } from '../demandes-atelier.ts'
import { enCsv, tableau } from '../importation-fichiers.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

let rang = 0

type Ouverte = { readonly id: string; readonly version: number }

/** Applications of the body of whoever asks, each in a call of its own. */
export function preparerDemandes({ db, personne }: Application) {
  const gestionnaire = (qui: Connecte | undefined) =>
    [personne('julie-moreau'), personne('lea-fontaine')].find(
      ({ organisation }) => organisation === qui?.organisation,
    ) ?? personne('lea-fontaine')
  const appel = () => ouvrirAppel(db, { id: `appel-${++rang}` })
  const faire = async <T>(qui: Connecte, methode: string, chemin: string, corps?: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' }
    const init = corps ? { method: methode, headers, body: JSON.stringify(corps) } : { method: methode }
    const reponse = await qui.request(`/api${chemin}`, init)
    if (!reponse.ok) throw new Error(`${chemin} : ${reponse.status} ${await reponse.text()}`)
    return (reponse.status === 204 ? undefined : await reponse.json()) as T
  }
  /** A draft in which nothing is missing, at version 3. */
  const brouillon = async (qui: Connecte | undefined): Promise<Ouverte> => {
    const lui = gestionnaire(qui)
    const { id } = await faire<{ id: string }>(lui, 'POST', `/campagnes/${await appel()}/demandes`)
    await faire(lui, 'PUT', `/demandes/${id}/effectif`, { version: 1, effectif: '420' })
    await faire(lui, 'PUT', `/demandes/${id}/formations/F1`, { version: 2, saisie: SAISIE })
    return { id, version: 3 }
  }
  const deposer = (qui: Connecte | undefined, { id, version }: Ouverte) =>
    faire(gestionnaire(qui), 'POST', `/demandes/${id}/depot`, { version })
  const deposee = async (qui: Connecte | undefined): Promise<Ouverte> => {
    const { id, version } = await brouillon(qui)
    await deposer(qui, { id, version })
    return { id, version: version + 1 }
  }
  const aCompleter = async (qui: Connecte | undefined): Promise<Ouverte> => {
    const { id, version } = await deposee(qui)
    await sql`update demande set etat = 'a_completer' where id = ${id}`.execute(db)
    return { id, version }
  }
  const avecPiece = async (qui: Connecte | undefined) => {
    const { id, version } = await brouillon(qui)
    const body = PDF_MINUSCULE
    const headers = { 'content-type': 'application/octet-stream' }
    const adresse = `/api/demandes/${id}/pieces?code=note&nom=a.pdf`
    const reponse = await gestionnaire(qui).request(adresse, { method: 'POST', headers, body })
    return { id, version, piece: ((await reponse.json()) as { id: string }).id }
  }
  return { appel, brouillon, deposer, deposee, aCompleter, avecPiece }
}

const octets = (body: string): RequestInit => ({
  headers: { 'content-type': 'application/octet-stream' },
  body,
})
const json = (corps: object): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** The space of a training centre. */
export function exemplesDemandes(objets: ReturnType<typeof preparerDemandes>): Record<string, Exemple> {
  const { appel, brouillon, deposee, aCompleter, avecPiece } = objets
  type Faire = (qui: Connecte | undefined) => Promise<Ouverte>
  const deposer = (faire: Faire, fin: string, envoi?: () => RequestInit): Exemple => ({
    droit: 'demande.deposer',
    chemin: async (qui) => `/api/demandes/${(await faire(qui)).id}${fin}`,
    ...(envoi && { envoi }),
  })
  const lire = (fin: string): Exemple => ({
    droit: 'demande.lire',
    chemin: async (qui) => `/api/demandes/${(await deposee(qui)).id}${fin}`,
  })
  return {
    'GET /api/appels': { droit: 'campagne.lire' },
    'POST /api/campagnes/{id}/demandes': {
      droit: 'demande.deposer',
      chemin: async () => `/api/campagnes/${await appel()}/demandes`,
    },
    'GET /api/demandes/{id}': lire(''),
    'GET /api/demandes/{id}/decision': lire('/decision'),
    'GET /api/demandes/{id}/explication': lire('/explication'),
    'PUT /api/demandes/{id}/formations/{identifiant}': deposer(brouillon, '/formations/F2', () =>
      json({ version: 3, saisie: SAISIE }),
    ),
    'DELETE /api/demandes/{id}/formations/{identifiant}': deposer(brouillon, '/formations/F1?version=3'),
    'PUT /api/demandes/{id}/effectif': deposer(brouillon, '/effectif', () =>
      json({ version: 3, effectif: '500' }),
    ),
    'PUT /api/demandes/{id}/identifiants': deposer(brouillon, '/identifiants', () =>
      json({ version: 3, uai: '0750655E', nda: '' }),
    ),
    'POST /api/demandes/{id}/renouvellement': deposer(brouillon, '/renouvellement', () =>
      json({ version: 3 }),
    ),
    'POST /api/demandes/{id}/formations/fichier': deposer(
      brouillon,
      '/formations/fichier?mode=ajouter&version=3',
      () => octets(enCsv(tableau(2))),
    ),
    'GET /api/demandes/{id}/formations.xlsx': lire('/formations.xlsx'),
    'POST /api/demandes/{id}/pieces': deposer(brouillon, '/pieces?code=note&nom=a.pdf', () =>
      octets(PDF_MINUSCULE),
    ),
    'GET /api/demandes/{id}/pieces/{piece}': {
      droit: 'demande.lire',
      chemin: async (qui) => {
        const { id, version, piece } = await avecPiece(qui)
        await objets.deposer(qui, { id, version })
        return `/api/demandes/${id}/pieces/${piece}`
      },
    },
    'DELETE /api/demandes/{id}/pieces/{piece}': {
      droit: 'demande.deposer',
      chemin: async (qui) => {
        const { id, piece } = await avecPiece(qui)
        return `/api/demandes/${id}/pieces/${piece}`
      },
    },
    'POST /api/demandes/{id}/depot': deposer(brouillon, '/depot', () => json({ version: 3 })),
    'POST /api/demandes/{id}/reprise': deposer(deposee, '/reprise', () => json({ version: 4 })),
    'POST /api/demandes/{id}/retrait': deposer(deposee, '/retrait', () => json({ version: 4 })),
    'POST /api/demandes/{id}/reponse': deposer(aCompleter, '/reponse', () =>
      json({ version: 4, texte: 'Voici' }),
    ),
    'POST /api/demandes/{id}/messages': deposer(deposee, '/messages', () => json({ texte: 'Bonjour' })),
    'GET /api/demandes/{id}/recepisse.pdf': lire('/recepisse.pdf'),
  }
}
