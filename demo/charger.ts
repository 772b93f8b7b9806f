import { sql } from 'kysely'
import { importReglement } from '#campagnes/import-reglements.ts'
import { listCampagnes } from '#campagnes/store.ts'
import { createCampagne } from '#campagnes/store-creation.ts'
import { type Db, transaction } from '#platform/db.ts'
import { StartupRefusal } from '#platform/refusal.ts'
import { chargerBudget } from './budget-2023.ts'
import { campagne2023 } from './campagne-2023.ts'
import { chargerSoldes } from './soldes-2023.ts'

/**
 * Gives a database without any campaign the one of 2023 and its budget, whole and traced, or leaves it as it is.
 * Two servers that start together take turns: the second finds the campaign and does nothing.
 */
export async function chargerDemonstration(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(7403112023)`.execute(tx)
    if ((await listCampagnes(tx)).length > 0) return
    const reglement = await importReglement('majoration-2023')
    if (reglement.statut === 'refus')
      throw new StartupRefusal(reglement.motifs.map((m) => m.message).join('\n'))
    const { campagne, formations } = campagne2023(reglement.valeur)
    await createCampagne(tx, { ...campagne, id: '2023' }, formations)
    await chargerBudget(tx)
    await chargerSoldes(tx)
  })
}
