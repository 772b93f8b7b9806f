import { type RawBuilder, sql } from 'kysely'
import { CHAMPS as CHAMPS_ASP, type ChampAsp } from '#aides/asp/correcteur.ts'
import { raisonsDesChamps } from '#aides/asp/rejets.ts'
import { blocagesDe, type PaiementArrete } from '#aides/dossiers/blocage.ts'
import { caseDe } from '#aides/dossiers/champs-corrigeables.ts'
import type { EtatDossier } from '#aides/dossiers/cycle.ts'
import type {
  Collision,
  DossierDeListe,
  DossierLu,
  DossierResume,
  EtapeDossier,
  RechercheDossiers,
} from '#aides/dossiers/dossier.ts'
import { corrigeDepuis } from '#aides/dossiers/store-corrections.ts'
import type { Db, Tx } from '#platform/db.ts'
import { enMots } from '#socle/texte.ts'

/** What a correction puts right, as the payments name it. */
const CASES = (Object.keys(CHAMPS_ASP) as ChampAsp[]).filter((champ) => caseDe(champ))
const RAISONS = raisonsDesChamps((champ) => caseDe(champ) !== undefined)

/** Those that the guard against a double benefit keeps aside, in a session. */
const retenus = (session: string) => sql`
  retenus as materialized (select distinct c.dossier
    from collisions_d_aide(array(select g.id from aide_dossier g where g.session = ${session}
      and g.etat in ('proposable', 'en_attente', 'accorde'))) c where not c.levee)
`

/** Granted before, and no more since somebody verifies it or has: the next act that grants does it again. */
const rangOctroi = sql`
  case when d.etat in ('a_verifier', 'proposable')
    and exists (select from aide_dossier_etape e where e.dossier = d.id and e.vers = 'accorde') then rang_d_octroi(d.id) end
`

const columns = sql`
  d.id, d.numero, b.nom_naissance as nom, b.prenom, o.nom as organisme, coalesce(d.reponses ->> 'niveau', '') as niveau,
  d.etat, d.montant, d.depose_le as "deposeLe", r.rang, ${rangOctroi} as "rangOctroi", exists (select from retenus k where k.dossier = d.id) as retenu,
  t.assidu
`

const tables = (session: string) => sql`
  aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire join organisation o on o.id = d.organisation
  left join aide_attestation t on t.dossier = d.id left join rangs_d_aide(${session}) r on r.dossier = d.id
`

/** The payment of a dossier that is stopped by a cell to correct, and was not corrected since. */
const paiementArrete = sql`
  select p.etat as paiement, p.raison, p.motifs, p.dossier, p.maj_le from asp_paiement p
  where p.dossier = d.id and not exists (select from asp_paiement q where q.remplace = p.id)
`
const corrigeableIci = sql`
  not ${corrigeDepuis} and ((p.paiement in ('rejetee', 'impayee') and p.raison = any (${RAISONS})) or (p.paiement = 'incomplete'
    and exists (select from jsonb_array_elements(p.motifs) m where m ->> 'champ' = any (${CASES}))))
`

function conditions(session: string, { q, etat, organisme, niveau, garde }: RechercheDossiers) {
  const toutes: RawBuilder<unknown>[] = [sql`d.session = ${session}`]
  if (etat) toutes.push(sql`d.etat = ${etat}`)
  if (organisme) toutes.push(sql`d.organisation = ${organisme}`)
  if (niveau !== undefined) toutes.push(sql`coalesce(d.reponses ->> 'niveau', '') = ${niveau}`)
  if (garde === 'retenu') toutes.push(sql`exists (select from retenus k where k.dossier = d.id)`)
  if (garde === 'sans-attestation')
    toutes.push(sql`t.dossier is null and d.etat in ('proposable', 'en_attente', 'accorde')`)
  if (garde === 'a-corriger')
    toutes.push(sql`exists (select from (${paiementArrete}) p where ${corrigeableIci})`)
  for (const mot of enMots(q ?? '')
    .split(' ')
    .filter(Boolean))
    toutes.push(sql`(lower(b.rapprochement) like ${`%${mot}%`} or d.numero like ${`${mot.toUpperCase()}%`})`)
  return sql.join(toutes, sql` and `)
}

export type Fenetre = { readonly debut: number; readonly nombre: number }

/** Dossiers of a session, by name then first name. Those who wait are in their turn when only they are asked for. */
export async function listDossiers(
  db: Db,
  session: string,
  recherche: RechercheDossiers,
  { debut, nombre }: Fenetre,
): Promise<DossierDeListe[]> {
  const ordre = recherche.etat === 'en_attente' ? sql`r.rang` : sql`b.nom_naissance, b.prenom, d.numero`
  const arret =
    recherche.garde === 'a-corriger'
      ? sql`(select to_jsonb(p) from (${paiementArrete}) p where ${corrigeableIci} limit 1)`
      : sql`null`
  const { rows } = await sql<DossierResume & { arret: PaiementArrete | null }>`
    with ${retenus(session)}
    select ${columns}, ${arret} as arret from ${tables(session)} where ${conditions(session, recherche)}
    order by ${ordre} limit ${nombre} offset ${debut}
  `.execute(db)
  return rows.map(({ arret: arrete, ...dossier }) => ({
    ...dossier,
    blocages: arrete ? blocagesDe(arrete).filter(({ champ }) => caseDe(champ)) : [],
  }))
}

