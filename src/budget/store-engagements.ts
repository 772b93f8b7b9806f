import { sql } from 'kysely'
import type { Affectation, DemandeAffectation } from '#budget/rules/affecter.ts'
import type { DemandeDesengagement, DemandeEngagement, Engagement } from '#budget/rules/engager.ts'
import type { Constat, DemandeMandat, Mandat } from '#budget/rules/mandater.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'

/** An affectation with what was engaged on it, less what was disengaged. */
export type AffectationSuivie = Affectation & { readonly engage: Centimes }

const affectation = sql`
  a.id, a.ligne, a.operation, a.deliberation, a.date, a.montant,
  (select coalesce(sum(e.montant), 0)::bigint from engagement e where e.affectation = a.id)
    - (select coalesce(sum(d.montant), 0)::bigint from desengagement d join engagement e on e.id = d.engagement
      where e.affectation = a.id) as engage
`

/** The affectations of a line, the oldest first. */
export async function listAffectations(db: Db, ligne: string): Promise<AffectationSuivie[]> {
  const { rows } = await sql<AffectationSuivie>`
    select ${affectation} from affectation a where a.ligne = ${ligne} order by a.date, a.id
  `.execute(db)
  return rows
}

export async function findAffectation(db: Db, id: string): Promise<AffectationSuivie | undefined> {
  const { rows } = await sql<AffectationSuivie>`
    select ${affectation} from affectation a where a.id = ${id}
  `.execute(db)
  return rows[0]
}

/**
 * What nobody else may take of an operation: the aids granted to people on it, less what is engaged to pay them
 * (« dispositif:CODE »). Cents.
 */
export async function sumPromis(db: Db, ligne: string, operation: string): Promise<Centimes> {
  const { rows } = await sql<{ promis: Centimes }>`
    select greatest(0, accorde_sur_l_operation(${ligne}, ${operation}) - coalesce(sum(e.montant
      - (select coalesce(sum(d.montant), 0) from desengagement d where d.engagement = e.id)), 0))::bigint as promis
    from engagement e join affectation a on a.id = e.affectation
    where a.ligne = ${ligne} and a.operation = ${operation} and e.objet like 'dispositif:%'
  `.execute(db)
  return rows[0]!.promis
}

