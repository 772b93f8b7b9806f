import { sql } from 'kysely'
import type { SaisieExceptionnelle } from '#campagnes/demandes/exceptionnelle.ts'
import type {
  EnveloppeExceptionnelle,
  EtapeExceptionnelle,
  Exceptionnelle,
  LigneExceptionnelle,
} from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'

// What was proposed is the last act that proposes, unless it was given back since; what was granted is in the table that
// every other screen reads.
const lecture = sql`
  select x.etat, x.version, x.exercice, x.deficit, x.plan, x.montant, x.justification, p.montant as propose,
  p.motif as motivation, m.montant as accorde
  from exceptionnelle x left join majoration_exceptionnelle m on m.demande = x.demande
  left join lateral (select e.montant, e.motif from exceptionnelle_etape e
    where e.demande = x.demande and e.acte = 'instruire' and not exists (select from exceptionnelle_etape r
      where r.demande = x.demande and r.acte in ('demander', 'rendre') and r.id > e.id)
    order by e.id desc limit 1) p on true
`

/** What a body asked for with its application, as far as the actor may see it. Its state never is « aucune ». */
export async function findExceptionnelle(db: Db, demande: string): Promise<Exceptionnelle | undefined> {
  const { rows } = await sql<Exceptionnelle>`${lecture} where x.demande = ${demande}`.execute(db)
  return rows[0]
}

/** Its life, oldest first. */
export async function listEtapesExceptionnelles(db: Db, demande: string): Promise<EtapeExceptionnelle[]> {
  const { rows } = await sql<EtapeExceptionnelle>`
    select e.acte, e.montant, e.motif, coalesce(p.nom, '') as "nomPar", e.le
    from exceptionnelle_etape e left join personne p on p.id = e.par where e.demande = ${demande} order by e.id
  `.execute(db)
  return rows
}

/** Writes what a body asks for; the application is held. */
export async function upsertExceptionnelle(
  tx: Tx,
  demande: string,
  { exercice, deficit, plan, montant, justification }: SaisieExceptionnelle,
): Promise<void> {
  await sql`
    insert into exceptionnelle (demande, exercice, deficit, plan, montant, justification)
    values (${demande}, ${exercice}, ${deficit}, ${plan}, ${montant}, ${justification})
    on conflict (demande) do update set etat = 'demandee', version = exceptionnelle.version + 1,
      exercice = excluded.exercice, deficit = excluded.deficit, plan = excluded.plan, montant = excluded.montant,
      justification = excluded.justification
  `.execute(tx)
}

export async function updateEtatExceptionnelle(
  tx: Tx,
  demande: string,
  etat: Exceptionnelle['etat'],
): Promise<void> {
  await sql`
    update exceptionnelle set etat = ${etat}, version = version + 1 where demande = ${demande}
  `.execute(tx)
}

export type EtapeNeuve = Pick<EtapeExceptionnelle, 'acte' | 'montant' | 'motif'> & {
  readonly de: string
  readonly vers: string
  readonly par: string
  readonly pour: string | null
}

/** Keeps an act on it. */
export async function insertEtapeExceptionnelle(tx: Tx, demande: string, etape: EtapeNeuve): Promise<void> {
  const { acte, de, vers, montant, motif, par, pour } = etape
  await sql`
    insert into exceptionnelle_etape (demande, acte, de, vers, montant, motif, par, pour)
    values (${demande}, ${acte}, ${de}, ${vers}, ${montant}, ${motif}, ${par}, ${pour})
  `.execute(tx)
}

/** The envelope of a campaign and what was granted from it. The campaign must be held for it to stay true. */
export async function findEnveloppeExceptionnelle(
  db: Db,
  campagne: string,
): Promise<EnveloppeExceptionnelle> {
  const { rows } = await sql<EnveloppeExceptionnelle>`
    select c.enveloppe_exceptionnelle as enveloppe,
      (select coalesce(sum(montant), 0)::bigint from majoration_exceptionnelle where campagne = c.id) as accordees
    from campagne c where c.id = ${campagne}
  `.execute(db)
  return rows[0]!
}

