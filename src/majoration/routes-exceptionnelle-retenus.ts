import type { Campagne } from '#campagnes/campagne.ts'
import type { BaseRetenus } from '#campagnes/demandes/exceptionnelle-lue.ts'
import { listFormations } from '#campagnes/store.ts'
import { classerFormations, compterRetenues, parametresDe, regrouper } from '#majoration/simulation.ts'
import { findLignesFigees } from '#majoration/store-exceptionnelle.ts'
import type { Db } from '#platform/db.ts'

export type Retenus = { readonly base: BaseRetenus; readonly contrats: ReadonlyMap<string, number> }

/**
 * The retained contracts of each body: those voted, else those of the proposition frozen on the list of today, else
 * those that the règlement as it is would retain.
 */
export async function readRetenus(db: Db, campagne: Campagne): Promise<Retenus> {
  const parOrganisme = (lignes: readonly { readonly organisme: string; readonly contrats: number }[]) =>
    new Map(lignes.map(({ organisme, contrats }) => [organisme, contrats]))
  if (campagne.publication.length > 0) return { base: 'vote', contrats: parOrganisme(campagne.publication) }
  const figees = await findLignesFigees(db, campagne.id)
  if (figees) return { base: 'proposition', contrats: parOrganisme(figees) }
  const parametres = parametresDe(campagne.reglement, campagne.dotation)
  const lignes = classerFormations(await listFormations(db, campagne.id), parametres)
  const retenus = regrouper(lignes, compterRetenues(lignes, parametres.coupure))
  return {
    base: 'reglement',
    contrats: new Map(retenus.map(({ identifiant, contrats }) => [identifiant, contrats])),
  }
}
