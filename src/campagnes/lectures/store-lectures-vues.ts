import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import { ETATS_LISIBLES } from '#campagnes/lectures/lecture-actes.ts'
import type { DemandeEnLecture, NoteSignee } from '#campagnes/lectures/vue-lectures.ts'
import type { Db } from '#platform/db.ts'

/** The applications of a campaign that are read or may be, by number. */
export async function listDemandesEnLecture(db: Db, campagne: string): Promise<DemandeEnLecture[]> {
  const { rows } = await sql<DemandeEnLecture>`
    select d.id, d.numero, o.nom as organisme, d.etat,
      (select count(*)::int from demande_formation f where f.demande = d.id) as formations,
      (select coalesce(jsonb_agg(jsonb_build_object('agent', l.agent, 'nom', coalesce(p.nom, ''), 'rang', l.rang,
          'valideeLe', l.validee_le) order by l.rang), '[]')
        from lecture l left join personne p on p.id = l.agent where l.demande = d.id) as lectures,
      exists (select from lecture l where l.demande = d.id and l.levee_le is not null) as levee,
      (select count(*)::int from lecture_arbitrage a where a.demande = d.id) as ecarts,
      (select count(*)::int from lecture_arbitrage a where a.demande = d.id and a.note is not null) as arbitres
    from demande d join organisation o on o.id = d.organisation
    where d.campagne = ${campagne} and (d.etat = any (${ETATS_LISIBLES as string[]})
      or exists (select from lecture l where l.demande = d.id))
    order by d.numero
  `.execute(db)
  return rows
}

/** Pairs of marks that can be compared in a campaign: those of closed readings. */
export async function countComparees(db: Db, campagne: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre
    from demande d join lecture l on l.demande = d.id and l.rang = 1 and l.levee_le is not null
      join lecture_appreciation a on a.demande = l.demande and a.agent = l.agent
    where d.campagne = ${campagne}
  `.execute(db)
  return rows[0]!.nombre
}

/** A recorded gap with both marks, in the order of the two readings. */
export type EcartLu = {
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly organisation: string
  readonly formation: string
  readonly intitule: string
  readonly champ: CodeChamp
  readonly agents: readonly string[]
  readonly notes: readonly NoteSignee[]
  readonly note: number | null
  readonly motif: string | null
  readonly nomPar: string | null
  readonly nomPour: string | null
  readonly le: string | null
}

/** Gaps of a campaign: those that wait for somebody first. */
export async function listEcarts(db: Db, campagne: string): Promise<EcartLu[]> {
  const { rows } = await sql<EcartLu>`
    select e.demande, d.numero, o.nom as organisme, o.id as organisation, e.formation,
      coalesce(f.saisie ->> 'intitule', '') as intitule, e.champ, e.note, e.motif, p.nom as "nomPar",
      q.nom as "nomPour", e.le, n.agents, n.notes
    from lecture_arbitrage e join demande d on d.id = e.demande join organisation o on o.id = d.organisation
      join demande_formation f on f.demande = e.demande and f.identifiant = e.formation
      left join personne p on p.id = e.par left join personne q on q.id = e.pour
      cross join lateral (
        select coalesce(array_agg(l.agent order by l.rang), '{}') as agents,
          coalesce(jsonb_agg(jsonb_build_object('nom', coalesce(r.nom, ''), 'note', a.note, 'justification', a.justification)
            order by l.rang) filter (where a.note is not null), '[]') as notes
        from lecture l left join personne r on r.id = l.agent
          left join lecture_appreciation a on a.demande = l.demande and a.agent = l.agent
            and a.formation = e.formation and a.champ = e.champ
        where l.demande = e.demande
      ) n
    where d.campagne = ${campagne}
    order by e.note is not null, d.numero, e.formation, e.champ
  `.execute(db)
  return rows
}

/** A reading of somebody, with the marks that they gave, field by field. */
export type LectureTenue = {
  readonly demande: string
  readonly campagne: string
  readonly libelleCampagne: string
  readonly numero: number
  readonly organisme: string
  readonly etat: EtatDemande
  readonly formations: number
  readonly valideeLe: string | null
  readonly faites: Readonly<Partial<Record<CodeChamp, number>>>
}

/** The readings given to somebody: those to do first, the oldest first. */
export async function listLecturesDe(db: Db, agent: string): Promise<LectureTenue[]> {
  const { rows } = await sql<LectureTenue>`
    select d.id as demande, c.id as campagne, c.libelle as "libelleCampagne", d.numero, o.nom as organisme, d.etat,
      (select count(*)::int from demande_formation f where f.demande = d.id) as formations,
      l.validee_le as "valideeLe",
      (select coalesce(jsonb_object_agg(champ, nombre), '{}') from (
        select champ, count(*) as nombre from lecture_appreciation a
        where a.demande = l.demande and a.agent = l.agent and a.note is not null and btrim(a.justification) <> ''
        group by champ) n) as faites
    from lecture l join demande d on d.id = l.demande join campagne c on c.id = d.campagne
      join organisation o on o.id = d.organisation
    where l.agent = ${agent}
    order by l.validee_le is not null, l.confiee_le, c.id, d.numero
  `.execute(db)
  return rows
}
