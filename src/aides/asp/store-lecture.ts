import { sql } from 'kysely'
import type { CorrecteurAsp, MotifPaiement } from '#aides/asp/correcteur.ts'
import type { EtatPaiement } from '#aides/asp/etats.ts'
import type { SessionPayee } from '#aides/asp/store-preparation.ts'
import type { Part, RaisonComptee } from '#aides/asp/tableau-paiements.ts'
import { corrigeDepuis } from '#aides/dossiers/store-corrections.ts'
import type { Db } from '#platform/db.ts'

// Everything is read through the wall: a training centre finds its own dossiers, and no file.

/** The payment that counts for a dossier: the living one, else the last that failed. */
const courant = sql`
  left join lateral (
    select * from asp_paiement x where x.dossier = d.id order by x.etat in ('rejetee', 'impayee'), x.id desc limit 1
  ) p on true
`

export type SessionLue = SessionPayee & {
  readonly accordes: number
  readonly consommation: number
  /** Sent for dossiers that are no more granted: to be looked at. */
  readonly horsConsommation: number
  readonly retenue: string | null
  /** Failed, and corrected since: what « renvoyer les corrigés » would ask again, if nothing else is missing. */
  readonly corriges: number
}

/** The sessions that have something granted or paid, the latest first. */
export async function listSessions(db: Db): Promise<SessionLue[]> {
  const { rows } = await sql<SessionLue>`
    select s.id, s.dispositif, s.libelle, s.exercice, s.ligne, s.fictif, t.*
    from aide_session s cross join lateral (
      select count(*) filter (where d.etat = 'accorde')::int as accordes,
        coalesce(sum(d.montant) filter (where d.etat = 'accorde'), 0)::bigint as consommation,
        coalesce(sum(p.montant) filter (where d.etat <> 'accorde' and p.fichier is not null
          and p.etat not in ('rejetee', 'impayee')), 0)::bigint as "horsConsommation",
        max(p.retenue) as retenue,
        count(*) filter (where p.etat in ('rejetee', 'impayee') and ${corrigeDepuis})::int as corriges
      from aide_dossier d ${courant} where d.session = s.id) t
    where t.accordes > 0 or t."horsConsommation" > 0 order by s.exercice desc, s.cree_le desc
  `.execute(db)
  return rows
}

/** Where what is granted stands, of each session or of one, in sums that those who see no payment read too. */
export async function listParts(
  db: Db,
  session: string | null = null,
): Promise<(Part & { readonly session: string })[]> {
  const { rows } = await sql<Part & { session: string }>`
    select session, etat, nombre, montant from parts_d_aide(${session})
  `.execute(db)
  return rows
}

export type FiltrePaiements = {
  readonly session?: string | undefined
  readonly etat?: EtatPaiement | undefined
  readonly correcteur?: CorrecteurAsp | undefined
  readonly raison?: string | undefined
  readonly q?: string | undefined
}

export type PaiementLu = {
  readonly id: number
  readonly dossier: string
  readonly session: string
  readonly numero: string
  readonly nom: string
  readonly organisme: string
  readonly etat: EtatPaiement
  readonly montant: number
  readonly masque: string | null
  readonly motifs: readonly MotifPaiement[]
  readonly retenue: string | null
  readonly raison: string | null
  readonly suite: string | null
  readonly fichier: string | null
  readonly envoyeeLe: string | null
  readonly verseLe: string | null
  readonly aReverser: number | null
  readonly remplacePar: number | null
  /** Something that is sent was corrected since it stopped. */
  readonly corrige: boolean
  readonly majLe: string
}

const paiement = sql`
  select p.id, p.dossier, d.session, d.numero, b.prenom || ' ' || b.nom_naissance as nom, o.nom as organisme, p.etat, p.montant,
    coalesce(p.masque, c.masque) as masque, p.motifs, p.retenue, p.raison, p.suite, f.nom as fichier,
    p.envoyee_le as "envoyeeLe", p.verse_le as "verseLe", p.a_reverser as "aReverser", p.maj_le as "majLe",
    (select q.id from asp_paiement q where q.remplace = p.id) as "remplacePar", ${corrigeDepuis} as corrige
  from asp_paiement p join aide_dossier d on d.id = p.dossier join aide_beneficiaire b on b.id = d.beneficiaire
    join organisation o on o.id = d.organisation left join asp_fichier f on f.id = p.fichier
    left join aide_coordonnees c on c.dossier = d.id
`

