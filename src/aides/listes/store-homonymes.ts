import { sql } from 'kysely'
import type { Instruction } from '#aides/instruire.ts'
import type { DossierConnu, IdentiteConnue } from '#aides/listes/homonymie.ts'
import type { Db } from '#platform/db.ts'

/** A dossier that waits for somebody to say who its person is. */
export type DossierAVerifier = IdentiteConnue & {
  readonly id: string
  readonly numero: string
  readonly etat: string
  readonly session: string
  readonly liste: string
  readonly organisme: string
  readonly beneficiaire: string
  readonly cle: string
  readonly jugeLe: string
  readonly reponses: Readonly<Record<string, string>>
  readonly verdict: Instruction
  readonly deposeLe: string
}

const IDENTITE = sql`b.civilite, b.nom_naissance as "nomNaissance", b.nom_usage as "nomUsage", b.prenom, b.ne_le as "neLe",
  b.pays_naissance as "paysNaissance", b.commune_naissance as "communeNaissance", b.rapprochement as cle`
const A_VERIFIER = sql`d.id, d.numero, d.etat, d.session, d.liste, o.nom as organisme, d.beneficiaire, d.juge_le as "jugeLe",
  d.reponses, d.verdict, d.depose_le as "deposeLe", ${IDENTITE}`

/** The oldest ones of a session, so many at once. */
export async function listAVerifier(db: Db, session: string, limite: number): Promise<DossierAVerifier[]> {
  const { rows } = await sql<DossierAVerifier>`
    select ${A_VERIFIER} from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
    join organisation o on o.id = d.organisation
    where d.session = ${session} and d.etat = 'a_verifier' order by d.depose_le, d.numero limit ${limite}
  `.execute(db)
  return rows
}

export async function countAVerifier(db: Db, session: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*) as nombre from aide_dossier where session = ${session} and etat = 'a_verifier'
  `.execute(db)
  return rows[0]!.nombre
}

/** The dossier, held until the end of the transaction. */
export async function findAVerifierForUpdate(tx: Db, id: string): Promise<DossierAVerifier | undefined> {
  const { rows } = await sql<DossierAVerifier>`
    select ${A_VERIFIER} from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
    join organisation o on o.id = d.organisation where d.id = ${id} for update of d
  `.execute(tx)
  return rows[0]
}

export type PersonneConnue = IdentiteConnue & { readonly id: string; readonly cle: string }

/** Everybody known, born on these days, who has a dossier. */
export async function listPersonnesNees(db: Db, jours: readonly string[]): Promise<PersonneConnue[]> {
  const { rows } = await sql<PersonneConnue>`
    select b.id, ${IDENTITE} from aide_beneficiaire b
    where b.ne_le = any(${jours}::date[]) and exists (select from aide_dossier d where d.beneficiaire = b.id)
  `.execute(db)
  return rows
}

/** Dossiers of these people. @param dispositif of the session looked at: its family is its code without the year */
export async function listDossiersDe(
  db: Db,
  personnes: readonly string[],
  dispositif: string,
): Promise<(DossierConnu & { readonly id: string; readonly beneficiaire: string })[]> {
  const { rows } = await sql<DossierConnu & { readonly id: string; readonly beneficiaire: string }>`
    select d.id, d.beneficiaire, d.numero, d.session, s.libelle, o.nom as organisme, d.etat,
      regexp_replace(s.dispositif, '-[0-9].*$', '') = regexp_replace(${dispositif}, '-[0-9].*$', '') as "memeAide"
    from aide_dossier d join aide_session s on s.id = d.session join organisation o on o.id = d.organisation
    where d.beneficiaire = any(${personnes}::text[]) order by d.depose_le, d.numero
  `.execute(db)
  return rows
}

export type DossierIdentifie = {
  readonly id: string
  readonly beneficiaire: string
  readonly etat: string
  readonly reponses: Readonly<Record<string, string>>
  readonly verdict: Instruction
  readonly montant: number | null
}

export async function updateIdentifie(
  db: Db,
  { id, beneficiaire, etat, reponses, verdict, montant }: DossierIdentifie,
): Promise<void> {
  await sql`
    update aide_dossier set beneficiaire = ${beneficiaire}, etat = ${etat}, reponses = ${JSON.stringify(reponses)},
      verdict = ${JSON.stringify(verdict)}, montant = ${montant}
    where id = ${id}
  `.execute(db)
}

export async function insertEtape(
  db: Db,
  { dossier, vers, par, motif }: { dossier: string; vers: string; par: string; motif: string },
): Promise<void> {
  await sql`
    insert into aide_dossier_etape (dossier, de, vers, par, motif) values (${dossier}, 'a_verifier', ${vers}, ${par}, ${motif})
  `.execute(db)
}

/** The spelling that no dossier bears any more goes away; its line keeps what was typed. */
export async function removeSansDossier(db: Db, beneficiaire: string): Promise<void> {
  await sql`
    delete from aide_beneficiaire b where b.id = ${beneficiaire}
      and not exists (select from aide_dossier d where d.beneficiaire = b.id)
  `.execute(db)
}
