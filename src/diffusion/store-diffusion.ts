import { sql } from 'kysely'
import type { CampagneVotee } from '#diffusion/subvention.ts'
import type { OpcoSuiveur } from '#diffusion/transmission.ts'
import type { Db } from '#platform/db.ts'

/** Campaigns whose amounts are voted, with their lines in the order of the voted table; the latest first. */
export async function listVotees(db: Db): Promise<CampagneVotee[]> {
  const { rows } = await sql<CampagneVotee>`
    select c.id, c.libelle, c.exercice, c.fictif, c.mention, c.calendrier,
      jsonb_agg(jsonb_build_object('organisme', p.organisme, 'nom', o.nom, 'siret', o.siret, 'contrats', p.contrats,
        'majoration', p.majoration, 'majorationExceptionnelle', p.majoration_exceptionnelle) order by p.rang) as lignes
    from campagne c join publication p on p.campagne = c.id
      join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
    group by c.id order by c.exercice desc, c.cree_le desc, c.id
  `.execute(db)
  return rows
}

/** SIRET of the Région, the first that was declared; nobody but its agents may read the list of organisations. */
export async function findSiretRegion(systeme: Db): Promise<string | undefined> {
  const { rows } = await sql<{ siret: string }>`
    select siret from organisation where nature = 'region' and etat = 'active' order by cree_le, id limit 1
  `.execute(systeme)
  return rows[0]?.siret
}

/** The OPCO with their perimeters, by name. */
export async function listOpcos(systeme: Db): Promise<OpcoSuiveur[]> {
  const { rows } = await sql<OpcoSuiveur>`
    select o.id, o.nom, (select coalesce(jsonb_agg(f.filiere order by f.filiere), '[]') from opco_filiere f
      where f.opco = o.id) as filieres
    from organisation o where o.nature = 'opco' and o.etat = 'active' order by o.nom, o.id
  `.execute(systeme)
  return rows
}

/** Identifiers of the formations of a campaign that this actor may see. */
export async function listVisibles(db: Db, campagne: string): Promise<Set<string>> {
  const { rows } = await sql<{ identifiant: string }>`
    select identifiant from formation where campagne = ${campagne}
  `.execute(db)
  return new Set(rows.map(({ identifiant }) => identifiant))
}