/** Whether this délibération already sets something aside for this operation on this line. */
export async function existsAffectation(
  db: Db,
  { ligne, operation, deliberation }: { ligne: string; operation: string; deliberation: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from affectation where ligne = ${ligne} and operation = ${operation} and deliberation = ${deliberation}
  `.execute(db)
  return rows.length > 0
}

export async function insertAffectation(
  tx: Tx,
  ligne: string,
  { operation, deliberation, date, montant }: DemandeAffectation,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into affectation (ligne, operation, deliberation, date, montant)
    values (${ligne}, ${operation}, ${deliberation}, ${date}, ${montant}) returning id
  `.execute(tx)
  return rows[0]!.id
}

const engagement = sql`
  e.id, e.ligne, e.affectation, e.objet, e.libelle, e.beneficiaire, e.siret, e.date, e.montant, e.indicatif,
  (select jsonb_agg(jsonb_build_object('exercice', exercice, 'montant', montant) order by exercice) from echeance
    where engagement = e.id) as echeancier,
  (select coalesce(sum(montant), 0)::bigint from desengagement where engagement = e.id) as desengage,
  (select coalesce(sum(m.montant), 0)::bigint from mandat m left join constat_mandat c on c.mandat = m.id
    where m.engagement = e.id and c.etat is distinct from 'rejete') as mandate,
  (select coalesce(sum(m.montant), 0)::bigint from mandat m join constat_mandat c on c.mandat = m.id
    where m.engagement = e.id and c.etat = 'paye') as paye
`

/** The engagements of lines, the oldest first. */
export async function listEngagements(db: Db, lignes: readonly string[]): Promise<Engagement[]> {
  const { rows } = await sql<Engagement>`
    select ${engagement} from engagement e where e.ligne = any (${[...lignes]}) order by e.date, e.objet, e.id
  `.execute(db)
  return rows
}

export async function findEngagement(db: Db, id: string): Promise<Engagement | undefined> {
  const { rows } = await sql<Engagement>`select ${engagement} from engagement e where e.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Every engagement that pays an object, whatever the line: « demande:ID ». */
export async function listEngagementsOfObjet(db: Db, objet: string): Promise<Engagement[]> {
  const { rows } = await sql<Engagement>`
    select ${engagement} from engagement e where e.objet = ${objet} order by e.date, e.id
  `.execute(db)
  return rows
}

/** The engagements of many objects at once, the oldest first. */
export async function listEngagementsOfObjets(db: Db, objets: readonly string[]): Promise<Engagement[]> {
  const { rows } = await sql<Engagement>`
    select ${engagement} from engagement e where e.objet = any (${[...objets]}) order by e.date, e.id
  `.execute(db)
  return rows
}

/** What is engaged for an object on the same envelope, less what was disengaged. */
export async function sumObjet(
  db: Db,
  { ligne, affectation, objet }: { ligne: string; affectation: string | null; objet: string },
): Promise<Centimes> {
  const { rows } = await sql<{ net: Centimes }>`
    select coalesce(sum(montant - (select coalesce(sum(d.montant), 0) from desengagement d where d.engagement = e.id)),
      0)::bigint as net
    from engagement e
    where ligne = ${ligne} and affectation is not distinct from ${affectation} and objet = ${objet}
  `.execute(db)
  return rows[0]!.net
}

export async function insertEngagement(
  tx: Tx,
  { ligne, affectation, indicatif }: { ligne: string; affectation: string | null; indicatif: boolean },
  { objet, libelle, beneficiaire, siret, date, montant, echeancier }: DemandeEngagement,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with nouveau as (
      insert into engagement (ligne, affectation, objet, libelle, beneficiaire, siret, date, montant, indicatif)
      values (${ligne}, ${affectation}, ${objet}, ${libelle}, ${beneficiaire}, ${siret}, ${date}, ${montant}, ${indicatif})
      returning id
    ), spread as (
      insert into echeance (engagement, exercice, montant)
      select nouveau.id, e.exercice, e.montant from nouveau,
        jsonb_to_recordset(${JSON.stringify(echeancier)}::jsonb) as e (exercice int, montant bigint)
    )
    select id from nouveau
  `.execute(tx)
  return rows[0]!.id
}

export async function insertDesengagement(
  tx: Tx,
  engagement: string,
  { date, montant, motif }: DemandeDesengagement,
): Promise<void> {
  await sql`
    insert into desengagement (engagement, date, montant, motif) values (${engagement}, ${date}, ${montant}, ${motif})
  `.execute(tx)
}

export type Desengagement = DemandeDesengagement & { readonly engagement: string }

export async function listDesengagements(db: Db, lignes: readonly string[]): Promise<Desengagement[]> {
  const { rows } = await sql<Desengagement>`
    select d.engagement, d.date, d.montant, d.motif from desengagement d join engagement e on e.id = d.engagement
    where e.ligne = any (${[...lignes]}) order by d.date, d.id
  `.execute(db)
  return rows
}

const mandat = sql`
  m.id, m.reference, m.engagement, m.ligne, m.exercice, m.bordereau, m.date, m.montant, m.motif,
  coalesce(c.etat, 'emis') as etat, c.date as "constateLe", c.motif as "motifRejet"
`

/** The mandats of the engagements of lines, in the order of bordereaux. */
export async function listMandats(db: Db, lignes: readonly string[]): Promise<Mandat[]> {
  const { rows } = await sql<Mandat>`
    select ${mandat} from mandat m join engagement e on e.id = m.engagement left join constat_mandat c on c.mandat = m.id
    where e.ligne = any (${[...lignes]}) order by m.exercice, m.bordereau, m.reference
  `.execute(db)
  return rows
}

/** The mandats of many engagements at once, in the order of bordereaux. */
export async function listMandatsOfEngagements(db: Db, engagements: readonly string[]): Promise<Mandat[]> {
  const { rows } = await sql<Mandat>`
    select ${mandat} from mandat m left join constat_mandat c on c.mandat = m.id
    where m.engagement = any (${[...engagements]}) order by m.exercice, m.bordereau, m.reference
  `.execute(db)
  return rows
}

export async function listMandatsOfEngagement(db: Db, engagement: string): Promise<Mandat[]> {
  const { rows } = await sql<Mandat>`
    select ${mandat} from mandat m left join constat_mandat c on c.mandat = m.id
    where m.engagement = ${engagement} order by m.exercice, m.bordereau, m.reference
  `.execute(db)
  return rows
}

export async function findMandat(db: Db, id: string): Promise<Mandat | undefined> {
  const { rows } = await sql<Mandat>`
    select ${mandat} from mandat m left join constat_mandat c on c.mandat = m.id where m.id = ${id}
  `.execute(db)
  return rows[0]
}

export async function findMandatByReference(db: Db, reference: string): Promise<Mandat | undefined> {
  const { rows } = await sql<Mandat>`
    select ${mandat} from mandat m left join constat_mandat c on c.mandat = m.id where m.reference = ${reference}
  `.execute(db)
  return rows[0]
}

/** @returns the identifier, or undefined when somebody wrote this reference at the same instant */
export async function insertMandat(
  tx: Tx,
  {
    engagement,
    ligne,
    bordereau,
    ...demande
  }: DemandeMandat & { engagement: string; ligne: string; bordereau: number },
): Promise<string | undefined> {
  const { reference, exercice, date, montant, motif = null } = demande
  const { rows } = await sql<{ id: string }>`
    insert into mandat (reference, engagement, ligne, exercice, bordereau, date, montant, motif)
    values (${reference}, ${engagement}, ${ligne}, ${exercice}, ${bordereau}, ${date}, ${montant}, ${motif})
    on conflict (reference) do nothing returning id
  `.execute(tx)
  return rows[0]?.id
}

/** Opens the next bordereau of an exercice. Two who open one at the same time take turns. */
export async function insertBordereau(tx: Tx, exercice: number, date: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(74031009, ${exercice}::int)`.execute(tx)
  const { rows } = await sql<{ numero: number }>`
    insert into bordereau (exercice, numero, emis_le)
    select ${exercice}::int, coalesce(max(numero), 0) + 1, ${date}::date from bordereau where exercice = ${exercice}
    returning numero
  `.execute(tx)
  return rows[0]!.numero
}

export async function existsBordereau(db: Db, exercice: number, numero: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from bordereau where exercice = ${exercice} and numero = ${numero}
  `.execute(db)
  return rows.length > 0
}

export async function insertConstat(tx: Tx, mandat: string, { etat, date, motif }: Constat): Promise<void> {
  await sql`
    insert into constat_mandat (mandat, etat, date, motif) values (${mandat}, ${etat}, ${date}, ${motif})
  `.execute(tx)
}
