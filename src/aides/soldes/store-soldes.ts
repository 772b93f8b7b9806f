import { sql } from 'kysely'
import { cleDe } from '#aides/soldes/liste.ts'
import { type Apprenti, type SaisieSolde, SEUIL_PROPOSE, type SoldeEcrit } from '#aides/soldes/solde.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'

const columns = sql`
  s.id, s.dispositif, s.gestionnaire, s.etablissement, s.tiers, s.siret, s.estime, s.reel, s.apprentis, s.nominatif,
  s.source, s.etat as "etatEcrit", s.avance, s.solde, s.deliberation, s.votee_le as "voteeLe", s.motif,
  (select jsonb_build_object('id', e.id, 'ligne', e.ligne,
      'net', e.montant - (select coalesce(sum(d.montant), 0) from desengagement d where d.engagement = e.id),
      'mandate', coalesce(m.mandate, 0), 'paye', coalesce(m.paye, 0), 'rejetes', coalesce(m.rejetes, 0))
    from engagement e left join lateral (
      select sum(m.montant) filter (where c.etat is distinct from 'rejete') as mandate,
        sum(m.montant) filter (where c.etat = 'paye') as paye,
        count(*) filter (where c.etat = 'rejete') as rejetes
      from mandat m left join constat_mandat c on c.mandat = m.id where m.engagement = e.id) m on true
    where e.id = s.engagement) as engagement,
  (select to_jsonb(t) from titre_du_solde(s.id) t where s.titre is not null) as titre
`

/** The balances that this actor may see, by scheme, manager and centre. */
export async function listSoldes(db: Db): Promise<SoldeEcrit[]> {
  const { rows } = await sql<SoldeEcrit>`
    select ${columns} from solde_aide s order by s.dispositif, s.gestionnaire collate "C", s.etablissement collate "C"
  `.execute(db)
  return rows
}

export async function findSolde(db: Db, id: string): Promise<SoldeEcrit | undefined> {
  const { rows } = await sql<SoldeEcrit>`select ${columns} from solde_aide s where s.id = ${id}`.execute(db)
  return rows[0]
}

/** Holds balances until the end of the transaction, always in the same order: whoever else acts on one of them waits. */
export async function lockSoldes(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select id from solde_aide where id = any (${[...ids]}) order by id for update`.execute(tx)
}

/** @returns its identifier, or undefined when this centre already has a balance in this scheme */
export async function insertSolde(
  tx: Tx,
  { dispositif, gestionnaire, etablissement, tiers, siret, estime, reel, apprentis }: SaisieSolde,
  source: string | null = null,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into solde_aide (dispositif, gestionnaire, etablissement, tiers, siret, estime, reel, apprentis, source)
    values (${dispositif}, ${gestionnaire}, ${etablissement}, ${tiers}, ${siret}, ${estime}, ${reel}, ${apprentis}, ${source})
    on conflict do nothing returning id
  `.execute(tx)
  return rows[0]?.id
}

/** @returns false when another balance of the scheme bears this name already */
export async function updateSolde(
  tx: Tx,
  id: string,
  { gestionnaire, etablissement, tiers, siret, estime, reel, apprentis }: SaisieSolde,
): Promise<boolean> {
  const { rows } = await sql`
    update solde_aide s set gestionnaire = ${gestionnaire}, etablissement = ${etablissement}, tiers = ${tiers},
      siret = ${siret}, estime = ${estime}, reel = ${reel}, apprentis = ${apprentis}
    where id = ${id} and not exists (select from solde_aide a where a.dispositif = s.dispositif and a.id <> s.id
      and a.gestionnaire = ${gestionnaire} and a.etablissement = ${etablissement})
    returning id
  `.execute(tx)
  return rows.length > 0
}

/** Establishes a balance. `reglement`: the fingerprint of the rules that gave it. */
export async function updateConstat(
  tx: Tx,
  id: string,
  { avance, solde, reglement }: { avance: Centimes; solde: Centimes; reglement: string },
): Promise<void> {
  await sql`
    update solde_aide set etat = 'constate', avance = ${avance}, solde = ${solde}, reglement = ${reglement}
    where id = ${id}
  `.execute(tx)
}

