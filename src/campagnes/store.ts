import { sql } from 'kysely'
import type { Campagne, ResumeCampagne } from '#campagnes/campagne.ts'
import { CHAMPS, type Declaration, type Formation, type Palier } from '#campagnes/formation.ts'
import { columnOf, type TablesCampagnes } from '#campagnes/store-tables.ts'
import type { Db, Tx } from '#platform/db.ts'

const tables = (db: Db) => db.withTables<TablesCampagnes>()

/** Every campaign with its size, the latest exercice first, then the latest created. */
export async function listCampagnes(db: Db): Promise<ResumeCampagne[]> {
  const { rows } = await sql<ResumeCampagne>`
    select c.id, c.libelle, c.exercice, c.etat, c.fictif, c.dotation,
      count(f.identifiant) as formations, coalesce(sum(f.contrats), 0)::bigint as contrats
    from campagne c left join formation f on f.campagne = c.id
    group by c.id order by c.exercice desc, c.cree_le desc, c.id
  `.execute(db)
  return rows
}

/** A campaign whole, its formations apart. */
export async function findCampagne(db: Db, id: string): Promise<Campagne | undefined> {
  const { rows } = await sql<Campagne>`
    select c.id, c.libelle, c.exercice, c.etat, c.liste_le as "listeLe", c.fictif, c.mention, c.dotation, c.reglement,
      c.calendrier, c.documents,
      (select coalesce(jsonb_agg(jsonb_build_object('identifiant', o.identifiant, 'nom', o.nom, 'siret', o.siret)
        order by o.identifiant), '[]') from organisme o where o.campagne = c.id) as organismes,
      (select coalesce(jsonb_agg(jsonb_build_object('organisme', e.organisme, 'montant', e.montant,
        'motif', e.motif, 'source', e.source) order by e.organisme), '[]')
        from majoration_exceptionnelle e where e.campagne = c.id) as exceptionnelles,
      (select coalesce(jsonb_agg(jsonb_build_object('organisme', p.organisme, 'majoration', p.majoration,
        'dontBonusVert', p.dont_bonus_vert, 'majorationExceptionnelle', p.majoration_exceptionnelle,
        'majorationTotale', p.majoration_totale, 'contrats', p.contrats) order by p.rang), '[]')
        from publication p where p.campagne = c.id) as publication
    from campagne c where c.id = ${id}
  `.execute(db)
  return rows[0]
}

export async function existsCampagne(db: Db, id: string): Promise<boolean> {
  const row = await tables(db).selectFrom('campagne').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/**
 * Keeps a campaign as it is until the end of the transaction: whoever else writes under it waits.
 * @returns whether it exists
 */
export async function lockCampagne(tx: Tx, id: string): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('campagne')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** What identifies the formations of a campaign as they are: they change when its list is drawn up again. */
export async function findVersionFormations(db: Db, campagne: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('campagne')
    .select(['id', 'cree_le', 'liste_le'])
    .where('id', '=', campagne)
    .executeTakeFirst()
  return row && `${row.id} ${row.liste_le ?? row.cree_le}`
}

/** The formations of a campaign, by identifier in code-point order. */
export async function listFormations(db: Db, campagne: string): Promise<Formation[]> {
  const rows = await tables(db)
    .selectFrom('formation')
    .selectAll()
    .where('campagne', '=', campagne)
    .orderBy('identifiant')
    .execute()
  return rows.map(readFormation)
}

/** Removes a campaign and all that hangs on it, scenarios included. */
export async function removeCampagne(db: Db, id: string): Promise<void> {
  await tables(db).deleteFrom('campagne').where('id', '=', id).execute()
}

function readFormation(row: TablesCampagnes['formation']): Formation {
  return {
    identifiant: row.identifiant,
    organisme: row.organisme,
    intitule: row.intitule,
    niveau: row.niveau,
    codeRncp: row.code_rncp,
    commune: row.commune,
    departement: row.departement,
    filiere: row.filiere,
    contrats: row.contrats,
    environnementale: row.environnementale,
    palier: row.palier as Palier,
    declaration: Object.fromEntries(CHAMPS.map(({ code }) => [code, row[columnOf(code)]])) as Declaration,
  }
}
