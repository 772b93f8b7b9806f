import { sql } from 'kysely'
import { CHAMPS } from '#campagnes/formation.ts'
import type { Anomalie, Gravite } from '#campagnes/importation/anomalies.ts'
import type { LigneImport } from '#campagnes/importation/lignes.ts'
import { columnOf } from '#campagnes/store-tables.ts'
import type { Db } from '#platform/db.ts'

export type FiltreAnomalies = {
  readonly gravite?: Gravite | undefined
  readonly code?: string | undefined
  /** Header as in the file; '' for the anomalies of whole lines. */
  readonly colonne?: string | undefined
}
export type Page = { readonly page: number; readonly taille: number }

const ANOMALIE = sql`gravite, ligne, colonne, champ, valeur, code, message, attendu`

/** One page of anomalies, errors first, then in the order of the file. */
export async function listAnomalies(
  db: Db,
  id: string,
  { gravite, code, colonne }: FiltreAnomalies,
  { page, taille }: Page,
): Promise<Anomalie[]> {
  const { rows } = await sql<Anomalie>`
    select ${ANOMALIE} from import_anomalie
    where import = ${id} and (${gravite ?? null}::text is null or gravite = ${gravite ?? null})
      and (${code ?? null}::text is null or code = ${code ?? null})
      and (${colonne ?? null}::text is null or coalesce(colonne, '') = ${colonne ?? null})
    order by (gravite = 'erreur') desc, ligne, rang offset ${(page - 1) * taille} limit ${taille}
  `.execute(db)
  return rows
}

/** How many anomalies of this filter were kept. */
export async function countAnomalies(
  db: Db,
  id: string,
  { gravite, code, colonne }: FiltreAnomalies,
): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*) as nombre from import_anomalie
    where import = ${id} and (${gravite ?? null}::text is null or gravite = ${gravite ?? null})
      and (${code ?? null}::text is null or code = ${code ?? null})
      and (${colonne ?? null}::text is null or coalesce(colonne, '') = ${colonne ?? null})
  `.execute(db)
  return rows[0]!.nombre
}

/** The anomalies kept for a span of lines. */
export async function listAnomaliesOfLignes(db: Db, id: string, de: number, a: number): Promise<Anomalie[]> {
  const { rows } = await sql<Anomalie>`
    select ${ANOMALIE} from import_anomalie where import = ${id} and ligne between ${de} and ${a} order by rang
  `.execute(db)
  return rows
}

/** One page of lines as they were understood. */
export async function listLignes(db: Db, id: string, { page, taille }: Page): Promise<LigneImport[]> {
  const { rows } = await sql<LigneImport>`
    select ligne, organisme, nom, siret, identifiant, intitule, niveau, code_rncp as "codeRncp", commune, departement,
      filiere, contrats, environnementale, palier, declaration
    from import_ligne where import = ${id} order by ligne offset ${(page - 1) * taille} limit ${taille}
  `.execute(db)
  return rows
}

/** Gives a campaign the bodies of an import. */
export async function insertOrganismesOfImport(db: Db, campagne: string, id: string): Promise<void> {
  await sql`
    insert into organisme (campagne, identifiant, nom, siret)
    select ${campagne}, organisme, min(nom), min(siret) from import_ligne where import = ${id} group by organisme
  `.execute(db)
}

export type TotauxImport = {
  readonly organismes: number
  readonly formations: number
  readonly contrats: number
}

/** What the import holds in all, for the journal. */
export async function sumLignes(db: Db, id: string): Promise<TotauxImport> {
  const { rows } = await sql<TotauxImport>`
    select count(distinct organisme) as organismes, count(*) as formations, coalesce(sum(contrats), 0)::bigint as contrats
    from import_ligne where import = ${id}
  `.execute(db)
  return rows[0]!
}

/** Gives a campaign the formations of an import, without their leaving the database. */
export async function insertFormationsOfImport(db: Db, campagne: string, id: string): Promise<void> {
  const columns = sql.join(CHAMPS.map(({ code }) => sql.ref(columnOf(code))))
  const values = sql.join(CHAMPS.map(({ code }) => sql`(declaration->>${sql.lit(code)})::int`))
  await sql`
    insert into formation (campagne, identifiant, organisme, intitule, niveau, code_rncp, commune, departement, filiere,
      contrats, environnementale, palier, ${columns})
    select ${campagne}, identifiant, organisme, intitule, niveau, code_rncp, commune, departement, filiere,
      contrats, environnementale, palier, ${values}
    from import_ligne where import = ${id}
  `.execute(db)
}
