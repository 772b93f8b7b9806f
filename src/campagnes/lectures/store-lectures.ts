import { sql } from 'kysely'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { ChoixLecture } from '#campagnes/lectures/lecture.ts'
import { type Appreciation, ETATS_LISIBLES, type Lecture } from '#campagnes/lectures/lecture-actes.ts'
import type { AgentLecteur, ALire, Attribution } from '#campagnes/lectures/repartition-lectures.ts'
import type { Ecart } from '#campagnes/lectures/report.ts'
import type { Grille } from '#campagnes/reglement.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What a campaign says of its readings: its grid, and what it chose of them. */
export type CampagneLue = {
  readonly id: string
  readonly libelle: string
  readonly etat: EtatCampagne
  readonly grille: Grille
  readonly choix: ChoixLecture | null
}

const campagneLue = sql`id, libelle, etat, reglement -> 'grille' as grille, double_lecture as choix`

export async function findCampagneLue(db: Db, id: string): Promise<CampagneLue | undefined> {
  const { rows } = await sql<CampagneLue>`select ${campagneLue} from campagne where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, held: neither its state nor its choice changes before the end of the transaction. */
export async function lockCampagneLue(tx: Tx, id: string): Promise<CampagneLue | undefined> {
  const { rows } = await sql<CampagneLue>`
    select ${campagneLue} from campagne where id = ${id} for no key update
  `.execute(tx)
  return rows[0]
}

export async function updateChoix(tx: Tx, campagne: string, choix: ChoixLecture): Promise<void> {
  await sql`update campagne set double_lecture = ${JSON.stringify(choix)}::jsonb where id = ${campagne}`.execute(
    tx,
  )
}

/** How many readings of a campaign are closed. */
export async function countCloses(db: Db, campagne: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from lecture l join demande d on d.id = l.demande
    where d.campagne = ${campagne} and l.validee_le is not null
  `.execute(db)
  return rows[0]!.nombre
}

/** Who may be given a reading today; whoever leads and also instructs counts as somebody who instructs. */
export async function listAgentsLecteurs(db: Db): Promise<AgentLecteur[]> {
  const { rows } = await sql<AgentLecteur>`
    select p.id, p.nom, p.organisation, not bool_or(a.role = 'instructeur') as conduit
    from personne p join attribution a on a.personne = p.id and a.retiree_le is null
    where p.etat = 'active' and a.role in ('instructeur', 'responsable')
    group by p.id order by p.nom, p.id
  `.execute(db)
  return rows
}

/** The applications of a campaign that may be read, held, by number, with who reads them. */
export async function lockALire(tx: Tx, campagne: string): Promise<ALire[]> {
  const { rows } = await sql<ALire>`
    select d.id, d.organisation,
      (select count(*)::int from demande_formation f where f.demande = d.id) as formations,
      (select coalesce(jsonb_agg(jsonb_build_object('rang', l.rang, 'agent', l.agent) order by l.rang), '[]')
        from lecture l where l.demande = d.id) as agents
    from demande d where d.campagne = ${campagne} and d.etat = any (${ETATS_LISIBLES as string[]})
    order by d.numero for no key update of d
  `.execute(tx)
  return rows
}

type Mains = { readonly par: string; readonly pour: string | null }

/** Gives readings, all at once. */
export async function insertLectures(
  tx: Tx,
  attributions: readonly Attribution[],
  { par, pour }: Mains,
): Promise<void> {
  await sql`
    insert into lecture (demande, agent, rang, par, pour)
    select demande, agent, rang, ${par}, ${pour}
    from jsonb_to_recordset(${JSON.stringify(attributions)}::jsonb) as a (demande text, agent text, rang smallint)
  `.execute(tx)
}

/** Takes a reading back, with what was typed in it. */
export async function removeLecture(tx: Tx, demande: string, agent: string): Promise<void> {
  await sql`delete from lecture where demande = ${demande} and agent = ${agent}`.execute(tx)
}

export async function listLectures(db: Db, demande: string): Promise<(Lecture & { readonly nom: string })[]> {
  const { rows } = await sql<Lecture & { nom: string }>`
    select l.agent, coalesce(p.nom, '') as nom, l.rang, l.validee_le as "valideeLe", l.levee_le as "leveeLe"
    from lecture l left join personne p on p.id = l.agent where l.demande = ${demande} order by l.rang
  `.execute(db)
  return rows
}

/** Closes a reading; the database lifts the veil when it is the second. */
export async function closeLecture(tx: Tx, demande: string, agent: string): Promise<void> {
  await sql`
    update lecture set validee_le = clock_timestamp() where demande = ${demande} and agent = ${agent}
  `.execute(tx)
}

/** The marks of an application that the actor may see: their own, and all of them once both readings are closed. */
export async function listAppreciations(
  db: Db,
  demande: string,
): Promise<(Appreciation & { readonly agent: string })[]> {
  const { rows } = await sql<Appreciation & { agent: string }>`
    select agent, formation, champ, note, justification from lecture_appreciation
    where demande = ${demande} order by formation, champ, agent
  `.execute(db)
  return rows
}

/** Keeps marks, over those that were there. */
export async function saveAppreciations(
  tx: Tx,
  demande: string,
  agent: string,
  appreciations: readonly Appreciation[],
): Promise<void> {
  await sql`
    insert into lecture_appreciation (demande, agent, formation, champ, note, justification)
    select ${demande}, ${agent}, formation, champ, note, justification
    from jsonb_to_recordset(${JSON.stringify(appreciations)}::jsonb)
      as a (formation text, champ text, note integer, justification text)
    on conflict (demande, agent, formation, champ)
      do update set note = excluded.note, justification = excluded.justification
  `.execute(tx)
}

export type Arbitrage = Ecart & {
  readonly note: number | null
  readonly motif: string | null
  readonly nomPar: string | null
  readonly nomPour: string | null
  readonly le: string | null
}

/** Gaps of an application, settled or not. */
export async function listArbitrages(db: Db, demande: string): Promise<Arbitrage[]> {
  const { rows } = await sql<Arbitrage>`
    select a.formation, a.champ, a.note, a.motif, p.nom as "nomPar", q.nom as "nomPour", a.le
    from lecture_arbitrage a left join personne p on p.id = a.par left join personne q on q.id = a.pour
    where a.demande = ${demande} order by a.formation, a.champ
  `.execute(db)
  return rows
}

export async function insertEcarts(tx: Tx, demande: string, ecarts: readonly Ecart[]): Promise<void> {
  await sql`
    insert into lecture_arbitrage (demande, formation, champ)
    select ${demande}, formation, champ
    from jsonb_to_recordset(${JSON.stringify(ecarts)}::jsonb) as e (formation text, champ text)
  `.execute(tx)
}

export async function updateArbitrage(
  tx: Tx,
  demande: string,
  arbitrage: Ecart & { readonly note: number; readonly motif: string } & Mains,
): Promise<void> {
  const { formation, champ, note, motif, par, pour } = arbitrage
  await sql`
    update lecture_arbitrage set note = ${note}, motif = ${motif}, par = ${par}, pour = ${pour}, le = now()
    where demande = ${demande} and formation = ${formation} and champ = ${champ}
  `.execute(tx)
}

/** Whether a field of an application was read by two agents: nobody corrects it by hand any more. */
export async function existsLectureLevee(db: Db, demande: string, champ: string): Promise<boolean> {
  const { rows } = await sql`
    select from lecture_appreciation a join lecture l using (demande, agent)
    where a.demande = ${demande} and a.champ = ${champ} and l.levee_le is not null limit 1
  `.execute(db)
  return rows.length > 0
}