/** The body of an application in the list of its campaign; undefined as long as it is not in it. */
export async function findOrganismeDe(db: Db, campagne: string, siret: string): Promise<string | undefined> {
  const { rows } = await sql<{ identifiant: string }>`
    select identifiant from organisme where campagne = ${campagne} and siret = ${siret}
  `.execute(db)
  return rows[0]?.identifiant
}

/** Grants an amount, which every later reading takes from here alone. */
export async function insertAccordee(
  tx: Tx,
  accordee: {
    readonly campagne: string
    readonly organisme: string
    readonly demande: string
    readonly montant: Centimes
    readonly motif: string
    readonly source: string
  },
): Promise<void> {
  const { campagne, organisme, demande, montant, motif, source } = accordee
  await sql`
    insert into majoration_exceptionnelle (campagne, organisme, demande, montant, motif, source)
    values (${campagne}, ${organisme}, ${demande}, ${montant}, ${motif}, ${source})
  `.execute(tx)
}

/** Takes back what was granted with an application, if anything was. */
export async function removeAccordee(tx: Tx, demande: string): Promise<void> {
  await sql`delete from majoration_exceptionnelle where demande = ${demande}`.execute(tx)
}

/** The same for its body, which sees nothing of it before the vote. */
export async function renounceAccordee(tx: Tx, demande: string): Promise<void> {
  await sql`select renoncer_a_l_accordee(${demande})`.execute(tx)
}

/** A line without the contracts, which the ranking gives; with the identifier of the body in the list. */
export type LigneLue = Omit<LigneExceptionnelle, 'contratsRetenus'> & { readonly identifiant: string | null }

/** What the bodies of a campaign asked for, and what came with its file, by name. */
export async function listExceptionnelles(db: Db, campagne: string): Promise<LigneLue[]> {
  const { rows } = await sql<LigneLue>`
    select o.nom as organisme, jsonb_build_object('id', d.id, 'numero', d.numero) as demande, x.etat, x.deficit,
      x.montant as demandee, x.propose as proposee, x.accorde as accordee,
      (select l.identifiant from organisme l where l.campagne = d.campagne and l.siret = o.siret) as identifiant
    from demande d join organisation o on o.id = d.organisation
    join lateral (${lecture} where x.demande = d.id) x on true
    where d.campagne = ${campagne} and d.deposee_le is not null
    union all
    select l.nom, null, 'accordee', null, null, null, m.montant, l.identifiant
    from majoration_exceptionnelle m join organisme l on l.campagne = m.campagne and l.identifiant = m.organisme
    where m.campagne = ${campagne} and m.demande is null
    order by 1
  `.execute(db)
  return rows
}

/**
 * Bodies whose granted amount would go if the list no longer had them, or was granted with an application that is not
 * in the list: the body may have withdrawn it since, and come with another.
 */
export async function listAccordeesSorties(
  db: Db,
  campagne: string,
  presents: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ nom: string }>`
    select l.nom from majoration_exceptionnelle m join organisme l on l.campagne = m.campagne and l.identifiant = m.organisme
      left join demande d on d.id = m.demande
    where m.campagne = ${campagne} and (m.organisme <> all (${presents}) or d.etat <> 'validee') order by l.nom
  `.execute(db)
  return rows.map(({ nom }) => nom)
}

/** The application with which a body of the list was granted an amount; null when a file brought it, undefined when none. */
export async function findDemandeAccordee(
  db: Db,
  campagne: string,
  organisme: string,
): Promise<number | null | undefined> {
  const { rows } = await sql<{ numero: number | null }>`
    select d.numero from majoration_exceptionnelle m left join demande d on d.id = m.demande
    where m.campagne = ${campagne} and m.organisme = ${organisme}
  `.execute(db)
  return rows[0]?.numero
}
