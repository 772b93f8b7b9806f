import { findOrganisation } from '#annuaire/store-organisations.ts'
import type { Db } from '#platform/db.ts'
import { absent } from '#platform/refusals.ts'
import type { Acteur, Perimetre } from '#socle/acces.ts'

/** For every route under a body: the same words for what does not exist and for what is not one's own. */
export const organismeAbsent = () => absent('Aucune campagne ne connaît cet organisme.')

/** A body reads its own memory, and no other. @throws HttpRefusal 404 */
export async function requireSienne(
  db: Db,
  { organisation }: Acteur,
  perimetre: Perimetre,
  siret: string,
): Promise<void> {
  if (perimetre === 'region') return
  const sienne = organisation && (await findOrganisation(db, organisation.identifiant))
  if (sienne?.siret !== siret) throw organismeAbsent()
}
