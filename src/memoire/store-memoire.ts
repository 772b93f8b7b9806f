import { sql } from 'kysely'
import type { Echeance } from '#campagnes/campagne.ts'
import type { EtapeFaite } from '#campagnes/demandes/demande.ts'
import type {
  CampagneMemoire,
  DemandeMemoire,
  EngagementMemoire,
  MandatMemoire,
  RapprochementMemoire,
  TitreMemoire,
} from '#memoire/memoire.ts'
import type { Db } from '#platform/db.ts'

// Everything is read through the wall: what an actor may not see is simply not there.

/** The name of a body, the latest that it bore; undefined when nothing here knows this SIRET. */
export async function findNom(db: Db, siret: string): Promise<string | undefined> {
  const { rows } = await sql<{ nom: string }>`
    select nom from organisation where siret = ${siret} and nature = 'of-cfa'
    union all
    (select o.nom from organisme o join campagne c on c.id = o.campagne where o.siret = ${siret}
      order by c.exercice desc, c.cree_le desc limit 1)
    limit 1
  `.execute(db)
  return rows[0]?.nom
}

type CampagneLue = Omit<CampagneMemoire, 'demandes' | 'engagements' | 'deliberation' | 'rapprochement'> & {
  readonly calendrier: readonly Echeance[]
}

/** Every campaign that knows this body, the latest first, with what was voted for it. */
export async function listCampagnesDe(db: Db, siret: string): Promise<CampagneLue[]> {
  const { rows } = await sql<CampagneLue>`
    select c.id, c.libelle, c.exercice, c.etat, c.fictif, c.mention, c.calendrier,
      (select jsonb_build_object('contrats', p.contrats, 'majoration', p.majoration,
          'dontBonusVert', p.dont_bonus_vert, 'majorationExceptionnelle', p.majoration_exceptionnelle,
          'majorationTotale', p.majoration_totale, 'motifExceptionnelle', e.motif)
        from publication p join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
          left join majoration_exceptionnelle e on e.campagne = p.campagne and e.organisme = p.organisme
        where p.campagne = c.id and o.siret = ${siret}) as vote
    from campagne c
    where exists (select from organisme o where o.campagne = c.id and o.siret = ${siret})
      or exists (select from demande d join organisation g on g.id = d.organisation
        where d.campagne = c.id and g.siret = ${siret})
    order by c.exercice desc, c.cree_le desc, c.id
  `.execute(db)
  return rows
}

/** Signed contracts of this body beside those of the same formations, by the last file of each campaign. */
export async function listRapprochements(db: Db, siret: string): Promise<RapprochementLu[]> {
  const { rows } = await sql<RapprochementLu>`
    select r.campagne, r.nom as fichier, r.applique_le as le, count(*)::int as formations,
      sum(l.signes)::int as signes, sum(f.contrats)::int as votes
    from rapprochement r join rapprochement_ligne l on l.rapprochement = r.rang
      join formation f on f.campagne = l.campagne and f.identifiant = l.formation
      join organisme o on o.campagne = f.campagne and o.identifiant = f.organisme
    where o.siret = ${siret} and r.rang = (select max(s.rang) from rapprochement s where s.campagne = r.campagne)
    group by r.rang
  `.execute(db)
  return rows
}

export type RapprochementLu = RapprochementMemoire & { readonly campagne: string }

/** The applications of a body that the reader may open: a draft is its own, whatever the wall tells of it. */
export async function listDemandesDe(db: Db, siret: string, brouillons: boolean): Promise<DemandeLue[]> {
  const { rows } = await sql<DemandeLue>`
    select d.id, d.campagne, d.numero, d.etat, d.deposee_le as "deposeeLe",
      (select count(*)::int from demande_formation f where f.demande = d.id) as formations
    from demande d join organisation g on g.id = d.organisation
    where g.siret = ${siret} and (${brouillons} or d.deposee_le is not null) order by d.creee_le desc, d.id
  `.execute(db)
  return rows
}
type DemandeLue = Pick<DemandeMemoire, 'id' | 'campagne' | 'numero' | 'etat' | 'deposeeLe' | 'formations'>

export async function listEtapesDe(
  db: Db,
  demandes: readonly string[],
): Promise<(EtapeFaite & { readonly demande: string })[]> {
  const { rows } = await sql<EtapeFaite & { demande: string }>`
    select e.demande, e.acte, e.de, e.vers, e.par, coalesce(p.nom, '') as "nomPar", e.pour, e.motif, e.le
    from demande_etape e left join personne p on p.id = e.par
    where e.demande = any (${[...demandes]}) order by e.id
  `.execute(db)
  return rows
}

/** The engagements owed to a body, whether or not they pay one of its applications, the oldest first. */
export async function listEngagementsDe(
  db: Db,
  siret: string,
  demandes: readonly string[],
): Promise<Omit<EngagementMemoire, 'mandats'>[]> {
  const { rows } = await sql<Omit<EngagementMemoire, 'mandats'>>`
    select e.id, e.objet, e.libelle, e.date, extract(year from e.date)::int as exercice, e.montant, e.indicatif,
      (select coalesce(sum(d.montant), 0)::bigint from desengagement d where d.engagement = e.id) as desengage
    from engagement e where e.siret = ${siret} or e.objet = any (${demandes.map((id) => `demande:${id}`)})
    order by e.date, e.id
  `.execute(db)
  return rows
}

export async function listMandatsDe(db: Db, engagements: readonly string[]): Promise<MandatMemoire[]> {
  const { rows } = await sql<MandatMemoire>`
    select m.engagement, m.reference, m.exercice, m.bordereau, m.date, m.montant, coalesce(c.etat, 'emis') as etat,
      c.date as "constateLe", c.motif as "motifRejet"
    from mandat m left join constat_mandat c on c.mandat = m.id
    where m.engagement = any (${[...engagements]}) order by m.exercice, m.bordereau, m.reference
  `.execute(db)
  return rows
}

/** What this body owes to the Région, the oldest first. */
export async function listTitresDe(db: Db, siret: string): Promise<TitreMemoire[]> {
  const { rows } = await sql<TitreMemoire>`
    select t.exercice, t.numero, t.objet, t.montant, coalesce(s.etat, 'emis') as etat
    from titre_recettes t left join suite_titre s on s.titre = t.id
    where t.siret = ${siret} order by t.exercice, t.numero
  `.execute(db)
  return rows
}
