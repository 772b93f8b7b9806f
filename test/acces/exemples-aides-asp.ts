import { sql } from 'kysely'
import { LIEUX } from '#aides/asp/scelle.ts'
import { creerDossiersAccordes } from '../aides-asp-atelier.ts'
import { CODES } from '../asp-atelier.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'

const json = (methode: string, corps: object): RequestInit => ({
  method: methode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})
const motif = { motif: 'Essai des droits' }

/** A session granted by AFORPA, and what it takes to have one more payment or file in any state. */
export async function preparerAsp({ db, ctx, personne }: Application) {
  const lea = personne('lea-fontaine')
  const { session, dossiers } = await creerDossiersAccordes(db, ctx.coffre, [100_00, 50_00], {
    ...{ organisation: lea.organisation, par: lea.id },
  })
  let rang = 0
  const fichier = async (): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into asp_fichier (nom, session, sha256, taille, paiements, montant, cree_le, jour)
      values (${`essai-${++rang}.xml`}, ${session}, ${'0'.repeat(64)}, 1, 1, 1, now(), '2020-01-01') returning id`.execute(
      db,
    )
    return rows[0]!.id
  }
  const echoue = async (): Promise<number> => {
    const envoi = await fichier()
    // The one that an earlier example asked again must not be in the way. Locked first: a work started by another
    // example may be adding a step to it.
    await db.transaction().execute(async (trx) => {
      await sql`select id from asp_paiement where remplace is not null for update`.execute(trx)
      await sql`delete from asp_paiement_etape where paiement in (select id from asp_paiement where remplace is not null)`.execute(
        trx,
      )
      await sql`delete from asp_paiement where remplace is not null`.execute(trx)
    })
    const { rows } = await sql<{ id: number }>`
      insert into asp_paiement (dossier, montant, etat, chiffre, masque, fichier, envoyee_le, raison)
      values (${dossiers[0]!}, 10000, 'rejetee', '', 'x', ${envoi}, '2020-01-01', 'rib-invalide') returning id`.execute(
      db,
    )
    return rows[0]!.id
  }
  const attente = async (): Promise<number> => {
    const { rows } = await sql<{ id: number }>`
      with un as (insert into asp_paiement (dossier, montant) values (${dossiers[1]!}, 5000) on conflict do nothing returning id)
      select id from un union all select id from asp_paiement where dossier = ${dossiers[1]!} limit 1`.execute(
      db,
    )
    return rows[0]!.id
  }
  const parquee = async (): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      with r as (insert into asp_retour (nom, genre, sha256, taille, etat, voie)
        values ('essai.csv', 'rejets', ${(++rang).toString(16).padStart(64, 'a')}, 1, 'lu', 'main') returning id)
      select id from r`.execute(db)
    await sql`insert into asp_retour_ligne (retour, ligne, etat, code, message, empreinte, contenu)
      values (${rows[0]!.id}, 2, 'parquee', 'orpheline', 'x', 'x', '{}')`.execute(db)
    return rows[0]!.id
  }
  /** A file whose name nobody knows, its bytes in one piece. */
  const inconnu = async (): Promise<string> => {
    const id = `retour-${++rang}`
    await sql`insert into asp_retour (id, nom, sha256, taille, etat, voie)
      values (${id}, 'bizarre.csv', ${(++rang).toString(16).padStart(64, 'b')}, 1, 'inconnu', 'main')`.execute(
      db,
    )
    await sql`insert into asp_retour_morceau (retour, rang, chiffre)
      values (${id}, 1, ${ctx.coffre.seal('x', LIEUX.retour(id, 1))})`.execute(db)
    return id
  }
  /** A line that no payment owns, which says that a record was refused. */
  const orpheline = async (): Promise<string> => {
    const retour = await parquee()
    await sql`update asp_retour_ligne set annonce = '{"genre":"rejets","paiement":"999999","motif":"RIB invalide"}'
      where retour = ${retour}`.execute(db)
    return retour
  }
  return { session, fichier, echoue, attente, parquee, inconnu, orpheline }
}

/** One example a route of the payments of individual aids. */
export const exemplesAsp = ({
  session,
  fichier,
  echoue,
  attente,
  parquee,
  inconnu,
  orpheline,
}: Awaited<ReturnType<typeof preparerAsp>>) => {
  let vise = 0
  return {
    'GET /api/paiements-aides': { droit: 'aide.traiter' },
    'GET /api/paiements-aides/liste': { droit: 'aide.traiter' },
    'GET /api/paiements-aides/liste/{id}': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/liste/${await attente()}`,
    },
    'POST /api/paiements-aides/preparations': { droit: 'aide.payer', envoi: () => json('POST', { session }) },
    'POST /api/paiements-aides/envois': { droit: 'aide.payer', envoi: () => json('POST', { session }) },
    'POST /api/paiements-aides/reprises': { droit: 'aide.payer', envoi: () => json('POST', { session }) },
    'POST /api/paiements-aides/liste/{id}/reprise': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/liste/${await echoue()}/reprise`,
      envoi: () => json('POST', motif),
    },
    'POST /api/paiements-aides/liste/{id}/compte': {
      droit: 'aide.reveler',
      chemin: async () => `/api/paiements-aides/liste/${await attente()}/compte`,
      envoi: () => json('POST', motif),
    },
    'POST /api/paiements-aides/fichiers/{id}/retrait': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/fichiers/${await fichier()}/retrait`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/paiements-aides/fichiers/{id}/depot': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/fichiers/${await fichier()}/depot`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/paiements-aides/retours': {
      droit: 'aide.payer',
      chemin: async () => '/api/paiements-aides/retours?nom=autre.csv',
      envoi: () => ({
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: 'essai',
      }),
    },
    'POST /api/paiements-aides/retours/{retour}/lignes/{ligne}/classement': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/retours/${await parquee()}/lignes/2/classement`,
      envoi: () => json('POST', motif),
    },
    'POST /api/paiements-aides/retours/{retour}/lignes/{ligne}/application': {
      droit: 'aide.payer',
      chemin: async () => {
        vise = await echoue()
        return `/api/paiements-aides/retours/${await orpheline()}/lignes/2/application`
      },
      envoi: () => json('POST', { ...motif, paiement: vise }),
    },
    'POST /api/paiements-aides/retours/{id}/retrait': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/retours/${await inconnu()}/retrait`,
      envoi: () => ({ method: 'POST' }),
    },
    'POST /api/paiements-aides/retours/{id}/genre': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/retours/${await inconnu()}/genre`,
      envoi: () => json('POST', { genre: 'rejets' }),
    },
    'POST /api/paiements-aides/retours/{id}/classement': {
      droit: 'aide.payer',
      chemin: async () => `/api/paiements-aides/retours/${await inconnu()}/classement`,
      envoi: () => json('POST', motif),
    },
    'PUT /api/paiements-aides/parametrages/{dispositif}': {
      droit: 'aide.payer',
      chemin: async () => '/api/paiements-aides/parametrages/ara-2025',
      envoi: () => {
        const { dispositif: _, indicatif: __, ...codes } = CODES
        return json('PUT', codes)
      },
    },
  } satisfies Readonly<Record<string, Exemple>>
}
