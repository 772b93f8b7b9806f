import { type RawBuilder, sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import {
  type Agent,
  type DemandeListee,
  ETATS_HORS_FILE,
  type FileDemandes,
  type RechercheFile,
  type TriFile,
} from '#campagnes/demandes/instruction.ts'
import type { Db } from '#platform/db.ts'
import { enMots } from '#socle/texte.ts'

/** Lines of a page of the queue. */
export const PAR_PAGE = 50

type Qui = { readonly campagne: string; readonly moi: string }

/** One page of the queue, and how many applications answer the search. */
export async function listDemandes(
  db: Db,
  qui: Qui,
  recherche: RechercheFile,
  page: number,
): Promise<{ demandes: DemandeListee[]; total: number }> {
  const { rows } = await sql<DemandeListee & { total: number }>`
    with choisies as (
      select d.id, count(*) over () as total, row_number() over (order by ${ordre(recherche)}) as rang
      ${parmi(qui, recherche)}
      order by rang offset ${(page - 1) * PAR_PAGE} limit ${PAR_PAGE}
    )
    select d.id, d.numero, d.etat, o.nom as organisme, o.siret, d.deposee_le as "deposeeLe", c.total,
      case when d.instructeur is not null then jsonb_build_object('id', d.instructeur,
        'nom', (select nom from personne p where p.id = d.instructeur)) end as instructeur,
      coalesce(k.formations, 0) as formations, coalesce(k.contrats, 0) as contrats, coalesce(k.alertes, 0) as alertes,
      coalesce(k.departements, '{}') as departements, k.perime_le is not null and d.deposee_le is not null as "enControle",
      case when d.etat = 'a_completer' then (select min(echeance) from demande_complement m
        where m.demande = d.id and m.repondu_le is null) end as echeance
    from choisies c join demande d on d.id = c.id join organisation o on o.id = d.organisation
      left join demande_controle k on k.demande = d.id
    order by c.rang
  `.execute(db)
  return { demandes: rows.map(({ total, ...ligne }) => ligne), total: rows[0]?.total ?? 0 }
}

export type Voisines = {
  readonly rang: number
  readonly total: number
  readonly precedente: string | null
  readonly suivante: string | null
}

/** Where an application stands in the queue so looked at; undefined when it is not in it. */
export async function findVoisines(
  db: Db,
  qui: Qui,
  recherche: RechercheFile,
  demande: string,
): Promise<Voisines | undefined> {
  const { rows } = await sql<Voisines>`
    select rang, total, precedente, suivante from (
      select d.id, row_number() over rangees as rang, count(*) over () as total,
        lag(d.id) over rangees as precedente, lead(d.id) over rangees as suivante
      ${parmi(qui, recherche)}
      window rangees as (order by ${ordre(recherche)})
    ) file where id = ${demande}
  `.execute(db)
  return rows[0]
}

/** What is looked through, and the conditions of a search. */
function parmi({ campagne, moi }: Qui, recherche: RechercheFile): RawBuilder<unknown> {
  const { q, etat, agent, departement, alertes, cite, contratsMin, contratsMax } = recherche
  const etats = sql`array[${sql.join((etat ?? ETATS_HORS_FILE) as EtatDemande[])}]::text[]`
  return sql`
    from demande d join organisation o on o.id = d.organisation left join demande_controle k on k.demande = d.id
    where d.campagne = ${campagne} and ${etat ? sql`d.etat = any (${etats})` : sql`d.etat <> all (${etats})`}
      ${q ? contenant(q) : sql``}
      ${agent === 'aucun' ? sql`and d.instructeur is null` : sql``}
      ${agent && agent !== 'aucun' ? sql`and d.instructeur = ${agent === 'moi' ? moi : agent}` : sql``}
      ${departement ? sql`and k.departements @> array[${departement}]` : sql``}
      ${alertes ? (alertes === 'avec' ? sql`and k.alertes > 0` : sql`and k.alertes = 0`) : sql``}
      ${contratsMin === undefined ? sql`` : sql`and k.contrats >= ${contratsMin}`}
      ${contratsMax === undefined ? sql`` : sql`and k.contrats <= ${contratsMax}`}
      ${cite ? citant(moi) : sql``}
  `
}

const ACCENTS = sql`'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'`

/** « 12 » is a number, « 123 456 789 » the start of a SIRET, anything else words. */
function contenant(q: string): RawBuilder<unknown> {
  const mots = enMots(q)
  const chiffres = q.replace(/[\s°n]/gi, '')
  const numero = /^\d{1,6}$/.test(chiffres) ? sql`or d.numero = ${Number(chiffres)}` : sql``
  const siret = /^\d{5,14}$/.test(chiffres) ? sql`or o.siret like ${`${chiffres}%`}` : sql``
  return sql`and (position(${mots} in translate(lower(o.nom), ${ACCENTS})) > 0 or position(${mots} in k.texte) > 0
    ${numero} ${siret})`
}

const citant = (
  moi: string,
) => sql`and exists (select from demande_message m join demande_mention n on n.message = m.id
  where m.demande = d.id and n.personne = ${moi})`

const COLONNES: Readonly<Record<TriFile, RawBuilder<unknown>>> = {
  numero: sql`d.numero`,
  organisme: sql`translate(lower(o.nom), ${ACCENTS})`,
  contrats: sql`coalesce(k.contrats, 0)`,
  alertes: sql`coalesce(k.alertes, 0)`,
  depot: sql`d.deposee_le`,
  echeance: sql`case when d.etat = 'a_completer' then (select min(echeance) from demande_complement m
    where m.demande = d.id and m.repondu_le is null) end`,
}

/** Always total: it ends on the number. */
const ordre = ({ tri = 'numero', sens = 'asc' }: RechercheFile): RawBuilder<unknown> =>
  sql`${COLONNES[tri]} ${sens === 'asc' ? sql`asc` : sql`desc`} nulls last, d.numero`

export type Reperes = Pick<FileDemandes, 'etats' | 'departements' | 'agents'>

/**
 * What the queue of a campaign is filtered by: how many applications are in each state, départements in which something
 * is asked for, agents who instruct. Undefined when there is no such campaign.
 */
export async function findReperes(db: Db, campagne: string): Promise<Reperes | undefined> {
  const { rows } = await sql<Reperes>`
    select
      (select coalesce(jsonb_object_agg(etat, nombre), '{}') from (
        select etat, count(*) as nombre from demande where campagne = ${campagne} group by etat) e) as etats,
      array(select distinct unnest(departements) from demande_controle where campagne = ${campagne} order by 1)
        as departements,
      (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from (${agents}) a) as agents
    from campagne where id = ${campagne}
  `.execute(db)
  return rows[0]
}

const agents = sql<Agent>`
  select p.id, p.nom from personne p where p.etat = 'active' and exists (select from attribution a
    where a.personne = p.id and a.role in ('instructeur', 'responsable') and a.retiree_le is null)
  order by p.nom, p.id
`

/** Who may be given an application: those who instruct today, by name. */
export async function listAgents(db: Db): Promise<Agent[]> {
  return (await agents.execute(db)).rows
}