/**
 * Payments, the last ones touched first; those that another one replaced only by their number.
 *
 * @param raisons codes of the agency that this corrector puts right
 */
export async function listPaiements(
  db: Db,
  { session, etat, correcteur, raison, q }: FiltrePaiements,
  { raisons, decalage, limite }: { raisons: readonly string[]; decalage: number; limite: number },
): Promise<{ paiements: PaiementLu[]; total: number }> {
  const mot = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const { rows } = await sql<PaiementLu & { nombre: number }>`
    select *, count(*) over ()::int as nombre from (${paiement}
      where true ${session ? sql`and d.session = ${session}` : sql``} ${etat ? sql`and p.etat = ${etat}` : sql``}
        ${raison ? sql`and (p.raison = ${raison} or p.motifs @> ${JSON.stringify([{ code: raison }])}::jsonb)` : sql``}
        ${
          correcteur
            ? sql`and ((p.raison = any (${[...raisons]}) and p.etat in ('rejetee', 'impayee'))
          or p.motifs @> ${JSON.stringify([{ correcteur }])}::jsonb)`
            : sql``
        }
        ${mot ? sql`and (d.numero ilike ${mot} or b.nom_naissance ilike ${mot} or b.prenom ilike ${mot} or p.id::text = ${q})` : sql``}
    ) t where ${q ? sql`true` : sql`"remplacePar" is null`}
    order by "majLe" desc, id desc offset ${decalage} limit ${limite}
  `.execute(db)
  return { paiements: rows.map(({ nombre: _, ...un }) => un), total: rows[0]?.nombre ?? 0 }
}

export async function findPaiement(db: Db, id: number): Promise<PaiementLu | undefined> {
  const { rows } = await sql<PaiementLu>`${paiement} where p.id = ${id}`.execute(db)
  return rows[0]
}

/** What holds payments back, counted: our own tests, then what the agency or the banks answered. */
export async function listRaisons(db: Db, session: string | undefined): Promise<RaisonComptee[]> {
  const dans = session ? sql`and d.session = ${session}` : sql``
  const { rows } = await sql<RaisonComptee>`
    select m ->> 'code' as code, (array_agg(m))[1] as motif, null as texte, count(*)::int as nombre, sum(p.montant)::bigint as montant
    from asp_paiement p join aide_dossier d on d.id = p.dossier cross join jsonb_array_elements(p.motifs) m
    where p.etat = 'incomplete' ${dans} group by m ->> 'code', m ->> 'champ', m ->> 'correcteur'
    union all
    select p.raison, null, min(p.suite), count(*)::int, sum(p.montant)::bigint
    from asp_paiement p join aide_dossier d on d.id = p.dossier
    where p.etat in ('rejetee', 'impayee') and not exists (select from asp_paiement q where q.remplace = p.id) ${dans}
    group by p.raison
  `.execute(db)
  return rows
}

export type EtapeLue = {
  readonly de: EtatPaiement | null
  readonly vers: EtatPaiement
  readonly le: string
  readonly par: string | null
  readonly motif: string | null
  readonly retour: string | null
  readonly ligne: number | null
}

export async function listEtapes(db: Db, paiement: number): Promise<EtapeLue[]> {
  const { rows } = await sql<EtapeLue>`
    select e.de, e.vers, e.le, p.nom as par, e.motif, r.nom as retour, e.ligne
    from asp_paiement_etape e left join personne p on p.id = e.par left join asp_retour r on r.id = e.retour
    where e.paiement = ${paiement} order by e.id
  `.execute(db)
  return rows
}

/** The account of a payment, still sealed: what was sent once it is frozen, else what its dossier holds. */
export async function findScelle(
  db: Db,
  id: number,
): Promise<
  { chiffre: Buffer | null; coordonnees: Buffer | null; dossier: string; numero: string } | undefined
> {
  const { rows } = await sql<{
    chiffre: Buffer | null
    coordonnees: Buffer | null
    dossier: string
    numero: string
  }>`
    select p.chiffre, c.chiffre as coordonnees, p.dossier, d.numero from asp_paiement p join aide_dossier d on d.id = p.dossier
      left join aide_coordonnees c on c.dossier = p.dossier where p.id = ${id}
  `.execute(db)
  return rows[0]
}
