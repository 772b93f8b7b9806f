import { sql } from 'kysely'
import type { BrouillonAppel } from '#campagnes/appel.ts'
import type { EtatCampagne, FaitsCampagne } from '#campagnes/cycle-campagne.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { HeureParis } from '#campagnes/horaires.ts'
import type { Db, Tx } from '#platform/db.ts'

const HEURE = sql.lit('YYYY-MM-DD"T"HH24:MI:SS')

/** A call as it is kept: what may be written, where its campaign stands, and its instants. */
export type AppelTenu = BrouillonAppel & {
  readonly id: string
  readonly exercice: number
  readonly etat: EtatCampagne
  readonly version: number
  readonly fictif: boolean
  readonly mention: string | null
  readonly ouvreLe: string | null
  readonly fermeLe: string | null
  readonly listeLe: string | null
  readonly reglement: { readonly code: string; readonly libelle: string }
}

const columns = sql`
  id, libelle, exercice, etat, version, fictif, mention, dotation, pieces, contacts, questions,
  enveloppe_exceptionnelle as "enveloppeExceptionnelle", ecart_contrats as "ecartContrats",
  ouvre_le as "ouvreLe", ferme_le as "fermeLe", liste_le as "listeLe",
  jsonb_build_object('code', reglement ->> 'code', 'libelle', reglement ->> 'libelle') as reglement,
  coalesce(to_char(ouvre_le at time zone 'Europe/Paris', ${HEURE}), '') as ouvre,
  coalesce(to_char(ferme_le at time zone 'Europe/Paris', ${HEURE}), '') as ferme,
  coalesce(vote_le::text, '') as "voteLe"
`

/** The call of a campaign, its times as a clock in Paris shows them. */
export async function findAppelTenu(db: Db, id: string): Promise<AppelTenu | undefined> {
  const { rows } = await sql<AppelTenu>`select ${columns} from campagne where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, nobody else moving the campaign nor its list before the end of the transaction. */
export async function lockAppel(tx: Tx, id: string): Promise<AppelTenu | undefined> {
  const { rows } = await sql<AppelTenu>`
    select ${columns} from campagne where id = ${id} for no key update
  `.execute(tx)
  return rows[0]
}

/** Places a time read on a clock in Paris, `AAAA-MM-JJTHH:MM:SS`: summer and winter are the database's to know. */
export async function findHeureParis(db: Db, heure: string): Promise<HeureParis> {
  const { rows } = await sql<HeureParis>`
    select h.instant, to_char(h.instant at time zone 'Europe/Paris', ${HEURE}) as relue
    from (select ${heure}::timestamp at time zone 'Europe/Paris' as instant) h
  `.execute(db)
  return rows[0]!
}

/** Saves a call that the transaction holds. @returns its new version */
export async function updateAppel(
  tx: Tx,
  id: string,
  appel: BrouillonAppel & { readonly ouvreLe: string | null; readonly fermeLe: string | null },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update campagne set libelle = ${appel.libelle}, dotation = ${appel.dotation},
      enveloppe_exceptionnelle = ${appel.enveloppeExceptionnelle}, ecart_contrats = ${appel.ecartContrats},
      ouvre_le = ${appel.ouvreLe}, ferme_le = ${appel.fermeLe}, vote_le = ${appel.voteLe || null}, pieces = ${JSON.stringify(appel.pieces)}::jsonb,
      contacts = ${JSON.stringify(appel.contacts)}::jsonb, questions = ${JSON.stringify(appel.questions)}::jsonb,
      version = version + 1
    where id = ${id} returning version
  `.execute(tx)
  return rows[0]!.version
}

/** Moves a campaign that the transaction holds. */
export async function updateEtatCampagne(tx: Tx, id: string, etat: EtatCampagne): Promise<void> {
  await sql`update campagne set etat = ${etat}, version = version + 1 where id = ${id}`.execute(tx)
}

/**
 * What the guards of a campaign look at. A proposition belongs to the capability of the vote; whether one is frozen
 * on what is true today is asked here, in one query with the rest.
 */
export async function findFaits(db: Db, id: string): Promise<Omit<FaitsCampagne, 'deliberation'>> {
  const { rows } = await sql<Omit<FaitsCampagne, 'deliberation'>>`
    select c.etat, c.ouvre_le as "ouvreLe", c.ferme_le as "fermeLe",
      (select coalesce(jsonb_object_agg(etat, nombre), '{}')
        from (select etat, count(*) as nombre from demande where campagne = c.id group by etat) d) as demandes,
      (select count(*) from formation f where f.campagne = c.id) as formations,
      -- Once voted, applications have left the state that the list was drawn from: it is what was voted.
      c.etat in ('votee', 'en_paiement', 'soldee') or c.liste_sur is null
        or c.liste_sur = etat_des_validees(c.id) as "listeAJour",
      exists (select from proposition p where p.campagne = c.id and p.etat = 'figee'
        and proposition_a_jour(p)) as proposition,
      lectures_attendues(c.id) as lectures,
      (select count(*) from exceptionnelle x join demande d on d.id = x.demande
        where d.campagne = c.id and d.etat = 'validee' and x.etat in ('demandee', 'instruite')) as exceptionnelles,
      (select count(*) from publication p
        join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
        left join lateral (
          select 'demande:' || d.id as objet from demande d join organisation g on g.id = d.organisation
          where d.campagne = p.campagne and g.siret = o.siret and d.etat <> 'retiree') a on true
        cross join lateral (
          select coalesce(sum(e.montant), 0) as promis,
            coalesce(sum((select sum(x.montant) from desengagement x where x.engagement = e.id)), 0) as rendu,
            coalesce(sum((select sum(m.montant) from mandat m join constat_mandat k on k.mandat = m.id
              where m.engagement = e.id and k.etat = 'paye')), 0) as paye
          from engagement e
          where e.objet = coalesce(a.objet, 'majoration:' || p.campagne || ':' || p.organisme)) s
        where p.campagne = c.id and p.majoration_totale > 0
          and (s.promis < p.majoration_totale or s.paye < s.promis - s.rendu)
          -- A vote brought as a file was paid elsewhere, but for what is engaged here.
          and (s.promis > 0 or not exists (
            select from vote_repris v where v.campagne = c.id and v.retire_le is null))) as "aPayer",
      (select jsonb_build_object(
          'lettres', (select count(*) from lettre l where l.campagne = c.id),
          'engagements', (select count(*) from engagement e where starts_with(e.objet, 'majoration:' || c.id || ':')),
          'rapprochements', (select count(*) from rapprochement r where r.campagne = c.id))
        from vote_repris v where v.campagne = c.id and v.retire_le is null) as "voteRepris"
    from campagne c where c.id = ${id}
  `.execute(db)
  return rows[0]!
}

/** How many bodies submitted an application in a campaign, withdrawn since or not. */
export async function countDeposees(db: Db, campagne: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*) as nombre from demande where campagne = ${campagne} and deposee_le is not null
  `.execute(db)
  return rows[0]!.nombre
}

/** Keeps every application that is neither a draft nor at its end as it is until the end of the transaction. */
export async function lockDemandesVivantes(tx: Tx, campagne: string): Promise<void> {
  const vivantes: readonly EtatDemande[] = ['deposee', 'a_completer', 'complete', 'instruite', 'validee']
  await sql`
    select from demande where campagne = ${campagne} and etat = any (${vivantes}) order by id for no key update
  `.execute(tx)
}
