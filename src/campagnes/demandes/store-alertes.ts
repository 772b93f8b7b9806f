import { sql } from 'kysely'
import type { Levee } from '#campagnes/demandes/alerte.ts'
import type { FormationLue, Homologue } from '#campagnes/demandes/alertes.ts'
import type { NiveauAilleurs } from '#campagnes/demandes/alertes-croisees.ts'
import type { Correction } from '#campagnes/demandes/saisie.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What the queue keeps of an application, as the rules read it. */
export type Controle = {
  readonly formations: number
  readonly contrats: number
  readonly alertes: number
  readonly departements: readonly string[]
  /** What sets it beside others: one for each formation that has a RNCP code, and its UAI. */
  readonly cles: readonly string[]
  readonly lues: readonly (Pick<Homologue, 'identifiant' | 'cle' | 'contrats'> &
    Pick<FormationLue, 'codeRncp' | 'niveau'>)[]
  readonly texte: string
}

/** Corrections of an application, in their order: the last one of a field counts. */
export async function listCorrections(db: Db, demande: string): Promise<CorrectionFaite[]> {
  const { rows } = await sql<CorrectionFaite>`
    select c.formation, c.champ, c.avant, c.apres, c.motif, c.par, coalesce(p.nom, '') as "nomPar", c.pour,
      (select nom from personne q where q.id = c.pour) as "nomPour", c.le
    from demande_correction c left join personne p on p.id = c.par where c.demande = ${demande} order by c.id
  `.execute(db)
  return rows
}
export type CorrectionFaite = Correction & {
  readonly motif: string
  readonly par: string
  readonly nomPar: string
  readonly pour: string | null
  readonly nomPour: string | null
  readonly le: string
}

/** The formations of others that bear one of these keys, in the same campaign and still in the running. */
export async function listHomologues(
  db: Db,
  { id, campagne, organisation }: { id: string; campagne: string; organisation: string },
  cles: readonly string[],
): Promise<Homologue[]> {
  const { rows } = await sql<Homologue>`
    select o.nom as organisme, d.numero, lue->>'identifiant' as identifiant, lue->>'cle' as cle,
      (lue->>'contrats')::int as contrats
    from demande_controle k join demande d on d.id = k.demande join organisation o on o.id = d.organisation
      cross join lateral jsonb_array_elements(k.lues) lue
    where k.campagne = ${campagne} and k.cles && ${cles as string[]}::text[] and k.demande <> ${id}
      and d.organisation <> ${organisation} and lue->>'cle' = any (${cles as string[]}::text[])
    order by d.numero, 3
  `.execute(db)
  return rows
}

/** How many other bodies declare each level of these RNCP codes: in this campaign as instructed, and in those before. */
export async function listNiveauxAilleurs(
  db: Db,
  { campagne, exercice, siret }: { campagne: string; exercice: number; siret: string },
  codes: readonly string[],
): Promise<NiveauAilleurs[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<NiveauAilleurs>`
    select "codeRncp", niveau, count(distinct siret)::int as organismes from (
      select lue->>'codeRncp' as "codeRncp", (lue->>'niveau')::int as niveau, o.siret
      from demande_controle k join demande d on d.id = k.demande join organisation o on o.id = d.organisation
        cross join lateral jsonb_array_elements(k.lues) lue
      where k.campagne = ${campagne} and lue->>'codeRncp' = any (${codes as string[]}::text[])
        and lue->>'niveau' is not null
      union all
      select f.code_rncp, f.niveau, o.siret
      from formation f join organisme o on o.campagne = f.campagne and o.identifiant = f.organisme
        join campagne c on c.id = f.campagne
      where c.exercice < ${exercice} and f.code_rncp = any (${codes as string[]}::text[])
    ) declare where siret <> ${siret} group by 1, 2 order by 1, 2
  `.execute(db)
  return rows
}

