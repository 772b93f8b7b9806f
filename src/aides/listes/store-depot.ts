import { sql } from 'kysely'
import type { EtatDossierDepose, Identite } from '#aides/listes/dossier-depose.ts'
import type { Db } from '#platform/db.ts'

/** A dossier to write, with the person it is for and the account it is paid on. */
export type DossierAEcrire = {
  readonly id: string
  readonly numero: string
  readonly ligne: number
  readonly beneficiaire: string
  readonly identite: Identite
  readonly etat: EtatDossierDepose
  readonly reponses: Readonly<Record<string, string>>
  readonly contrat: Readonly<Record<string, unknown>>
  readonly adresse: Readonly<Record<string, unknown>>
  readonly courriel: string | null
  readonly telephone: string | null
  readonly verdict: unknown
  readonly montant: number | null
  /** Why it waits, for its first step. */
  readonly motif: string | null
  readonly compte: { readonly chiffre: Buffer; readonly empreinte: string; readonly masque: string }
}

/** Two centres that deposit the same new person at once must see each other: one batch of a deposit at a time. */
export async function lockDepots(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112032)`.execute(tx)
}

/** Lines of a list that have their dossier already. */
export async function listLignesDeposees(
  db: Db,
  liste: string,
  lignes: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ ligne: number }>`
    select ligne from aide_dossier where liste = ${liste} and ligne = any(${lignes}::int[])
  `.execute(db)
  return rows.map(({ ligne }) => ligne)
}

export type Candidat = { readonly id: string; readonly cle: string; readonly neLe: string }

/** Everybody known, born on these days. */
export async function listCandidats(db: Db, jours: readonly string[]): Promise<Candidat[]> {
  const { rows } = await sql<Candidat>`
    select id, rapprochement as cle, ne_le as "neLe" from aide_beneficiaire where ne_le = any(${jours}::date[])
  `.execute(db)
  return rows
}

export async function insertBeneficiaires(db: Db, dossiers: readonly DossierAEcrire[]): Promise<void> {
  const rows = dossiers.map(({ beneficiaire, identite }) => ({ id: beneficiaire, ...identite }))
  await sql`
    insert into aide_beneficiaire (id, civilite, nom_naissance, nom_usage, prenom, ne_le, pays_naissance,
      commune_naissance, rapprochement)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as b (id text, civilite text, "nomNaissance" text,
      "nomUsage" text, prenom text, "neLe" date, "paysNaissance" text, "communeNaissance" text, rapprochement text)
  `.execute(db)
}

type Depot = {
  readonly session: string
  readonly liste: string
  readonly organisation: string
  /** AAAA-MM-JJ */
  readonly jugeLe: string
  /** Instant. */
  readonly deposeLe: string
}

export async function insertDossiers(
  db: Db,
  { session, liste, organisation, jugeLe, deposeLe }: Depot,
  dossiers: readonly DossierAEcrire[],
): Promise<void> {
  const rows = dossiers.map(({ identite: _, compte: __, ...dossier }) => dossier)
  await sql`
    insert into aide_dossier (id, numero, session, liste, ligne, organisation, beneficiaire, etat, reponses, contrat,
      adresse, courriel, telephone, verdict, montant, juge_le, depose_le)
    select d.id, d.numero, ${session}, ${liste}, d.ligne, ${organisation}, d.beneficiaire, d.etat, d.reponses, d.contrat,
      d.adresse, d.courriel, d.telephone, d.verdict, d.montant, ${jugeLe}::date, ${deposeLe}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as d (id text, numero text, ligne int, beneficiaire text,
      etat text, reponses jsonb, contrat jsonb, adresse jsonb, courriel text, telephone text, verdict jsonb,
      montant bigint)
  `.execute(db)
}

/** The first step of each: from nothing to its state, by the program. */
export async function insertPremieresEtapes(
  db: Db,
  dossiers: readonly DossierAEcrire[],
  le: string,
): Promise<void> {
  const rows = dossiers.map(({ id, etat, motif }) => ({ id, etat, motif }))
  await sql`
    insert into aide_dossier_etape (dossier, vers, le, motif)
    select id, etat, ${le}::timestamptz, motif
    from json_to_recordset(${JSON.stringify(rows)}::json) as e (id text, etat text, motif text)
  `.execute(db)
}

export async function insertCoordonnees(db: Db, dossiers: readonly DossierAEcrire[]): Promise<void> {
  const rows = dossiers.map(({ id, compte: { chiffre, empreinte, masque } }) => ({
    ...{ id, empreinte, masque },
    chiffre: chiffre.toString('base64'),
  }))
  await sql`
    insert into aide_coordonnees (dossier, chiffre, empreinte, masque)
    select id, decode(chiffre, 'base64'), empreinte, masque
    from json_to_recordset(${JSON.stringify(rows)}::json) as c (id text, chiffre text, empreinte text, masque text)
  `.execute(db)
}

/** How many dossiers a list has made, by state, and what they would cost in cents. */
export async function countDossiers(
  db: Db,
  liste: string,
): Promise<{ etat: string; nombre: number; montant: number }[]> {
  const { rows } = await sql<{ etat: string; nombre: number; montant: number }>`
    select etat, count(*) as nombre, coalesce(sum(montant), 0)::bigint as montant
    from aide_dossier where liste = ${liste} group by etat order by 2 desc
  `.execute(db)
  return rows
}