export async function updateReprise(tx: Tx, id: string): Promise<void> {
  await sql`
    update solde_aide set etat = 'brouillon', avance = null, solde = null, reglement = null where id = ${id}
  `.execute(tx)
}

export async function updateVote(
  tx: Tx,
  ids: readonly string[],
  { deliberation, date }: { deliberation: string; date: string },
): Promise<void> {
  await sql`
    update solde_aide set etat = 'vote', deliberation = ${deliberation}, votee_le = ${date} where id = any (${[...ids]})
  `.execute(tx)
}

export async function updateAbandon(tx: Tx, id: string, motif: string): Promise<void> {
  await sql`update solde_aide set etat = 'non_poursuivi', motif = ${motif} where id = ${id}`.execute(tx)
}

export async function updateEngagement(tx: Tx, id: string, engagement: string): Promise<void> {
  await sql`update solde_aide set engagement = ${engagement} where id = ${id}`.execute(tx)
}

export async function updateTitre(tx: Tx, id: string, titre: string): Promise<void> {
  await sql`update solde_aide set titre = ${titre} where id = ${id}`.execute(tx)
}

/** The nominative list of a balance, in the order of its file. */
export async function listApprentis(db: Db, solde: string): Promise<Apprenti[]> {
  const { rows } = await sql<Apprenti>`
    select ligne, nom, prenom, ne_le as "neLe", montant from solde_apprenti where solde = ${solde} order by ligne
  `.execute(db)
  return rows
}

/** Puts a list in the place of the one before, and makes the real amount its sum. */
export async function replaceApprentis(tx: Tx, solde: string, liste: readonly Apprenti[]): Promise<void> {
  await sql`delete from solde_apprenti where solde = ${solde}`.execute(tx)
  const lignes = liste.map((un) => ({ ...un, cle: cleDe(un) }))
  await sql`
    insert into solde_apprenti (solde, ligne, nom, prenom, ne_le, montant, cle)
    select ${solde}, l.ligne, l.nom, l.prenom, l."neLe", l.montant, l.cle
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
      as l (ligne int, nom text, prenom text, "neLe" date, montant bigint, cle text)
  `.execute(tx)
  await sql`
    update solde_aide set nominatif = true, apprentis = ${liste.length},
      reel = (select coalesce(sum(montant), 0) from solde_apprenti where solde = ${solde})
    where id = ${solde}
  `.execute(tx)
}

/** Lines of this list whose apprentice stands in the list of another centre of the same scheme. */
export async function listAilleurs(
  db: Db,
  solde: string,
): Promise<{ ligne: number; etablissement: string }[]> {
  const { rows } = await sql<{ ligne: number; etablissement: string }>`
    select a.ligne, autre.etablissement
    from solde_apprenti a join solde_aide ici on ici.id = a.solde
    join solde_apprenti b on b.cle = a.cle and b.solde <> a.solde
    join solde_aide autre on autre.id = b.solde and autre.dispositif = ici.dispositif
    where a.solde = ${solde} order by a.ligne, autre.etablissement
  `.execute(db)
  return rows
}

export type Seuil = { readonly montant: Centimes; readonly indicatif: boolean; readonly motif: string | null }

/** The threshold that counts: the last one fixed, or the one proposed. */
export async function findSeuil(db: Db): Promise<Seuil> {
  const { rows } = await sql<{ montant: Centimes; motif: string }>`
    select montant, motif from seuil_poursuite order by rang desc limit 1
  `.execute(db)
  const fixe = rows[0]
  return fixe ? { ...fixe, indicatif: false } : { montant: SEUIL_PROPOSE, indicatif: true, motif: null }
}

export async function insertSeuil(
  tx: Tx,
  { montant, motif }: { montant: Centimes; motif: string },
): Promise<void> {
  await sql`insert into seuil_poursuite (montant, motif) values (${montant}, ${motif})`.execute(tx)
}
