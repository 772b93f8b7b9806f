import { sql } from 'kysely'
import { PDF_MINUSCULE } from '../demandes-atelier.ts'
import type { Application } from './application.ts'
import type { Exemple } from './exemples.ts'
import type { preparerCourriers } from './exemples-courriers.ts'

/** Scans of signed letters, in each state as if they had been sent and read. */
export function preparerScans(
  { db, personne }: Application,
  courriers: ReturnType<typeof preparerCourriers>,
) {
  const nadia = () => personne('nadia-benali')
  const campagne = async () => (await courriers.vote()).campagne
  let rang = 0
  /** A sending with one file, in this state. */
  const lot = async (etat: 'reception' | 'en_cours' | 'annule'): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into scan_lot (campagne, etat, signataire, signee_le, par, role)
      values (${await campagne()}, ${etat}, 'Une directrice', '2026-07-06', ${nadia().id}, 'responsable') returning id
    `.execute(db)
    const { id } = rows[0]!
    await sql`insert into scan_fichier (lot, rang, nom, type, taille, sha256, pages)
      values (${id}, 1, 'essai.pdf', 'application/pdf', 1, ${String(++rang).padStart(64, '0')}, 1)`.execute(
      db,
    )
    return id
  }
  /** A page that no letter took. */
  const page = async (): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into scan_page (lot, fichier, rang, defaut, octets, vignette)
      values (${await lot('annule')}, 1, 1, 'illisible', ${Buffer.from(PDF_MINUSCULE)}, 'x') returning id
    `.execute(db)
    return rows[0]!.id
  }
  /** The letter of AFORPA, waiting for its original; it has two pages. */
  const lettre = async (): Promise<string> => {
    const demande = await courriers.lettre('a_signer')
    await sql`delete from lettre_fichier where demande = ${demande} and exemplaire = 'signee'`.execute(db)
    await sql`insert into lettre_tirage (tirage, demande, pages, sha256)
      values ('QNC23JDH88N8Q3XM', ${demande}, 2, repeat('0', 64)) on conflict do nothing`.execute(db)
    return demande
  }
  return { campagne, lot, page, lettre }
}

const json = (corps: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(corps),
})
const droit = 'campagne.conduire'

export function exemplesScans({
  campagne,
  lot,
  page,
  lettre,
}: ReturnType<typeof preparerScans>): Readonly<Record<string, Exemple>> {
  let demande = ''
  const envoi = (etat: Parameters<typeof lot>[0], fin: string) => async () =>
    `/api/scans/${await lot(etat)}/${fin}`
  const chemin = (fin: string) => async () => `/api/scans/pages/${await page()}/${fin}`
  const scans = async () => `/api/campagnes/${await campagne()}/scans`
  return {
    'GET /api/campagnes/{id}/scans': { droit, chemin: scans },
    'POST /api/campagnes/{id}/scans': {
      ...{ droit, chemin: scans },
      envoi: () => json({ signataire: 'Une directrice', signeeLe: '2026-07-06' }),
    },
    'POST /api/scans/{id}/fichiers': {
      ...{ droit, chemin: envoi('reception', 'fichiers?nom=signees.pdf') },
      envoi: () => ({
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: PDF_MINUSCULE,
      }),
    },
    'POST /api/scans/{id}/lecture': { droit, chemin: envoi('annule', 'lecture') },
    'POST /api/scans/{id}/annulation': { droit, chemin: envoi('en_cours', 'annulation') },
    'GET /api/scans/pages/{id}/vignette': { droit, chemin: chemin('vignette') },
    'GET /api/scans/pages/{id}/document': { droit, chemin: chemin('document') },
    'POST /api/scans/pages/{id}/rattachement': {
      droit,
      chemin: async () => {
        demande = await lettre()
        return chemin('rattachement')()
      },
      envoi: () => json({ demande, page: 1 }),
    },
    'POST /api/scans/pages/{id}/ecart': {
      ...{ droit, chemin: chemin('ecart') },
      envoi: () => json({ motif: 'Page de garde du scanner' }),
    },
  }
}
