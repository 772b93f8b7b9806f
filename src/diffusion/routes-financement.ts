import type { Campagne } from '#campagnes/campagne.ts'
import { campagneAbsente } from '#campagnes/routes.ts'
import { findCampagne, listFormations } from '#campagnes/store.ts'
import { type Financement, financer } from '#diffusion/financement.ts'
import { baseDuReglement } from '#majoration/base-du-vote.ts'
import { findBaseVotee } from '#majoration/store-proposition.ts'
import type { Db } from '#platform/db.ts'
import { refused } from '#platform/refusals.ts'

/**
 * A campaign that this actor may see, and its vote brought down to all its formations. The amounts of a body are split
 * among all of its formations, which an actor may not see: the program splits, then the caller keeps what it may show.
 *
 * @param db what the actor sees
 * @param refus said when nothing is voted: « Rien n’est à transmettre. »
 */
export async function loadFinancement(
  systeme: Db,
  db: Db,
  id: string,
  refus: string,
): Promise<{ readonly campagne: Campagne; readonly financement: Financement }> {
  const campagne = await findCampagne(db, id)
  if (!campagne) throw campagneAbsente(id)
  const base = (await findBaseVotee(systeme, id)) ?? baseDuReglement(campagne)
  const financement = financer(campagne, await listFormations(systeme, id), base)
  if (financement.statut === 'refus') throw refused(refus, financement.motifs)
  return { campagne, financement: financement.valeur }
}
