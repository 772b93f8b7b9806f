import { sql } from 'kysely'
import type { Ligne } from '#budget/rules/ligne.ts'
import type { LigneVotee } from '#campagnes/paiement/liquidation.ts'
import type { LigneTraitee } from '#campagnes/paiement/retour.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Centimes } from '#socle/montant.ts'
import type { ActeFait } from '#socle/separation.ts'

/** What the assembly voted in a campaign, in the order of its table, with the application of each body. */
export async function listVotees(db: Db, campagne: string): Promise<LigneVotee[]> {
  const { rows } = await sql<LigneVotee>`
    select p.organisme, o.nom, o.siret, p.rang, p.majoration_totale as vote,
      (select jsonb_build_object('id', d.id, 'numero', d.numero, 'etat', d.etat, 'organisation', d.organisation)
        from demande d join organisation g on g.id = d.organisation
        where d.campagne = p.campagne and g.siret = o.siret and d.etat <> 'retiree') as demande
    from publication p join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
    where p.campagne = ${campagne} order by p.rang
  `.execute(db)
  return rows
}

/** Who did what on the applications of a campaign, for the separation of duties. */
export async function listActesParDemande(
  db: Db,
  campagne: string,
): Promise<(ActeFait & { readonly demande: string })[]> {
  const { rows } = await sql<ActeFait & { demande: string }>`
    select e.demande, case when e.acte in ('payer', 'finirDePayer') then 'payer' else 'valider' end as etape, e.par, e.pour
    from demande_etape e join demande d on d.id = e.demande
    where d.campagne = ${campagne} and e.acte in ('valider', 'rejeter', 'payer', 'finirDePayer')
  `.execute(db)
  return rows
}

/** Whoever else engages the same object waits until the end of the transaction. */
export async function lockObjet(tx: Tx, objet: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(74031015, hashtext(${objet}))`.execute(tx)
}

/** An affectation on which something is left to engage. */
export type AffectationOuverte = {
  readonly id: string
  readonly operation: string
  readonly deliberation: string
  readonly reste: Centimes
  readonly ligne: Ligne
}

/** Affectations of an exercice and after on which something is left, those of that exercice first. */
export async function listAffectationsOuvertes(db: Db, exercice: number): Promise<AffectationOuverte[]> {
  const { rows } = await sql<AffectationOuverte>`
    select id, operation, deliberation, reste, ligne from (
      select a.id, a.operation, a.deliberation, l.exercice,
        (a.montant - coalesce((select sum(e.montant) from engagement e where e.affectation = a.id), 0)
          + coalesce((select sum(d.montant) from desengagement d join engagement e on e.id = d.engagement
            where e.affectation = a.id), 0))::bigint as reste,
        jsonb_build_object('id', l.id, 'exercice', l.exercice, 'chapitre', l.chapitre,
          'codeFonctionnel', l.code_fonctionnel, 'programme', l.programme, 'action', l.action, 'nature', l.nature,
          'libelle', l.libelle, 'indicatif', l.indicatif) as ligne
      from affectation a join ligne_budgetaire l on l.id = a.ligne where l.exercice >= ${exercice}) ouvertes
    where reste > 0 order by exercice, deliberation desc, operation
  `.execute(db)
  return rows
}

export type Bordereau = { readonly exercice: number; readonly numero: number; readonly emisLe: string }

/** The bordereaux that hold mandats of these engagements, the latest first. */
export async function listBordereaux(db: Db, engagements: readonly string[]): Promise<Bordereau[]> {
  const { rows } = await sql<Bordereau>`
    select b.exercice, b.numero, b.emis_le as "emisLe" from bordereau b
    where exists (select from mandat m where m.exercice = b.exercice and m.bordereau = b.numero
      and m.engagement = any (${[...engagements]}))
    order by b.exercice desc, b.numero desc
  `.execute(db)
  return rows
}

/** A file of returns, and how many of its lines had each fate. */
export type Retour = {
  readonly id: string
  readonly nom: string
  readonly recuLe: string
  readonly par: string
  readonly applique: number
  readonly deja: number
  readonly attente: number
}

/** @returns its identifier; undefined when this very file is already in this campaign */
export async function insertRetour(
  tx: Tx,
  retour: { campagne: string; nom: string; empreinte: string; par: string; pour: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into retour_paiement (campagne, nom, empreinte, par, pour)
    values (${retour.campagne}, ${retour.nom}, ${retour.empreinte}, ${retour.par}, ${retour.pour})
    on conflict (campagne, empreinte) do nothing returning id
  `.execute(tx)
  return rows[0]?.id
}

export async function findRetourByEmpreinte(db: Db, campagne: string, empreinte: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from retour_paiement where campagne = ${campagne} and empreinte = ${empreinte}
  `.execute(db)
  return rows[0]!.id
}

export async function insertLignesRetour(
  tx: Tx,
  retour: string,
  lignes: readonly LigneTraitee[],
): Promise<void> {
  await sql`
    insert into retour_paiement_ligne (retour, rang, numero, reference, etat, date, motif, montant, suite, message)
    select ${retour}, l.rang, l.numero, l.reference, l.etat, l.date, l.motif, l.montant, l.suite, l.message
    from jsonb_to_recordset(${JSON.stringify(lignes.map((ligne, i) => ({ rang: i + 1, ...ligne })))}::jsonb)
      as l (rang int, numero int, reference text, etat text, date text, motif text, montant text, suite text, message text)
  `.execute(tx)
}

/** The returns of a campaign, the latest first. */
export async function listRetours(db: Db, campagne: string): Promise<Retour[]> {
  const { rows } = await sql<Retour>`
    select r.id, r.nom, r.recu_le as "recuLe", coalesce(p.nom, r.par) as par,
      count(*) filter (where l.suite = 'applique') as applique, count(*) filter (where l.suite = 'deja') as deja,
      count(*) filter (where l.suite = 'attente') as attente
    from retour_paiement r left join retour_paiement_ligne l on l.retour = r.id left join personne p on p.id = r.par
    where r.campagne = ${campagne} group by r.id, p.nom order by r.recu_le desc, r.id
  `.execute(db)
  return rows
}

/** The lines of a return, in the order of its file. */
export async function listLignesRetour(db: Db, retour: string): Promise<LigneTraitee[]> {
  const { rows } = await sql<LigneTraitee>`
    select numero, reference, etat, date, motif, montant, suite, message
    from retour_paiement_ligne where retour = ${retour} order by rang
  `.execute(db)
  return rows
}

/** A line set aside, with the file that it comes from. */
export type LigneEnAttente = LigneTraitee & { readonly fichier: string; readonly recuLe: string }

/** Lines set aside that no later return has settled, the latest first. */
export async function listEnAttente(db: Db, campagne: string): Promise<LigneEnAttente[]> {
  const { rows } = await sql<LigneEnAttente>`
    select l.numero, l.reference, l.etat, l.date, l.motif, l.montant, l.suite, l.message, r.nom as fichier,
      r.recu_le as "recuLe"
    from retour_paiement_ligne l join retour_paiement r on r.id = l.retour
    where r.campagne = ${campagne} and l.suite = 'attente' and not exists (
      select from retour_paiement_ligne m join retour_paiement s on s.id = m.retour
      where s.campagne = r.campagne and m.reference = l.reference and m.suite <> 'attente'
        and (s.recu_le, s.id) > (r.recu_le, r.id))
    order by r.recu_le desc, l.rang
  `.execute(db)
  return rows
}
