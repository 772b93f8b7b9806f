import { sql } from 'kysely'
import type { APayer } from '#aides/asp/controle.ts'
import type { AdresseLue } from '#aides/asp/controle-adresse.ts'
import type { MotifPaiement } from '#aides/asp/correcteur.ts'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A period of a scheme, as payments see it. */
export type SessionPayee = {
  readonly id: string
  readonly dispositif: string
  readonly libelle: string
  readonly exercice: number
  readonly ligne: string | null
  readonly fictif: boolean
}

export async function findSession(db: Db, id: string): Promise<SessionPayee | undefined> {
  const { rows } = await sql<SessionPayee>`
    select id, dispositif, libelle, exercice, ligne, fictif from aide_session where id = ${id}
  `.execute(db)
  return rows[0]
}

/**
 * A first payment for each dossier granted that never had one. What failed is asked again by somebody, never by itself.
 *
 * @returns how many
 */
export async function insertPaiements(tx: Tx, session: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    with nouveaux as (
      insert into asp_paiement (dossier, montant)
      select d.id, d.montant from aide_dossier d
      where d.session = ${session} and d.etat = 'accorde' and not exists (select from asp_paiement p where p.dossier = d.id)
      order by d.accorde_le, d.numero
      on conflict do nothing returning id),
    traces as (insert into asp_paiement_etape (paiement, vers) select id, 'en_attente' from nouveaux)
    select count(*)::int as nombre from nouveaux
  `.execute(tx)
  return rows[0]!.nombre
}

/** A payment to test, with all that is known of the person; the account is still sealed. */
export type ATester = Omit<APayer, 'compte' | 'identifiants' | 'adresse'> & {
  readonly id: number
  readonly dossier: string
  readonly etatPaiement: EtatPaiement
  readonly retenue: string | null
  readonly adresse: AdresseLue
  readonly coordonnees: Buffer | null
  readonly masque: string | null
  readonly individu: string | null
  readonly dossierAsp: string | null
  readonly prestation: string | null
}

const aTester = sql`
  p.id, p.dossier, p.etat as "etatPaiement", p.retenue, d.numero, d.etat, d.montant,
  (d.depose_le at time zone 'Europe/Paris')::date as "deposeLe", (d.accorde_le at time zone 'Europe/Paris')::date as "accordeLe",
  dossier_d_aide_payable(d.id) as payable, compte_corrige_a_verifier(d.id) as "comptePartage",
  b.civilite, b.prenom, b.nom_naissance as "nomNaissance", b.nom_usage as "nomUsage", b.ne_le as "neLe",
  b.pays_naissance as "paysNaissance", b.commune_naissance as "communeNaissance", d.adresse, c.chiffre as coordonnees,
  c.masque, b.asp_individu as individu, i.id_dossier as "dossierAsp", i.id_prestation as prestation
  from asp_paiement p join aide_dossier d on d.id = p.dossier join aide_beneficiaire b on b.id = d.beneficiaire
    left join aide_coordonnees c on c.dossier = d.id left join asp_identifiants i on i.dossier = d.id
`

/** The payments held, in their order, as they are now that nobody else can change them. */
async function listATester(tx: Tx, ids: readonly number[]): Promise<(ATester & { empreinte: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ATester & { empreinte: string }>`
    select p.empreinte, ${aTester} where p.id = any(${ids}::bigint[]) order by p.id
  `.execute(tx)
  return rows
}

/** The payments of a session that wait for their test, in their order. */
export async function listIdsATester(db: Db, session: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from asp_paiement p join aide_dossier d on d.id = p.dossier
    where d.session = ${session} and p.etat in ('en_attente', 'incomplete') order by p.id
  `.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Those of these payments that still wait for their test, held until the end of the transaction; those that another holds,
 * or whose dossier is being corrected, are left to it.
 */
export async function lockATester(tx: Tx, ids: readonly number[]): Promise<ATester[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from asp_paiement p join aide_dossier d on d.id = p.dossier
    where p.id = any(${ids}::bigint[]) and p.etat in ('en_attente', 'incomplete')
    order by p.id for update of p skip locked for share of d skip locked
  `.execute(tx)
  return await listATester(
    tx,
    rows.map(({ id }) => id),
  )
}

/** The failed payments of a session that nothing has replaced, with today's data of each person. */
export async function lockEchoues(
  tx: Tx,
  session: string,
  apres: number,
  limite: number,
): Promise<(ATester & { empreinte: string })[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from asp_paiement p join aide_dossier d on d.id = p.dossier
    where d.session = ${session} and p.etat in ('rejetee', 'impayee') and p.id > ${apres}
      and not exists (select from asp_paiement q where q.remplace = p.id)
    order by p.id limit ${limite} for update of p skip locked
  `.execute(tx)
  return await listATester(
    tx,
    rows.map(({ id }) => id),
  )
}

export async function lockEchoue(tx: Tx, id: number): Promise<ATester | undefined> {
  const { rows } = await sql<{ id: number }>`
    select p.id from asp_paiement p where p.id = ${id} and p.etat in ('rejetee', 'impayee')
      and not exists (select from asp_paiement q where q.remplace = p.id) for update of p
  `.execute(tx)
  return (
    await listATester(
      tx,
      rows.map((trouve) => trouve.id),
    )
  )[0]
}

/** What a test decided of a payment. */
export type Teste = {
  readonly id: number
  readonly de: EtatPaiement
  readonly vers: EtatPaiement
  readonly montant: number | null
  readonly motifs: readonly MotifPaiement[]
  readonly retenue: string | null
  readonly chiffre: Buffer | null
  readonly masque: string | null
  readonly empreinte: string | null
}

/** Writes what the tests decided, and traces those that moved. */
export async function updateTestes(tx: Tx, testes: readonly Teste[]): Promise<void> {
  if (testes.length === 0) return
  const lot = JSON.stringify(
    testes.map(({ chiffre, motifs, ...reste }) => ({
      ...reste,
      motifs,
      chiffre: chiffre && `\\x${chiffre.toString('hex')}`,
    })),
  )
  await sql`
    with lot as (
      select * from json_to_recordset(${lot}::json) as l (id bigint, de text, vers text, montant bigint, motifs jsonb,
        retenue text, chiffre bytea, masque text, empreinte text)),
    faits as (
      update asp_paiement p set etat = l.vers, montant = coalesce(l.montant, p.montant), motifs = l.motifs,
        retenue = l.retenue, chiffre = l.chiffre, masque = l.masque, empreinte = l.empreinte, maj_le = now()
      from lot l where p.id = l.id returning p.id)
    insert into asp_paiement_etape (paiement, de, vers)
    select l.id, l.de, l.vers from lot l join faits f on f.id = l.id where l.de <> l.vers
  `.execute(tx)
}

/**
 * Says of every payment of a session that has not left why it waits, or that nothing holds it any more. The payment itself
 * does not move, nor does its date: what was corrected since it stopped stays corrected.
 */
export async function updateRetenue(tx: Tx, session: string, retenue: string | null): Promise<void> {
  await sql`
    update asp_paiement p set retenue = ${retenue} from aide_dossier d
    where d.id = p.dossier and d.session = ${session} and p.etat in ('en_attente', 'incomplete', 'prete')
      and p.retenue is distinct from ${retenue}
  `.execute(tx)
}

/** A new request after a failure; the failed one stays as it was. @returns undefined when a living one exists already */
export async function insertReprise(
  tx: Tx,
  { dossier, montant, remplace, par, motif }: ReprisePaiement,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    with nouveau as (
      insert into asp_paiement (dossier, montant, remplace) values (${dossier}, ${montant}, ${remplace})
      on conflict do nothing returning id),
    trace as (insert into asp_paiement_etape (paiement, vers, par, motif)
      select id, 'en_attente', ${par}, ${motif}::text from nouveau)
    select id from nouveau
  `.execute(tx)
  return rows[0]?.id
}
export type ReprisePaiement = {
  readonly dossier: string
  readonly montant: number
  readonly remplace: number
  readonly par: string | null
  readonly motif: string | null
}
