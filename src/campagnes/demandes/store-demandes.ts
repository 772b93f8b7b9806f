import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Appel, Demande, EtapeFaite } from '#campagnes/demandes/demande.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ActeFait } from '#socle/separation.ts'

const columns = sql`
  d.id, d.campagne, d.numero, d.etat, d.version, d.effectif, d.deposee_le as "deposeeLe", d.empreinte,
  d.creee_le as "creeeLe", d.modifiee_le as "modifieeLe",
  (select jsonb_build_object('id', o.id, 'nom', o.nom, 'siret', o.siret) from organisation o where o.id = d.organisation)
    as organisation,
  (select jsonb_build_object('id', p.id, 'nom', p.nom) from personne p where p.id = d.instructeur) as instructeur
`

/** An application, as far as the actor may see it. */
export async function findDemande(db: Db, id: string): Promise<Demande | undefined> {
  const { rows } = await sql<Demande>`select ${columns} from demande d where d.id = ${id}`.execute(db)
  return rows[0]
}

/** An application held until the end of the transaction: two people never move it at once. */
export async function lockDemande(tx: Tx, id: string): Promise<Demande | undefined> {
  const { rows } = await sql<Demande>`
    select ${columns} from demande d where d.id = ${id} for no key update of d
  `.execute(tx)
  return rows[0]
}

/** The application of a body in a campaign, unless it was withdrawn. */
export async function findDemandeDe(
  db: Db,
  campagne: string,
  organisation: string,
): Promise<Demande | undefined> {
  const { rows } = await sql<Demande>`
    select ${columns} from demande d
    where d.campagne = ${campagne} and d.organisation = ${organisation} and d.etat <> 'retiree'
  `.execute(db)
  return rows[0]
}

/** Opens an application. The campaign must be held (`lockCampagne`): its number follows the last one. */
export async function insertDemande(
  tx: Tx,
  { campagne, organisation, par }: { campagne: string; organisation: string; par: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into demande (campagne, organisation, creee_par, numero)
    select ${campagne}, ${organisation}, ${par}, prochain_numero_demande(${campagne}) returning id
  `.execute(tx)
  return rows[0]!.id
}

/** Formations of an application, in the order in which they were typed. */
export async function listFormationsSaisies(db: Db, demande: string): Promise<FormationSaisie[]> {
  const { rows } = await sql<FormationSaisie>`
    select identifiant, saisie from demande_formation where demande = ${demande} order by rang, identifiant
  `.execute(db)
  return rows
}

/** Writes a formation of a draft, new or not; a new one comes last. */
export async function upsertFormationSaisie(
  tx: Tx,
  demande: string,
  { identifiant, saisie }: FormationSaisie,
): Promise<void> {
  await sql`
    insert into demande_formation (demande, identifiant, rang, saisie)
    select ${demande}, ${identifiant}, coalesce(max(rang), 0) + 1, ${JSON.stringify(saisie)}::jsonb
    from demande_formation where demande = ${demande}
    on conflict (demande, identifiant) do update set saisie = excluded.saisie
  `.execute(tx)
}

/** @returns whether it was there */
export async function removeFormationSaisie(tx: Tx, demande: string, identifiant: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from demande_formation where demande = ${demande} and identifiant = ${identifiant}
  `.execute(tx)
  return numAffectedRows === 1n
}

/** What was done on an application by whom: its steps, corrections, which are part of its instruction, and its exceptional part. */
export async function listActesFaits(db: Db, demande: string): Promise<ActeFait[]> {
  const { rows } = await sql<ActeFait>`
    select case when acte in ('payer', 'finirDePayer') then 'payer' when acte = 'instruire' then 'instruire' else 'valider' end as etape, par, pour
    from demande_etape where demande = ${demande} and acte in ('instruire', 'valider', 'rejeter', 'payer', 'finirDePayer')
    union all
    select distinct 'instruire', par, pour from demande_correction where demande = ${demande}
    union all
    select distinct case acte when 'instruire' then 'instruire' else 'valider' end, par, pour
    from exceptionnelle_etape where demande = ${demande} and acte in ('instruire', 'accorder', 'refuser')
  `.execute(db)
  return rows
}

/** The life of an application, oldest first. */
export async function listEtapes(db: Db, demande: string): Promise<EtapeFaite[]> {
  const { rows } = await sql<EtapeFaite>`
    select e.acte, e.de, e.vers, e.par, coalesce(p.nom, '') as "nomPar", e.pour, e.motif, e.le
    from demande_etape e left join personne p on p.id = e.par where e.demande = ${demande} order by e.id
  `.execute(db)
  return rows
}

/** Keeps a step of the life of an application. */
export async function insertEtape(
  tx: Tx,
  demande: string,
  etape: Pick<EtapeFaite, 'acte' | 'de' | 'vers' | 'par' | 'pour' | 'motif'>,
): Promise<void> {
  const { acte, de, vers, par, pour, motif } = etape
  await sql`
    insert into demande_etape (demande, acte, de, vers, par, pour, motif)
    values (${demande}, ${acte}, ${de}, ${vers}, ${par}, ${pour}, ${motif})
  `.execute(tx)
}

/** What a submission seals. */
export type Depot = { readonly le: string; readonly empreinte: string }

/** Moves an application; one that becomes a draft again forgets what it had sealed. */
export async function updateEtatDemande(tx: Tx, id: string, vers: EtatDemande, depot?: Depot): Promise<void> {
  await sql`
    update demande set etat = ${vers}, version = version + 1, modifiee_le = now(),
      deposee_le = case when ${vers} = 'brouillon' then null else coalesce(${depot?.le ?? null}, deposee_le) end,
      empreinte = case when ${vers} = 'brouillon' then null else coalesce(${depot?.empreinte ?? null}, empreinte) end
    where id = ${id}
  `.execute(tx)
}

/** Marks a draft as changed. @returns its new version; undefined when `version` is no longer the one kept */
export async function touchDemande(
  tx: Tx,
  id: string,
  version: number,
  changes: { readonly effectif?: string } = {},
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update demande set version = version + 1, modifiee_le = now(),
      effectif = coalesce(${changes.effectif ?? null}, effectif)
    where id = ${id} and version = ${version} returning version
  `.execute(tx)
  return rows[0]?.version
}

/** The call of a campaign: its dates, what it asks for, whom to write to. */
export async function findAppel(db: Db, campagne: string): Promise<Appel | undefined> {
  const { rows } = await sql<Appel>`
    select id, libelle, exercice, etat, ouvre_le as "ouvreLe", ferme_le as "fermeLe", vote_le as "voteLe", pieces,
      contacts, questions, version, liste_le as "listeLe", ecart_contrats as "ecartContrats"
    from campagne where id = ${campagne}
  `.execute(db)
  return rows[0]
}

/** Until when each exception granted to a body runs. */
export async function listReouverturesDe(
  db: Db,
  campagne: string,
  organisation: string,
): Promise<{ jusquAu: string }[]> {
  const { rows } = await sql<{ jusquAu: string }>`
    select jusqu_au as "jusquAu" from reouverture where campagne = ${campagne} and organisation = ${organisation}
  `.execute(db)
  return rows
}
