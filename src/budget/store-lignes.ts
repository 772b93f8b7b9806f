import { sql } from 'kysely'
import type { Imputation, Ligne } from '#budget/rules/ligne.ts'
import type { ActeCredits, Credits } from '#budget/rules/reports.ts'
import { type Soldes, solder, type TotauxLigne } from '#budget/rules/soldes.ts'
import type { SuspensionEcrite } from '#budget/rules/suspendre.ts'
import type { Db, Tx } from '#platform/db.ts'

const columns = sql`
  l.id, l.exercice, l.chapitre, l.code_fonctionnel as "codeFonctionnel", l.programme, l.action, l.nature, l.libelle,
  l.indicatif
`

/** The exercices that have lines, the latest first. */
export async function listExercices(db: Db): Promise<number[]> {
  const { rows } = await sql<{ exercice: number }>`
    select distinct exercice from ligne_budgetaire order by exercice desc
  `.execute(db)
  return rows.map(({ exercice }) => exercice)
}

/** The lines of an exercice, by imputation. */
export async function listLignes(db: Db, exercice: number): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select ${columns} from ligne_budgetaire l where exercice = ${exercice}
    order by chapitre, code_fonctionnel, programme, action, nature
  `.execute(db)
  return rows
}

/** The lines of one imputation, the earliest exercice first. */
export async function listAnnees(db: Db, imputation: Imputation): Promise<Ligne[]> {
  const { chapitre, codeFonctionnel, programme, action, nature } = imputation
  const { rows } = await sql<Ligne>`
    select ${columns} from ligne_budgetaire l
    where chapitre = ${chapitre} and code_fonctionnel = ${codeFonctionnel} and programme is not distinct from ${programme}
      and action is not distinct from ${action} and nature is not distinct from ${nature}
    order by exercice
  `.execute(db)
  return rows
}

export async function findLigne(db: Db, id: string): Promise<Ligne | undefined> {
  const { rows } = await sql<Ligne>`select ${columns} from ligne_budgetaire l where id = ${id}`.execute(db)
  return rows[0]
}

/**
 * Holds lines until the end of the transaction: whoever else writes an act on one of them waits. Always taken in the same
 * order, so that two who need the same lines never wait for each other in circles: hold them all at once, first.
 */
export async function lockLignes(tx: Tx, ids: readonly string[]): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select ${columns} from ligne_budgetaire l where id = any (${[...ids]}) order by id for no key update
  `.execute(tx)
  return rows
}

/** @returns the identifier, or undefined when this imputation already has a line in this exercice */
export async function insertLigne(tx: Tx, ligne: Omit<Ligne, 'id'>): Promise<string | undefined> {
  const { exercice, chapitre, codeFonctionnel, programme, action, nature, libelle, indicatif } = ligne
  const { rows } = await sql<{ id: string }>`
    insert into ligne_budgetaire (exercice, chapitre, code_fonctionnel, programme, action, nature, libelle, indicatif)
    values (${exercice}, ${chapitre}, ${codeFonctionnel}, ${programme}, ${action}, ${nature}, ${libelle}, ${indicatif})
    on conflict do nothing returning id
  `.execute(tx)
  return rows[0]?.id
}

