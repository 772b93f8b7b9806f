import { sql } from 'kysely'
import type { Maillon } from '#journal/chaine.ts'
import { type Entree, PROGRAMME, type Recherche } from '#journal/entree.ts'
import type { Db } from '#platform/db.ts'

/** Entries that answer a search, the latest first. */
export async function listEntrees(db: Db, recherche: Recherche, limite: number): Promise<Entree[]> {
  const { objet, personne, acte, du, au, avant } = recherche
  const { rows } = await sql<Entree>`
    ${entrees}
    where true
      ${objet ? (objet.includes(':') ? sql`and j.objet = ${objet}` : sql`and starts_with(j.objet, ${`${objet}:`})`) : sql``}
      ${personne ? parPersonne(personne) : sql``}
      ${acte ? sql`and j.acte = ${acte}` : sql``}
      ${du ? sql`and j.instant >= (${du}::date)::timestamp at time zone 'Europe/Paris'` : sql``}
      ${au ? sql`and j.instant < (${au}::date + 1)::timestamp at time zone 'Europe/Paris'` : sql``}
      ${avant ? sql`and j.id < ${avant}` : sql``}
    order by j.id desc limit ${limite}
  `.execute(db)
  return rows
}

/** What happened to an object, and to what belongs to it: the scenarios of a campaign. The latest first. */
export async function listHistoire(
  db: Db,
  { objet, avant }: { objet: string; avant?: number | undefined },
  limite: number,
): Promise<Entree[]> {
  const campagne = /^campagne:(.+)$/s.exec(objet)?.[1]
  const { rows } = await sql<Entree>`
    ${entrees}
    where (j.objet = ${objet}
      ${campagne ? sql`or coalesce(j.apres, j.avant) ->> 'campagne' = ${campagne}` : sql``})
      ${avant ? sql`and j.id < ${avant}` : sql``}
    order by j.id desc limit ${limite}
  `.execute(db)
  return rows
}

const entrees = sql`
  select j.id, j.instant, j.acte, j.objet, j.avant, j.apres, j.personne, coalesce(p.nom, k.nom) as nom, j.pour,
    lender.nom as "nomPour", target.nom as "nomConcerne", giver.nom as "nomDonneur", j.role, j.adresse, j.logiciel, j.reglement, j.motif
  from journal j
    left join personne p on p.id = j.personne
    left join cle k on k.id = j.personne
    left join personne lender on lender.id = j.pour
    left join personne target on target.id = case when j.objet like 'personne:%' then substr(j.objet, 10)
      else coalesce(coalesce(j.apres, j.avant) ->> 'personne', coalesce(j.apres, j.avant) ->> 'a') end
    left join personne giver on giver.id = coalesce(j.apres ->> 'de', j.avant ->> 'de', j.apres ->> 'pour')
`

/** Acts of somebody: in person, through another by delegation, or written by the program in that name (signing in). */
const parPersonne = (mot: string) => sql`
  and (j.personne in (${identifiants(mot)}) or j.pour in (${identifiants(mot)}) or (j.personne = ${PROGRAMME}
    and coalesce(j.apres, j.avant) ->> 'personne' in (${identifiants(mot)})))
`

/** Accounts and keys that a word designates: by identifier, or by a part of their name. */
const identifiants = (mot: string) => sql`
  select ${mot} union all
  select id from personne where position(lower(${mot}) in lower(nom)) > 0 union all
  select id from cle where position(lower(${mot}) in lower(nom)) > 0
`

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

/** The last link, and when its entry was written. */
export async function findTete(
  db: Db,
): Promise<{ numero: number; empreinte: string; instant: string } | undefined> {
  const { rows } = await sql<{ numero: number; empreinte: string; instant: string }>`
    select m.numero, m.empreinte, j.instant from maillon m join journal j on j.id = m.entree
    order by m.numero desc limit 1
  `.execute(db)
  return rows[0]
}
