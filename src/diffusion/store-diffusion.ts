import { sql } from 'kysely'
import type { CampagneVotee } from '#diffusion/subvention.ts'
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