/** The balances of lines, summed from their acts at this instant. */
export async function sumLignes(db: Db, ids: readonly string[]): Promise<Map<string, Soldes>> {
  const { rows } = await sql<TotauxLigne & { id: string }>`
    select l.id,
      (select coalesce(sum(autorisation_engagement), 0)::bigint from mouvement_credits where ligne = l.id)
        as "voteAutorisationEngagement",
      (select coalesce(sum(credits_de_paiement), 0)::bigint from mouvement_credits where ligne = l.id)
        as "voteCreditsDePaiement",
      (select coalesce(sum(montant), 0)::bigint from affectation where ligne = l.id) as affecte,
      e.sur_affectation as "engageSurAffectation", e.sans_affectation as "engageSansAffectation",
      m.sur_affectation as "mandateSurAffectation", m.sans_affectation as "mandateSansAffectation", m.paye
    from ligne_budgetaire l
    cross join lateral (
      select coalesce(sum(net) filter (where affectation is not null), 0)::bigint as sur_affectation,
        coalesce(sum(net) filter (where affectation is null), 0)::bigint as sans_affectation
      from (select affectation, montant
          - (select coalesce(sum(d.montant), 0) from desengagement d where d.engagement = e.id) as net
        from engagement e where e.ligne = l.id) nets) e
    cross join lateral (
      select coalesce(sum(m.montant) filter (where e.affectation is not null), 0)::bigint as sur_affectation,
        coalesce(sum(m.montant) filter (where e.affectation is null), 0)::bigint as sans_affectation,
        coalesce(sum(m.montant) filter (where c.etat = 'paye'), 0)::bigint as paye
      from mandat m join engagement e on e.id = m.engagement left join constat_mandat c on c.mandat = m.id
      where m.ligne = l.id and c.etat is distinct from 'rejete') m
    where l.id = any (${[...ids]})
  `.execute(db)
  return new Map(rows.map(({ id, ...totaux }) => [id, solder(totaux)]))
}

export async function sumLigne(db: Db, id: string): Promise<Soldes> {
  return (await sumLignes(db, [id])).get(id)!
}

/** An act of credits on a line, as it was written. */
export type MouvementCredits = Credits & {
  readonly acte: ActeCredits
  readonly reference: string
  readonly date: string
  readonly autreLigne: string | null
  readonly motif: string | null
  readonly indicatif: boolean
}

export async function listMouvements(db: Db, ligne: string): Promise<MouvementCredits[]> {
  const { rows } = await sql<MouvementCredits>`
    select acte, reference, date, autorisation_engagement as "autorisationEngagement",
      credits_de_paiement as "creditsDePaiement", autre_ligne as "autreLigne", motif, indicatif
    from mouvement_credits where ligne = ${ligne} order by date, id
  `.execute(db)
  return rows
}

export async function insertMouvement(tx: Tx, ligne: string, mouvement: MouvementCredits): Promise<void> {
  const { acte, reference, date, autorisationEngagement, creditsDePaiement, autreLigne, motif, indicatif } =
    mouvement
  await sql`
    insert into mouvement_credits (ligne, acte, reference, date, autorisation_engagement, credits_de_paiement,
      autre_ligne, motif, indicatif)
    values (${ligne}, ${acte}, ${reference}, ${date}, ${autorisationEngagement}, ${creditsDePaiement}, ${autreLigne},
      ${motif}, ${indicatif})
  `.execute(tx)
}

/** Among these lines, those of which some credits were chosen by the demonstration. */
export async function listIndicatives(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ ligne: string }>`
    select distinct ligne from mouvement_credits where indicatif and ligne = any (${[...ids]})
  `.execute(db)
  return new Set(rows.map(({ ligne }) => ligne))
}

/** The suspensions of lines, the latest first; who suspended is named when the account still has a name. */
export async function listSuspensions(db: Db, lignes: readonly string[]): Promise<SuspensionEcrite[]> {
  const { rows } = await sql<SuspensionEcrite>`
    select s.id, s.ligne, s.motif, s.du, s.au, coalesce(p.nom, s.par) as par, l.date as "leveeLe",
      l.motif as "motifLevee"
    from suspension s left join levee_suspension l on l.suspension = s.id left join personne p on p.id = s.par
    where s.ligne = any (${[...lignes]}) order by s.du desc, s.id
  `.execute(db)
  return rows
}

export async function insertSuspension(
  tx: Tx,
  ligne: string,
  { motif, du, au }: { motif: string; du: string; au: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into suspension (ligne, motif, du, au) values (${ligne}, ${motif}, ${du}, ${au}) returning id
  `.execute(tx)
  return rows[0]!.id
}

export async function insertLevee(
  tx: Tx,
  { suspension, date, motif }: { suspension: string; date: string; motif: string },
): Promise<void> {
  await sql`insert into levee_suspension (suspension, date, motif) values (${suspension}, ${date}, ${motif})`.execute(
    tx,
  )
}
