import { sql } from 'kysely'
import type { Saisies } from '#aides/listes/colonnes-liste.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { checkLine } from '#aides/listes/routes-listes-ligne.ts'
import { insertLignes } from '#aides/listes/store-lignes.ts'
import { findSessionAide } from '#aides/listes/store-listes.ts'
import { listeEnCsv, ouvrirSession, personneFictive } from '../aides-listes-atelier.ts'
import type { Application, Connecte } from './application.ts'
import type { Exemple } from './exemples.ts'

let rang = 0

/** Lists of one line, ready, each of the centre of who asks; AFORPA's for the others. */
export function preparerListes({ db, ctx, personne }: Application) {
  let ouverte: Promise<string> | undefined
  const session = () => (ouverte ??= ouvrirSession(db, { id: 'aides-de-la-matrice' }))
  const liste = async (qui: Connecte | undefined) => {
    const lea = personne('lea-fontaine')
    const auteur = qui?.role.startsWith('ofcfa') ? qui : lea
    const { rows } = await sql<{ id: string }>`
      insert into aide_liste (session, organisation, nom, sha256, taille, etat, cree_par)
      values (${await session()}, ${auteur.organisation}, 'essai.csv', encode(sha256(${`liste ${++rang}`}::bytea), 'hex'),
        1, 'prete', ${auteur.id}) returning id
    `.execute(db)
    const { id } = rows[0]!
    const juge = judgeOf((await findSessionAide(db, await session()))!, ctx.clock.today())
    const controle = {
      liste: id,
      siret: '00000002600013',
      aujourdhui: ctx.clock.today(),
      juge,
      coffre: ctx.coffre,
    }
    await insertLignes(db, id, [checkLine(controle, 2, personneFictive(70_000 + rang) as Saisies)])
    return id
  }
  return { session, liste }
}

const json = (corps: object, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** One example a route of the lists of aids. */
export function exemplesListes({ session, liste }: ReturnType<typeof preparerListes>) {
  const sur =
    (fin = '') =>
    async (qui: Connecte | undefined) =>
      `/api/listes-aides/${await liste(qui)}${fin}`
  return {
    'GET /api/listes-aides/modele.xlsx': { droit: 'aide.traiter' },
    'GET /api/listes-aides/modele.csv': { droit: 'aide.traiter' },
    'GET /api/campagnes-aides/{id}/listes': {
      droit: 'aide.traiter',
      chemin: async () => `/api/campagnes-aides/${await session()}/listes`,
    },
    'POST /api/campagnes-aides/{id}/listes': {
      droit: 'aide.deposer',
      chemin: async () => `/api/campagnes-aides/${await session()}/listes?nom=essai.csv`,
      envoi: () => ({
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: listeEnCsv([personneFictive(60_000 + ++rang)]),
      }),
    },
    'GET /api/listes-aides/{id}': { droit: 'aide.traiter', chemin: sur() },
    'GET /api/listes-aides/{id}/lignes': { droit: 'aide.traiter', chemin: sur('/lignes') },
    'PATCH /api/listes-aides/{id}/lignes/{ligne}': {
      droit: 'aide.deposer',
      chemin: sur('/lignes/2'),
      envoi: () => json({ cellules: { prenom: 'Alix' } }, 'PATCH'),
    },
    'PUT /api/listes-aides/{id}/lignes/{ligne}/ecart': {
      droit: 'aide.deposer',
      chemin: sur('/lignes/2/ecart'),
      envoi: () => json({ motif: 'Essai' }, 'PUT'),
    },
    'POST /api/listes-aides/{id}/remplacements': {
      droit: 'aide.deposer',
      chemin: sur('/remplacements'),
      envoi: () => json({ champ: 'diplome', de: 'CAP Cuisine', par: 'CAP Pâtissier' }),
    },
    'POST /api/listes-aides/{id}/fichier': {
      droit: 'aide.deposer',
      chemin: sur('/fichier'),
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/listes-aides/{id}/depot': {
      droit: 'aide.deposer',
      chemin: sur('/depot'),
      envoi: () => json({ lignes: 'toutes' }),
    },
    'DELETE /api/listes-aides/{id}': {
      droit: 'aide.deposer',
      chemin: sur(),
      envoi: () => ({ method: 'DELETE' }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
