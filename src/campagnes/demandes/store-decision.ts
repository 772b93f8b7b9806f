import { sql } from 'kysely'
import type { MontantsVotes } from '#campagnes/demandes/decision-votee.ts'
import type { Db } from '#platform/db.ts'

/** What was voted for a body, by its SIRET, in a campaign; undefined when nothing was. */
export async function findMontantsVotes(
  db: Db,
  { campagne, siret }: { campagne: string; siret: string },
): Promise<MontantsVotes | undefined> {
  const { rows } = await sql<MontantsVotes>`
    select p.contrats, p.majoration, p.dont_bonus_vert as "dontBonusVert",
      p.majoration_exceptionnelle as "majorationExceptionnelle", p.majoration_totale as "majorationTotale"
    from publication p join organisme o on o.campagne = p.campagne and o.identifiant = p.organisme
    where p.campagne = ${campagne} and o.siret = ${siret}
  `.execute(db)
  return rows[0]
}
