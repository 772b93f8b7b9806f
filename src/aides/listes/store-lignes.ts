import { sql } from 'kysely'
import type { ChampListe, Saisies } from '#aides/listes/colonnes-liste.ts'
import type { AnomalieListe } from '#aides/listes/controle-ligne.ts'
import type { Db } from '#platform/db.ts'

/** A line as kept: bank cells are only in `banque`, sealed. */
export type LigneGardee = {
  readonly ligne: number
  readonly cellules: Saisies
  readonly masque: string | null
  readonly anomalies: readonly AnomalieListe[]
  readonly erreurs: number
  readonly avertissements: number
  readonly ecartee: string | null
}
export type LigneScellee = LigneGardee & { readonly banque: Buffer | null }

/** A line to write, with what it is compared by. */
export type LigneAEcrire = Omit<LigneGardee, 'ecartee'> & {
  readonly banque: Buffer | null
  readonly rapprochement: string | null
  readonly neLe: string | null
  readonly empreinte: string | null
}

const LIGNE = sql`ligne, cellules, masque, anomalies, erreurs, avertissements, ecartee`

export async function insertLignes(db: Db, liste: string, lignes: readonly LigneAEcrire[]): Promise<void> {
  if (lignes.length === 0) return
  const rows = lignes.map(({ banque, ...ligne }) => ({
    ...ligne,
    banque: banque?.toString('base64') ?? null,
  }))
  await sql`
    insert into aide_ligne (liste, ligne, cellules, banque, masque, anomalies, erreurs, avertissements, rapprochement,
      ne_le, empreinte)
    select ${liste}, l.ligne, l.cellules, decode(l.banque, 'base64'), l.masque, l.anomalies, l.erreurs, l.avertissements,
      l.rapprochement, l."neLe", l.empreinte
    from json_to_recordset(${JSON.stringify(rows)}::json) as l (ligne int, cellules jsonb, banque text, masque text,
      anomalies jsonb, erreurs int, avertissements int, rapprochement text, "neLe" date, empreinte text)
  `.execute(db)
}

/** Writes a line again after a correction. */
export async function updateLigne(
  db: Db,
  liste: string,
  {
    ligne,
    cellules,
    banque,
    masque,
    anomalies,
    erreurs,
    avertissements,
    rapprochement,
    neLe,
    empreinte,
  }: LigneAEcrire,
  par: string,
): Promise<void> {
  await sql`
    update aide_ligne set cellules = ${JSON.stringify(cellules)}, banque = ${banque}, masque = ${masque},
      anomalies = ${JSON.stringify(anomalies)}, erreurs = ${erreurs}, avertissements = ${avertissements},
      rapprochement = ${rapprochement}, ne_le = ${neLe}, empreinte = ${empreinte}, corrigee_par = ${par},
      corrigee_le = now()
    where liste = ${liste} and ligne = ${ligne}
  `.execute(db)
}

/** @param motif why the line is left out; null takes it back */
export async function updateEcart(
  db: Db,
  liste: string,
  ligne: number,
  motif: string | null,
  par: string,
): Promise<void> {
  await sql`
    update aide_ligne set ecartee = ${motif}, corrigee_par = ${par}, corrigee_le = now()
    where liste = ${liste} and ligne = ${ligne}
  `.execute(db)
}

/** The lines asked for, held until the end of the transaction. */
export async function listLignesForUpdate(
  tx: Db,
  liste: string,
  lignes: readonly number[],
): Promise<(LigneScellee & { neLe: string | null; empreinte: string | null })[]> {
  const { rows } = await sql<LigneScellee & { neLe: string | null; empreinte: string | null }>`
    select ${LIGNE}, banque, ne_le as "neLe", empreinte from aide_ligne
    where liste = ${liste} and ligne = any(${lignes}::int[]) order by ligne for update
  `.execute(tx)
  return rows
}

