import { sql } from 'kysely'
import {
  type AffectationAnterieure,
  direImputation,
  type Imputation,
  type LigneVotee,
  type Precedent,
} from '#deliberations/faits.ts'
import type { Db } from '#platform/db.ts'

// What the database knows of a campaign, of its amounts and of the budget. One statement a function; nothing is decided.

export type CampagneVue = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  readonly etat: string
  readonly fictif: boolean
  readonly mention: string | null
  readonly formationsDemandees: number
  readonly contratsDemandes: number
  /** What the vote wrote in the calendar, if there was one. */
  readonly reference: string | null
  readonly voteeLe: string | null
}

export async function findCampagneVue(db: Db, id: string): Promise<CampagneVue | undefined> {
  const { rows } = await sql<CampagneVue>`
    select c.id, c.libelle, c.exercice, c.etat, c.fictif, c.mention,
      (select count(*)::int from formation where campagne = c.id) as "formationsDemandees",
      (select coalesce(sum(contrats), 0)::int from formation where campagne = c.id) as "contratsDemandes",
      vote.source as reference, vote.date::text as "voteeLe"
    from campagne c
    left join lateral (
      select e.source, e.date from jsonb_to_recordset(c.calendrier) as e (date date, source text, nature text)
      where e.nature = 'vote' and exists (select from publication where campagne = c.id)
      order by e.date desc limit 1
    ) vote on true
    where c.id = ${id}
  `.execute(db)
  return rows[0]
}

/** The voted table, body by body, as it is printed. */
export async function listLignesVotees(db: Db, campagne: string): Promise<LigneVotee[]> {
  const { rows } = await sql<LigneVotee>`
    select o.nom, p.contrats, p.majoration, p.dont_bonus_vert as "dontBonusVert",
      p.majoration_exceptionnelle as exceptionnelle, p.majoration_totale as totale
    from publication p join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
    where p.campagne = ${campagne} order by p.rang
  `.execute(db)
  return rows
}

/** The lines of the frozen proposition that goes to the vote. */
export async function findLignesProposees(db: Db, campagne: string): Promise<readonly LigneVotee[]> {
  const { rows } = await sql<{ lignes: LigneVotee[] }>`
    select lignes from proposition where campagne = ${campagne} and etat = 'figee'
  `.execute(db)
  return rows[0]?.lignes ?? []
}

/** What was voted in the exercice before, all campaigns together. */
export async function findPrecedent(db: Db, exercice: number): Promise<Precedent | undefined> {
  const { rows } = await sql<Precedent>`
    select c.exercice, count(*)::int as organismes, sum(p.contrats)::int as contrats,
      sum(p.majoration_totale)::bigint as totale
    from publication p join campagne c on c.id = p.campagne
    where c.exercice = ${exercice - 1} group by c.exercice
  `.execute(db)
  return rows[0]
}

export type LigneBudget = { readonly id: string; readonly imputation: string }

/** Budget lines of an exercice, in the order of their imputation. */
export async function listLignesBudget(db: Db, exercice: number): Promise<LigneBudget[]> {
  const { rows } = await sql<Imputation & { id: string }>`
    select id, chapitre, code_fonctionnel as "codeFonctionnel", programme, action, nature, libelle
    from ligne_budgetaire where exercice = ${exercice}
    order by chapitre, code_fonctionnel, programme, action, nature
  `.execute(db)
  return rows.map(({ id, ...ligne }) => ({ id, imputation: direImputation(ligne) }))
}

type AffectationInscrite = AffectationAnterieure & { readonly ligne: string }

/** Every affectation written on the lines of an exercice, the first ones first. */
export async function listAffectations(db: Db, exercice: number): Promise<AffectationInscrite[]> {
  const { rows } = await sql<AffectationInscrite>`
    select a.ligne, a.operation, a.montant, a.deliberation, a.date::text as date
    from affectation a join ligne_budgetaire l on l.id = a.ligne
    where l.exercice = ${exercice} order by a.date, a.montant desc
  `.execute(db)
  return rows
}