export async function countDossiers(db: Db, session: string, recherche: RechercheDossiers): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    with ${retenus(session)}
    select count(*)::int as total from ${tables(session)} where ${conditions(session, recherche)}
  `.execute(db)
  return rows[0]!.total
}

type DossierBrut = Omit<DossierLu, 'etapes' | 'collisions' | 'actes'>

/** A dossier with all that is kept of it, its account masked. */
export async function findDossier(db: Db, id: string): Promise<DossierBrut | undefined> {
  const { rows } = await sql<DossierBrut>`
    with retenus as materialized (select c.dossier from collisions_d_aide(array[${id}]) c where not c.levee)
    select ${columns}, b.civilite, b.nom_usage as "nomUsage", b.ne_le as "neLe", d.courriel, d.telephone, d.adresse,
      d.contrat, d.verdict, d.accorde_le as "accordeLe", c.masque as compte, t.absences::text as absences,
      s.attestation_exigee as "attestationExigee",
      jsonb_build_object('id', s.id, 'libelle', s.libelle, 'fictif', s.fictif) as session
    from aide_dossier d join aide_beneficiaire b on b.id = d.beneficiaire
      join organisation o on o.id = d.organisation join aide_session s on s.id = d.session
      left join aide_attestation t on t.dossier = d.id left join aide_coordonnees c on c.dossier = d.id
      left join rangs_d_aide(d.session) r on r.dossier = d.id
    where d.id = ${id}
  `.execute(db)
  return rows[0]
}

/** The turn of a dossier in the next act that grants, when it was granted before and is no more. */
export async function findRangOctroi(db: Db, id: string): Promise<number | null> {
  const { rows } = await sql<{ rang: number | null }>`
    select ${rangOctroi} as rang from aide_dossier d where d.id = ${id}
  `.execute(db)
  return rows[0]?.rang ?? null
}

/** How it came to where it is, the latest first. */
export async function listEtapes(db: Db, dossier: string): Promise<EtapeDossier[]> {
  const { rows } = await sql<EtapeDossier>`
    select e.de, e.vers, e.le, p.nom as par, e.motif
    from aide_dossier_etape e left join personne p on p.id = e.par
    where e.dossier = ${dossier} order by e.id desc
  `.execute(db)
  return rows
}

/** What may be the same benefit; whose, when the actor may know it. */
export async function listCollisions(db: Db, dossier: string): Promise<Collision[]> {
  const { rows } = await sql<Collision>`
    select c.nature, c.levee, case when d.id is not null then jsonb_build_object('id', d.id, 'numero', d.numero,
      'nom', b.nom_naissance, 'prenom', b.prenom, 'organisme', o.nom, 'session', s.id, 'libelle', s.libelle,
      'etat', d.etat, 'montant', d.montant) end as autre
    from collisions_d_aide(array[${dossier}]) c
      left join aide_dossier d on d.id = c.autre left join aide_beneficiaire b on b.id = d.beneficiaire
      left join organisation o on o.id = d.organisation left join aide_session s on s.id = d.session
    order by c.levee, c.nature, d.numero
  `.execute(db)
  return rows
}

export type DossierTenu = {
  readonly id: string
  readonly numero: string
  readonly session: string
  readonly etat: EtatDossier
  readonly montant: number | null
  /** Sent to the agency that pays, or paid. */
  readonly paye: boolean
}

/** A dossier that nobody else moves before the end of the transaction. */
export async function lockDossier(tx: Tx, id: string): Promise<DossierTenu | undefined> {
  const { rows } = await sql<DossierTenu>`
    select id, numero, session, etat, montant, exists (select from asp_paiement p where p.dossier = aide_dossier.id
      and p.etat in ('envoyee', 'integree', 'payee', 'a_reverser')) as paye
    from aide_dossier where id = ${id} for no key update
  `.execute(tx)
  return rows[0]
}

/** Moves a dossier that the transaction holds, and keeps the passage. */
export async function moveDossier(
  tx: Tx,
  { id, etat }: Pick<DossierTenu, 'id' | 'etat'>,
  vers: EtatDossier,
  { par, motif = null }: { readonly par: string | null; readonly motif?: string | null },
): Promise<void> {
  await sql`
    with change as (update aide_dossier set etat = ${vers} where id = ${id})
    insert into aide_dossier_etape (dossier, de, vers, par, motif) values (${id}, ${etat}, ${vers}, ${par}, ${motif})
  `.execute(tx)
}

/** Says that two dossiers are not one benefit twice. @returns false when it was said already */
export async function insertLevee(
  tx: Tx,
  [dossier, autre]: readonly [string, string],
  levee: { nature: string; motif: string; par: string; pour: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into aide_levee (dossier, autre, nature, motif, par, pour)
    values (least(${dossier}::text, ${autre}::text), greatest(${dossier}::text, ${autre}::text), ${levee.nature},
      ${levee.motif}, ${levee.par}, ${levee.pour})
    on conflict do nothing
  `.execute(tx)
  return numAffectedRows === 1n
}
