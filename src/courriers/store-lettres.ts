import { sql } from 'kysely'
import type { ActeLettre } from '#campagnes/demandes/instruction-lot.ts'
import type { DecisionVotee, EtatLettre, LettreListee, Signature, TravailLettres } from '#courriers/lettre.ts'
import type { Db, Tx } from '#platform/db.ts'

const ATTENDUES = sql`('retenue', 'non_retenue', 'notifiee', 'engagee', 'payee')`

/** Every application of a campaign that the assembly decided, with its letter, by number. */
export async function listLettres(db: Db, campagne: string): Promise<LettreListee[]> {
  const { rows } = await sql<LettreListee>`
    select d.id as demande, d.numero, o.nom as organisme, o.siret,
      coalesce(l.decision, case when coalesce(p.majoration_totale, 0) > 0 then 'retenue' else 'non_retenue' end) as decision,
      coalesce(l.montant, p.majoration_totale, 0) as montant, coalesce(l.etat, 'a_generer') as etat,
      l.generee_le as "genereeLe", l.signataire, l.signee_le as "signeeLe",
      exists (select from lettre_fichier f where f.demande = d.id and f.exemplaire = 'signee') as numerisee,
      l.notifiee_le as "notifieeLe", n.nom as "notifieePar",
      (select count(*) from courriels_de_la_demande(d.id))::int as destinataires
    from demande d join organisation o on o.id = d.organisation
      left join publication p on p.campagne = d.campagne and p.organisme = o.siret
      left join lettre l on l.demande = d.id
      left join personne n on n.id = l.notifiee_par
    where d.campagne = ${campagne} and d.etat in ${ATTENDUES} order by d.numero
  `.execute(db)
  return rows
}

export type LettreTenue = {
  readonly etat: EtatLettre
  readonly decision: DecisionVotee
  readonly montant: number
}

/** The letter of an application that is held; its state is `a_generer` when there is none yet. */
export async function findLettreTenue(tx: Tx, demande: string): Promise<LettreTenue | undefined> {
  const { rows } = await sql<LettreTenue>`
    select etat, decision, montant from lettre where demande = ${demande} for update
  `.execute(tx)
  return rows[0]
}

export type NouvelleLettre = {
  readonly demande: string
  readonly campagne: string
  readonly decision: DecisionVotee
  readonly montant: number
  readonly sha256: string
  readonly par: string
}

/** Keeps a letter just generated, or instead of the one that nobody had signed. */
export async function upsertLettre(tx: Tx, l: NouvelleLettre): Promise<void> {
  await sql`
    insert into lettre (demande, campagne, decision, montant, sha256, generee_par)
    values (${l.demande}, ${l.campagne}, ${l.decision}, ${l.montant}, ${l.sha256}, ${l.par})
    on conflict (demande) do update set decision = excluded.decision, montant = excluded.montant,
      sha256 = excluded.sha256, generee_par = excluded.generee_par, generee_le = now()
  `.execute(tx)
}

export type Exemplaire = 'generee' | 'signee'

/** Keeps a PDF of a letter, instead of the one before. */
export async function upsertFichier(
  tx: Tx,
  demande: string,
  exemplaire: Exemplaire,
  { octets, sha256 }: { octets: Uint8Array; sha256: string },
): Promise<void> {
  await sql`
    insert into lettre_fichier (demande, exemplaire, octets, sha256)
    values (${demande}, ${exemplaire}, ${Buffer.from(octets)}, ${sha256})
    on conflict (demande, exemplaire) do update set octets = excluded.octets, sha256 = excluded.sha256
  `.execute(tx)
}

/** The PDF asked for; by default the signed one when it is there. */
export async function findFichier(
  db: Db,
  demande: string,
  exemplaire?: Exemplaire,
): Promise<{ octets: Buffer; exemplaire: Exemplaire } | undefined> {
  const { rows } = await sql<{ octets: Buffer; exemplaire: Exemplaire }>`
    select octets, exemplaire from lettre_fichier
    where demande = ${demande} ${exemplaire ? sql`and exemplaire = ${exemplaire}` : sql``}
    order by exemplaire = 'signee' desc limit 1
  `.execute(db)
  return rows[0]
}

type Mains = { readonly par: string; readonly pour: string | null }

export async function updateSignature(
  tx: Tx,
  demande: string,
  { signataire, signeeLe }: Signature,
  { par, pour }: Mains,
): Promise<void> {
  await sql`
    update lettre set etat = 'a_notifier', signataire = ${signataire}, signee_le = ${signeeLe},
      signee_par = ${par}, signee_pour = ${pour} where demande = ${demande}
  `.execute(tx)
}

export async function updateNotifiee(tx: Tx, demande: string, { par, pour }: Mains): Promise<void> {
  await sql`
    update lettre set etat = 'notifiee', notifiee_par = ${par}, notifiee_pour = ${pour}, notifiee_le = now()
    where demande = ${demande}
  `.execute(tx)
}

/** The ways of appeal that somebody wrote for a campaign; undefined when nobody did. */
export async function findRecours(db: Db, campagne: string): Promise<string | undefined> {
  const { rows } = await sql<{ texte: string }>`
    select texte from lettre_recours where campagne = ${campagne}
  `.execute(db)
  return rows[0]?.texte
}

export async function upsertRecours(tx: Tx, campagne: string, texte: string, par: string): Promise<void> {
  await sql`
    insert into lettre_recours (campagne, texte, par) values (${campagne}, ${texte}, ${par})
    on conflict (campagne) do update set texte = excluded.texte, par = excluded.par, le = now()
  `.execute(tx)
}

/** The last works on the letters of a campaign, the latest first. */
export async function listTravaux(db: Db, campagne: string): Promise<TravailLettres[]> {
  const { rows } = await sql<TravailLettres & { acte: ActeLettre }>`
    select t.id, t.acte, t.etat, count(*)::int as total, t.cree_le as "creeLe",
      count(*) filter (where l.etat = 'faite')::int as faites,
      count(*) filter (where l.etat = 'refusee')::int as refusees,
      count(*) filter (where l.etat = 'annulee')::int as annulees,
      coalesce((select nom from personne where id = t.par), '') as "nomPar"
    from demande_lot t join demande_lot_ligne l on l.lot = t.id
    where t.campagne = ${campagne} and t.acte in ('genererLettre', 'notifierLettre')
    group by t.id order by t.cree_le desc, t.id limit 5
  `.execute(db)
  return rows
}
