import { sql } from 'kysely'
import { DOCUMENTS_LONGS } from '#majoration/documents/document-long.ts'
import type { Db } from '#platform/db.ts'
import type { EtatTravail, GenreTravail, TravailLu } from '#travaux/travail.ts'

export type RechercheTravaux = {
  readonly genre?: GenreTravail | undefined
  readonly etat?: EtatTravail | undefined
  /** Only those that this account asked for. */
  readonly par?: string | undefined
}

/**
 * The works of every kind, each read where it is kept and through the wall, the latest first. Who asked for a file to be
 * read is what the journal says. Messages already sent are no work any more.
 */
export async function listTravaux(
  db: Db,
  { genre, etat, par }: RechercheTravaux,
  { decalage, limite }: { decalage: number; limite: number },
): Promise<{ travaux: TravailLu[]; total: number }> {
  const { rows } = await sql<TravailLu & { nombre: number }>`
    select *, count(*) over () as nombre from (${lots} union all ${imports} union all ${archives} union all ${messages}) t
    where true
      ${genre ? sql`and genre = ${genre}` : sql``}
      ${etat ? sql`and etat = ${etat}` : sql``}
      ${par ? sql`and par = ${par}` : sql``}
    order by "creeLe" desc, id offset ${decalage} limit ${limite}
  `.execute(db)
  return { travaux: rows.map(({ nombre, ...travail }) => travail), total: rows[0]?.nombre ?? 0 }
}

const nomDe = (par: string) => sql`(select nom from personne p where p.id = ${sql.ref(par)})`

const lots = sql`
  select case when t.acte in ('genererLettre', 'notifierLettre') then 'lettres' else 'instruction' end as genre, t.id,
    t.acte, case when t.etat = 'en_cours' then 'en_cours' when t.etat = 'annule' then 'arrete'
      when l.refusees > 0 then 'echec' else 'fini' end as etat,
    t.par, ${nomDe('t.par')} as "nomPar", t.cree_le as "creeLe", l.faites as fait, l.total, l.refusees,
    c.libelle as objet, t.campagne, null as siret, l.motif as erreur, true as pret
  from demande_lot t join campagne c on c.id = t.campagne cross join lateral (
    select count(*)::int as total, count(*) filter (where etat <> 'a_faire')::int as faites,
      count(*) filter (where etat = 'refusee')::int as refusees,
      min(motifs -> 0 ->> 'message') filter (where etat = 'refusee') as motif
    from demande_lot_ligne where lot = t.id) l
`

const imports = sql`
  select 'import', i.id, null, case i.etat when 'recu' then 'en_cours' when 'en_lecture' then 'en_cours'
      when 'refuse' then 'echec' when 'abandonne' then 'arrete' else 'fini' end,
    j.personne, ${nomDe('j.personne')}, i.cree_le, i.progression, 1000, 0, i.nom, i.campagne, null,
    i.motif ->> 'message', i.etat in ('pret', 'applique')
  from import i left join lateral (
    select personne from journal where objet = 'import:' || i.id order by id limit 1) j on true
`

const nomDocument = sql`case a.document ${sql.join(
  Object.entries(DOCUMENTS_LONGS).map(
    ([code, { libelle, extension }]) => sql`when ${code} then ${`${libelle} (${extension.toUpperCase()})`}`,
  ),
  sql` `,
)} end`

const archives = sql`
  select case when a.document is null then 'archive' else 'document' end, a.id, null, case a.etat when 'prete' then 'fini' when 'echouee' then 'echec'
      when 'annulee' then 'arrete' else 'en_cours' end,
    a.par, ${nomDe('a.par')}, a.demandee_le, a.faites, a.total, 0,
    coalesce(${nomDocument} || ', ' || (select libelle from campagne c where c.id = a.campagne),
      (select nom from organisation o where o.siret = a.siret), a.siret), a.campagne, a.siret, a.erreur,
    a.etat = 'prete'
  from archive a
`

const messages = sql`
  select 'message', m.id, null, case m.etat when 'echec' then 'echec' else 'en_cours' end, null, null, m.cree_le, 0, 1, 0,
    m.sujet, null, null, m.erreur, false
  from message m where m.etat in ('a_envoyer', 'echec')
`
