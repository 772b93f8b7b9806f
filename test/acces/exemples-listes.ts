import { sql } from 'kysely'
import type { Saisies } from '#aides/listes/colonnes-liste.ts'
import { judgeOf } from '#aides/listes/routes-listes-dispositif.ts'
import { checkLine } from '#aides/listes/routes-listes-ligne.ts'
import { insertLignes } from '#aides/listes/store-lignes.ts'
import { findSessionAide } from '#aides/listes/store-listes.ts'
import { COMMUNES, listeEnCsv, ouvrirSession, personneFictive } from '../aides-listes-atelier.ts'
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
      communes: COMMUNES,
      juge,
      coffre: ctx.coffre,
    }
    await insertLignes(db, id, [checkLine(controle, 2, personneFictive(70_000 + rang) as Saisies)])
    return id
  }
  /** Two dossiers of one name, the second of which waits. */
  const aVerifier = async () => {
    const deListe = await liste(undefined)
    const lea = personne('lea-fontaine')
    const { rows } = await sql<{ id: string }>`
      with qui as (insert into aide_beneficiaire (civilite, nom_naissance, prenom, ne_le, pays_naissance, rapprochement)
        values ('M', 'Essai', 'Alix', '2006-01-01', '99326', 'alix essai') returning id)
      insert into aide_dossier (numero, session, liste, ligne, organisation, beneficiaire, etat, reponses, contrat, adresse,
        verdict, juge_le)
      select upper(substr(md5(${`dossier ${++rang}`}), 1, 16)), ${await session()}, ${deListe}, 2, ${lea.organisation}, id,
        'a_verifier', '{}', '{}', '{}', '{"statut": "refus", "motifs": []}', '2026-01-01' from qui returning id
    `.execute(db)
    return rows[0]!.id
  }
  return { session, liste, aVerifier }
}

const json = (corps: object, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})

/** One example a route of the lists of aids. */
export function exemplesListes({ session, liste, aVerifier }: ReturnType<typeof preparerListes>) {
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
    'GET /api/campagnes-aides/{id}/a-verifier': {
      droit: 'aide.instruire',
      chemin: async () => `/api/campagnes-aides/${await session()}/a-verifier`,
    },
    'POST /api/dossiers-aides/{id}/identite': {
      droit: 'aide.instruire',
      chemin: async () => `/api/dossiers-aides/${await aVerifier()}/identite`,
      envoi: () => json({ personne: null, note: 'Deux personnes' }),
    },
    'DELETE /api/listes-aides/{id}': {
      droit: 'aide.deposer',
      chemin: sur(),
      envoi: () => ({ method: 'DELETE' }),
    },
  } satisfies Readonly<Record<string, Exemple>>
}
