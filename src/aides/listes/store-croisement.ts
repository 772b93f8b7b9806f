import { sql } from 'kysely'
import type { AnomalieListe } from '#aides/listes/controle-ligne.ts'
import type { Connu, LigneComparee } from '#aides/listes/croisement.ts'
import type { Db } from '#platform/db.ts'

/** Birth dates met in a list, in order. */
export async function listJours(db: Db, liste: string): Promise<string[]> {
  const { rows } = await sql<{ jour: string }>`
    select distinct ne_le as jour from aide_ligne where liste = ${liste} and ne_le is not null order by 1
  `.execute(db)
  return rows.map(({ jour }) => jour)
}

/** Lines of people born on these days, those left out excepted. */
export async function listNesLe(db: Db, liste: string, jours: readonly string[]): Promise<LigneComparee[]> {
  const { rows } = await sql<LigneComparee>`
    select ligne, rapprochement as cle, ne_le as "neLe" from aide_ligne
    where liste = ${liste} and ne_le = any(${jours}::date[]) and rapprochement is not null and ecartee is null
  `.execute(db)
  return rows
}

/**
 * People known, born on these days: through the wall, since a centre does not see those of others.
 *
 * @param pour the session, and the body whose own deposits are told as such
 */
export async function listConnus(
  systeme: Db,
  { session, organisation }: { readonly session: string; readonly organisation: string },
  jours: readonly string[],
): Promise<Connu[]> {
  const { rows } = await sql<Connu>`
    select b.rapprochement as cle, b.ne_le as "neLe",
      (select jsonb_build_object('liste', d.liste, 'ligne', d.ligne) from aide_dossier d
        where d.beneficiaire = b.id and d.session = ${session} and d.organisation = ${organisation}
          and d.etat <> 'retire' order by d.depose_le limit 1) as "dejaDepose",
      exists (select from aide_dossier d join aide_session s on s.id = d.session
        where d.beneficiaire = b.id and d.etat = 'accorde' and d.session <> ${session}
          and regexp_replace(s.dispositif, '-[0-9].*$', '') = (select regexp_replace(dispositif, '-[0-9].*$', '')
            from aide_session where id = ${session})) as "dejaAide"
    from aide_beneficiaire b where b.ne_le = any(${jours}::date[])
      and exists (select from aide_dossier d where d.beneficiaire = b.id and d.etat <> 'retire')
  `.execute(systeme)
  return rows
}

export type ComptePartage = {
  readonly empreinte: string
  readonly lignes: readonly { readonly ligne: number; readonly personne: string }[]
}

/** Accounts that several lines are paid on; all of the list, or these. */
export async function listComptesPartages(
  db: Db,
  liste: string,
  empreintes: readonly string[] | null,
): Promise<ComptePartage[]> {
  const { rows } = await sql<ComptePartage>`
    select empreinte, jsonb_agg(jsonb_build_object('ligne', ligne, 'personne', concat(rapprochement, ' ', ne_le))
      order by ligne) as lignes
    from aide_ligne
    where liste = ${liste} and empreinte is not null and ecartee is null
      and (${empreintes}::text[] is null or empreinte = any(${empreintes}::text[]))
    group by empreinte having count(*) > 1
  `.execute(db)
  return rows
}

/** Lines bearing one of these accounts. */
export async function listLignesOfComptes(
  db: Db,
  liste: string,
  empreintes: readonly string[],
): Promise<number[]> {
  const { rows } = await sql<{ ligne: number }>`
    select ligne from aide_ligne where liste = ${liste} and empreinte = any(${empreintes}::text[])
  `.execute(db)
  return rows.map(({ ligne }) => ligne)
}

/** Lines of people born on these days, those left out included. */
export async function listLignesOfJours(db: Db, liste: string, jours: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ ligne: number }>`
    select ligne from aide_ligne where liste = ${liste} and ne_le = any(${jours}::date[])
  `.execute(db)
  return rows.map(({ ligne }) => ligne)
}

/** Puts the anomalies found by comparison in the place of those of the same codes on these lines. */
export async function updateCroises(
  db: Db,
  liste: string,
  lignes: readonly number[],
  codes: readonly string[],
  dites: ReadonlyMap<number, readonly AnomalieListe[]>,
): Promise<void> {
  if (lignes.length === 0) return
  const neuves = lignes.map((ligne) => ({ ligne, neuves: dites.get(ligne) ?? [] }))
  await sql`
    with dites as (select * from json_to_recordset(${JSON.stringify(neuves)}::json) as d (ligne int, neuves jsonb)),
    refaites as (
      select l.ligne, coalesce((select jsonb_agg(a order by rang) from jsonb_array_elements(l.anomalies)
          with ordinality as e (a, rang) where not a ->> 'code' = any(${codes}::text[])), '[]') || d.neuves as anomalies
      from aide_ligne l join dites d on d.ligne = l.ligne where l.liste = ${liste})
    update aide_ligne l set anomalies = r.anomalies,
      erreurs = (select count(*) from jsonb_array_elements(r.anomalies) a where a ->> 'gravite' = 'erreur'),
      avertissements = (select count(*) from jsonb_array_elements(r.anomalies) a where a ->> 'gravite' <> 'erreur')
    from refaites r where l.liste = ${liste} and l.ligne = r.ligne and l.anomalies <> r.anomalies
  `.execute(db)
}
