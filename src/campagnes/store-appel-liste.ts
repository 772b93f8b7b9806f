import { sql } from 'kysely'
import type { DemandeValidee } from '#campagnes/liste.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The validated applications of a campaign whole, by number: what its list is drawn from. */
export async function listDemandesValidees(db: Db, campagne: string): Promise<DemandeValidee[]> {
  const { rows } = await sql<DemandeValidee>`
    select d.numero, d.effectif, jsonb_build_object('nom', o.nom, 'siret', o.siret) as organisation,
      (select coalesce(jsonb_agg(jsonb_build_object('identifiant', f.identifiant, 'saisie', f.saisie)
        order by f.rang, f.identifiant), '[]') from demande_formation f where f.demande = d.id) as formations,
      (select coalesce(jsonb_agg(jsonb_build_object('formation', c.formation, 'champ', c.champ, 'avant', c.avant,
        'apres', c.apres) order by c.id), '[]') from demande_correction c where c.demande = d.id) as corrections
    from demande d join organisation o on o.id = d.organisation
    where d.campagne = ${campagne} and d.etat = 'validee' order by d.numero
  `.execute(db)
  return rows
}

/** Removes the formations of a campaign, about to be replaced. */
export async function removeFormations(tx: Tx, campagne: string): Promise<void> {
  await sql`delete from formation where campagne = ${campagne}`.execute(tx)
}

/** Removes the bodies that are no longer in the list, their exceptional amount with them. @returns how many */
export async function removeOrganismesAbsents(
  tx: Tx,
  campagne: string,
  presents: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from organisme where campagne = ${campagne} and identifiant <> all (${presents})
  `.execute(tx)
  return Number(numAffectedRows)
}

/**
 * Says when the list was drawn up, and from what.
 * @returns the instant, which identifies these formations from now on
 */
export async function updateListe(tx: Tx, campagne: string): Promise<string> {
  const { rows } = await sql<{ listeLe: string }>`
    update campagne set liste_le = clock_timestamp(), liste_sur = etat_des_validees(id), version = version + 1
    where id = ${campagne} returning liste_le as "listeLe"
  `.execute(tx)
  return rows[0]!.listeLe
}