/** Lines whose cell of a column holds this very text. */
export async function listLignesOfValeur(
  db: Db,
  liste: string,
  champ: ChampListe,
  texte: string,
  limite: number,
): Promise<number[]> {
  const { rows } = await sql<{ ligne: number }>`
    select ligne from aide_ligne
    where liste = ${liste} and coalesce(cellules ->> ${champ}, '') = ${texte} and ecartee is null
    order by ligne limit ${limite}
  `.execute(db)
  return rows.map(({ ligne }) => ligne)
}

export type FiltreLignes = {
  readonly voir?: 'erreurs' | 'avertissements' | 'ecartees' | 'valides' | undefined
  readonly champ?: string | undefined
  readonly code?: string | undefined
  /** Words of the names. */
  readonly q?: string | undefined
}

const filtrer = (liste: string, { voir, champ, code, q }: FiltreLignes) => sql`
  liste = ${liste}
  and (${voir ?? null}::text is null or case ${voir ?? null}::text
    when 'erreurs' then erreurs > 0 and ecartee is null when 'avertissements' then avertissements > 0 and ecartee is null
    when 'ecartees' then ecartee is not null else erreurs = 0 and ecartee is null end)
  and (${champ ?? null}::text is null
    or anomalies @> jsonb_build_array(jsonb_build_object('champ', nullif(${champ ?? null}::text, ''))))
  and (${code ?? null}::text is null
    or anomalies @> jsonb_build_array(jsonb_build_object('code', ${code ?? null}::text)))
  and (${q ?? null}::text is null or rapprochement like '%' || ${q ?? null}::text || '%')`

export async function listLignes(
  db: Db,
  liste: string,
  filtre: FiltreLignes,
  { page, taille }: { readonly page: number; readonly taille: number },
): Promise<LigneGardee[]> {
  const { rows } = await sql<LigneGardee>`
    select ${LIGNE} from aide_ligne where ${filtrer(liste, filtre)}
    order by ligne offset ${(page - 1) * taille} limit ${taille}
  `.execute(db)
  return rows
}

export async function countLignesFiltrees(db: Db, liste: string, filtre: FiltreLignes): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*) as nombre from aide_ligne where ${filtrer(liste, filtre)}
  `.execute(db)
  return rows[0]!.nombre
}

export type GroupeListe = {
  readonly gravite: 'erreur' | 'avertissement'
  readonly champ: ChampListe | null
  readonly code: string
  readonly nombre: number
  readonly premiereLigne: number
}

/** Anomalies of the lines that are not left out, by column and cause: errors first, then the most frequent. */
export async function listGroupes(db: Db, liste: string): Promise<GroupeListe[]> {
  const { rows } = await sql<GroupeListe>`
    select a ->> 'gravite' as gravite, a ->> 'champ' as champ, a ->> 'code' as code, count(*) as nombre,
      min(ligne) as "premiereLigne"
    from aide_ligne, jsonb_array_elements(anomalies) a
    where liste = ${liste} and ecartee is null and erreurs + avertissements > 0
    group by 1, 2, 3 order by (a ->> 'gravite') = 'erreur' desc, 4 desc, 3 limit 200
  `.execute(db)
  return rows
}

/** Lines after one, in order, a batch at a time; `valides`: those that a deposit takes. */
export async function listLignesAfter(
  db: Db,
  liste: string,
  apres: number,
  limite: number,
  { valides = false }: { valides?: boolean } = {},
): Promise<LigneScellee[]> {
  const { rows } = await sql<LigneScellee>`
    select ${LIGNE}, banque from aide_ligne
    where liste = ${liste} and ligne > ${apres} and (not ${valides} or (erreurs = 0 and ecartee is null))
    order by ligne limit ${limite}
  `.execute(db)
  return rows
}

/** What a deposited dossier holds is no longer needed in its line. */
export async function forgetBanque(db: Db, liste: string, lignes: readonly number[]): Promise<void> {
  await sql`update aide_ligne set banque = null where liste = ${liste} and ligne = any(${lignes}::int[])`.execute(
    db,
  )
}
