import { sql } from 'kysely'
import type { Organisation } from '#annuaire/compte.ts'
import { plain } from '#annuaire/store-gestion.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Nature } from '#socle/acces.ts'

export type RechercheOrganisations = {
  /** A word of the name, or the beginning of the SIRET. */
  readonly q?: string | undefined
  readonly etat?: Organisation['etat'] | undefined
  readonly nature?: Nature | undefined
}

/** An organisation in a list, with how many people it has here and, for an OPCO, the filières that it may see. */
export type OrganisationListe = Organisation & {
  readonly comptes: number
  readonly filieres: readonly string[]
}

const filtered = ({ q, etat, nature }: RechercheOrganisations) => sql`
  from organisation o where true
    ${etat ? sql`and o.etat = ${etat}` : sql``}
    ${nature ? sql`and o.nature = ${nature}` : sql``}
    ${
      q
        ? sql`and (position(${plain(sql`${q}`)} in ${plain(sql`o.nom`)}) > 0
          or starts_with(o.siret, nullif(regexp_replace(${q}, '\\s', '', 'g'), '')))`
        : sql``
    }
`

/** A page of organisations: those that wait first, then by name. */
export async function listOrganisationsPage(
  db: Db,
  recherche: RechercheOrganisations,
  { limite, apres }: { limite: number; apres: number },
): Promise<OrganisationListe[]> {
  const { rows } = await sql<OrganisationListe>`
    select o.id, o.nature, o.nom, o.siret, o.etat,
      (select count(*)::int from personne p where p.organisation = o.id and p.etat <> 'effacee') as comptes,
      (select coalesce(jsonb_agg(f.filiere order by f.filiere), '[]') from opco_filiere f where f.opco = o.id) as filieres
    ${filtered(recherche)}
    order by o.etat <> 'en_attente', o.nom, o.id limit ${limite} offset ${apres}
  `.execute(db)
  return rows
}

export async function countOrganisations(db: Db, recherche: RechercheOrganisations): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${filtered(recherche)}`.execute(db)
  return rows[0]!.n
}

/** The filières that an OPCO may see, by name. */
export async function listFilieres(db: Db, opco: string): Promise<string[]> {
  const { rows } = await sql<{ filiere: string }>`
    select filiere from opco_filiere where opco = ${opco} order by filiere
  `.execute(db)
  return rows.map(({ filiere }) => filiere)
}

export async function deleteFilieres(tx: Tx, opco: string): Promise<void> {
  await sql`delete from opco_filiere where opco = ${opco}`.execute(tx)
}
