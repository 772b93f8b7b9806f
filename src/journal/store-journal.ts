import { sql } from 'kysely'
import type { Maillon } from '#journal/chaine.ts'
import type { Db } from '#platform/db.ts'

/** An entry of the journal, with the names behind the identifiers. */
export type Entree = {
  readonly id: number
  readonly instant: string
  readonly acte: string
  readonly objet: string
  readonly avant: unknown
  readonly apres: unknown
  readonly personne: string
  readonly nom: string | null
  readonly pour: string | null
  readonly nomPour: string | null
  readonly role: string
  readonly adresse: string | null
  readonly logiciel: string | null
  readonly reglement: string | null
  readonly motif: string | null
}

export type Recherche = {
  readonly objet?: string | undefined
  readonly personne?: string | undefined
  readonly acte?: string | undefined
  /** First and last day, `AAAA-MM-JJ`, Paris time, both included. */
  readonly du?: string | undefined
  readonly au?: string | undefined
  /** Only entries before this one: the next page. */
  readonly avant?: number | undefined
}

/** Entries that answer a search, the latest first. */
export async function listEntrees(db: Db, recherche: Recherche, limite: number): Promise<Entree[]> {
  const { objet, personne, acte, du, au, avant } = recherche
  const { rows } = await sql<Entree>`
    select j.id, j.instant, j.acte, j.objet, j.avant, j.apres, j.personne, coalesce(p.nom, k.nom) as nom, j.pour,
      lender.nom as "nomPour", j.role, j.adresse, j.logiciel, j.reglement, j.motif
    from journal j
      left join personne p on p.id = j.personne
      left join cle k on k.id = j.personne
      left join personne lender on lender.id = j.pour
    where true
      ${objet ? sql`and j.objet = ${objet}` : sql``}
      ${personne ? sql`and (j.personne = ${personne} or j.pour = ${personne})` : sql``}
      ${acte ? sql`and j.acte = ${acte}` : sql``}
      ${du ? sql`and j.instant >= (${du}::date)::timestamp at time zone 'Europe/Paris'` : sql``}
      ${au ? sql`and j.instant < (${au}::date + 1)::timestamp at time zone 'Europe/Paris'` : sql``}
      ${avant ? sql`and j.id < ${avant}` : sql``}
    order by j.id desc limit ${limite}
  `.execute(db)
  return rows
}

const LOT = 2_000

/** Every link in order, by batches: the chain may be longer than the memory. */
export async function* listMaillons(db: Db): AsyncGenerator<Maillon> {
  for (let numero = 0; ; ) {
    const { rows } = await sql<Maillon>`
      select m.numero, m.entree, m.contenu, m.precedente, m.empreinte,
        case when j.id is null then null else (
          -- Only the columns that existed when the entry was sealed.
          select jsonb_object_agg(cle, contenu_journal(j)::jsonb -> cle) from jsonb_object_keys(m.contenu::jsonb) cle
        ) = m.contenu::jsonb end as conforme
      from maillon m left join journal j on j.id = m.entree
      where m.numero > ${numero} order by m.numero limit ${LOT}
    `.execute(db)
    yield* rows
    const dernier = rows.at(-1)
    if (!dernier) return
    numero = dernier.numero
  }
}

/** The first entry that no link seals: there is none unless somebody wrote behind the program's back. */
export async function findSansSceau(db: Db): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select min(j.id) as id from journal j where not exists (select from maillon m where m.entree = j.id)
  `.execute(db)
  return rows[0]?.id ?? null
}

export async function findTete(db: Db): Promise<{ numero: number; empreinte: string } | undefined> {
  const { rows } = await sql<{ numero: number; empreinte: string }>`
    select numero, empreinte from maillon order by numero desc limit 1
  `.execute(db)
  return rows[0]
}
