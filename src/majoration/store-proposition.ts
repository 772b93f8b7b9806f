import { sql } from 'kysely'
import type { BaseDuVote } from '#majoration/base-du-vote.ts'
import type { ContenuPropose, EtatProposition, TotauxProposes, Vote } from '#majoration/proposition.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A proposition in a list: without its lines. */
export type ResumeProposition = {
  readonly numero: number
  readonly scenario: string
  readonly reglement: string
  readonly logiciel: string
  readonly totaux: TotauxProposes
  readonly empreinte: string
  readonly etat: EtatProposition
  /** Whether the formations are still those that it was computed on. */
  readonly aJour: boolean
  readonly motif: string | null
  readonly deliberation: string | null
  readonly voteeLe: string | null
  readonly par: string
  readonly le: string
}

/** The whole of it: what is frozen, and its life. */
export type Proposition = ResumeProposition & ContenuPropose

const resume = sql`
  p.numero, p.scenario, p.reglement, p.logiciel, p.totaux, p.empreinte, p.etat, p.motif, p.deliberation,
  p.votee_le as "voteeLe", p.le, p.liste = version_des_formations(p.campagne) as "aJour",
  coalesce((select nom from personne where id = p.par), '') as par
`

/** The propositions of a campaign, the latest first. */
export async function listPropositions(db: Db, campagne: string): Promise<ResumeProposition[]> {
  const { rows } = await sql<ResumeProposition>`
    select ${resume} from proposition p where p.campagne = ${campagne} order by p.numero desc
  `.execute(db)
  return rows
}

export async function findProposition(
  db: Db,
  campagne: string,
  numero: number,
): Promise<Proposition | undefined> {
  const { rows } = await sql<Proposition>`
    select ${resume}, p.campagne, p.parametres, p.liste, p.lignes, p.retenues,
      p.empreinte_reglement as "empreinteReglement"
    from proposition p where p.campagne = ${campagne} and p.numero = ${numero}
  `.execute(db)
  return rows[0]
}

/** The one that the assembly voted, whole; undefined as long as it has not voted. */
export async function findVotee(db: Db, campagne: string): Promise<Proposition | undefined> {
  const votee = (await listPropositions(db, campagne)).find(({ etat }) => etat === 'votee')
  return votee && findProposition(db, campagne, votee.numero)
}

/** The number of the one that is frozen and not voted yet, if any. The campaign must be held. */
export async function findFigee(tx: Tx, campagne: string): Promise<number | undefined> {
  const { rows } = await sql<{ numero: number }>`
    select numero from proposition where campagne = ${campagne} and etat = 'figee'
  `.execute(tx)
  return rows[0]?.numero
}

/** What the next proposition of a campaign is called, and on which formations. The campaign must be held. */
export async function findSuivante(tx: Tx, campagne: string): Promise<{ numero: number; liste: string }> {
  const { rows } = await sql<{ numero: number; liste: string }>`
    select coalesce((select max(numero) from proposition where campagne = ${campagne}), 0) + 1 as numero,
      version_des_formations(${campagne}) as liste
  `.execute(tx)
  return rows[0]!
}

export async function insertProposition(
  tx: Tx,
  p: ContenuPropose & { empreinte: string; motif: string | null; par: string; pour: string | null },
): Promise<void> {
  await sql`
    insert into proposition (campagne, numero, scenario, parametres, liste, lignes, retenues, totaux, reglement,
      empreinte_reglement, logiciel, empreinte, motif, par, pour)
    values (${p.campagne}, ${p.numero}, ${p.scenario}, ${JSON.stringify(p.parametres)}, ${p.liste},
      ${JSON.stringify(p.lignes)}, ${JSON.stringify(p.retenues)}, ${JSON.stringify(p.totaux)}, ${p.reglement},
      ${p.empreinteReglement}, ${p.logiciel}, ${p.empreinte}, ${p.motif}, ${p.par}, ${p.pour})
  `.execute(tx)
}

/** The one that another replaces. */
export async function abandonProposition(tx: Tx, campagne: string, numero: number): Promise<void> {
  await sql`
    update proposition set etat = 'abandonnee' where campagne = ${campagne} and numero = ${numero}
  `.execute(tx)
}

/** The one that the assembly voted: it never changes again. */
export async function voteProposition(
  tx: Tx,
  campagne: string,
  numero: number,
  { deliberation, voteeLe }: Vote,
): Promise<void> {
  await sql`
    update proposition set etat = 'votee', deliberation = ${deliberation}, votee_le = ${voteeLe}
    where campagne = ${campagne} and numero = ${numero}
  `.execute(tx)
}

/** Adds the vote to the calendar and to the documents of a campaign that is held. */
export async function updateVote(tx: Tx, campagne: string, { deliberation, voteeLe }: Vote): Promise<void> {
  const echeance = [{ date: voteeLe, libelle: 'Vote des majorations', source: deliberation, nature: 'vote' }]
  const document = [
    { titre: 'Majorations votées', reference: deliberation, date: voteeLe, nature: 'Délibération' },
  ]
  await sql`
    update campagne set vote_le = ${voteeLe}, calendrier = calendrier || ${JSON.stringify(echeance)}::jsonb,
      documents = documents || ${JSON.stringify(document)}::jsonb
    where id = ${campagne}
  `.execute(tx)
}

/** The validated applications of a campaign with the SIRET of their body, by number. */
export async function listDemandesAVoter(tx: Tx, campagne: string): Promise<{ id: string; siret: string }[]> {
  const { rows } = await sql<{ id: string; siret: string }>`
    select d.id, o.siret from demande d join organisation o on o.id = d.organisation
    where d.campagne = ${campagne} and d.etat = 'validee' order by d.numero
  `.execute(tx)
  return rows
}

/** The parameters of the proposition that was voted, and its retained formations; undefined when none was frozen here. */
export async function findBaseVotee(systeme: Db, campagne: string): Promise<BaseDuVote | undefined> {
  const { rows } = await sql<BaseDuVote>`
    select parametres, retenues from proposition where campagne = ${campagne} and etat = 'votee'
  `.execute(systeme)
  return rows[0]
}