/** The last campaign of an earlier year in which this body had formations. */
export async function findPrecedent(db: Db, siret: string, exercice: number): Promise<Precedent | undefined> {
  const { rows } = await sql<Precedent>`
    select c.id as campagne, c.libelle, c.exercice, o.identifiant as organisme,
      (select coalesce(sum(f.contrats), 0)::int from formation f
        where f.campagne = o.campagne and f.organisme = o.identifiant) as contrats
    from organisme o join campagne c on c.id = o.campagne
    where o.siret = ${siret} and c.exercice < ${exercice}
    order by c.exercice desc, c.cree_le desc, c.id limit 1
  `.execute(db)
  return rows[0]
}
export type Precedent = {
  readonly campagne: string
  readonly libelle: string
  readonly exercice: number
  readonly organisme: string
  readonly contrats: number
}

/** Its formations, as the campaign ranked them. */
export async function listFormationsPrecedentes(
  db: Db,
  { campagne, organisme }: Pick<Precedent, 'campagne' | 'organisme'>,
): Promise<FormationLue[]> {
  const { rows } = await sql<FormationLue>`
    select identifiant, intitule, niveau, code_rncp as "codeRncp", commune, departement, contrats
    from formation where campagne = ${campagne} and organisme = ${organisme} order by identifiant
  `.execute(db)
  return rows
}

export async function listLevees(db: Db, demande: string): Promise<LeveeFaite[]> {
  const { rows } = await sql<LeveeFaite>`
    select l.code, l.cible, l.motif, l.par, coalesce(p.nom, '') as "nomPar", l.le
    from demande_alerte_levee l left join personne p on p.id = l.par where l.demande = ${demande}
  `.execute(db)
  return rows
}
export type LeveeFaite = Levee & {
  readonly motif: string
  readonly par: string
  readonly nomPar: string
  readonly le: string
}

/** @returns false when somebody lifted it before */
export async function insertLevee(
  tx: Tx,
  demande: string,
  { code, cible, motif, par }: Levee & { motif: string; par: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into demande_alerte_levee (demande, code, cible, motif, par)
    values (${demande}, ${code}, ${cible}, ${motif}, ${par}) on conflict do nothing
  `.execute(tx)
  return numAffectedRows === 1n
}

/** One reading at a time: each looks at what the others keep. */
export async function lockControles(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7403112011)`.execute(tx)
}

/** An application to read again, held; undefined when there is none, or when this one is up to date. */
export async function lockControlePerime(tx: Tx, demande?: string): Promise<string | undefined> {
  const { rows } = await sql<{ demande: string }>`
    select demande from demande_controle
    where perime_le is not null and ${demande ? sql`demande = ${demande}` : sql`true`}
    order by perime_le limit 1 for update skip locked
  `.execute(tx)
  return rows[0]?.demande
}

/** Says that an application is to be read again. */
export async function updateControlePerime(tx: Tx, demande: string): Promise<void> {
  await sql`update demande_controle set perime_le = clock_timestamp() where demande = ${demande}`.execute(tx)
}

/** Says that all those of a campaign are: what they are checked with has changed. */
export async function updateControlesPerimes(tx: Tx, campagne: string): Promise<void> {
  await sql`update demande_controle set perime_le = clock_timestamp() where campagne = ${campagne}`.execute(
    tx,
  )
}

/** Keeps what was read; those who share a formation or an UAI with it, before or now, are to be read again. */
export async function updateControle(tx: Tx, demande: string, controle: Controle): Promise<void> {
  const { formations, contrats, alertes, departements, cles, lues, texte } = controle
  await sql`
    with ancien as (select campagne, cles, lues from demande_controle where demande = ${demande})
    update demande_controle k set perime_le = clock_timestamp()
    from ancien a
    where (a.lues <> ${JSON.stringify(lues)}::jsonb or a.cles <> ${cles as string[]}::text[])
      and k.campagne = a.campagne and k.demande <> ${demande}
      and (k.cles && a.cles or k.cles && ${cles as string[]}::text[])
  `.execute(tx)
  await sql`
    update demande_controle set perime_le = null, formations = ${formations}, contrats = ${contrats},
      alertes = ${alertes}, departements = ${departements as string[]}::text[], cles = ${cles as string[]}::text[],
      lues = ${JSON.stringify(lues)}::jsonb, texte = ${texte}
    where demande = ${demande}
  `.execute(tx)
}
