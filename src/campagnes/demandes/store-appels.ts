import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Appel } from '#campagnes/demandes/demande.ts'
import type { Db, Tx } from '#platform/db.ts'

export type AppelVu = Appel & {
  readonly demande: { readonly id: string; readonly numero: number; readonly etat: EtatDemande } | null
}

/**
 * The calls that are open, or open again for this body, or in which it has an application; the first to close first.
 *
 * @param organisation the body that asks; null for a reader who does not apply
 */
export async function listAppels(db: Db, organisation: string | null): Promise<AppelVu[]> {
  const { rows } = await sql<AppelVu>`
    select c.id, c.libelle, c.exercice, c.etat, c.ouvre_le as "ouvreLe", c.ferme_le as "fermeLe", c.vote_le as "voteLe",
      c.pieces, c.contacts, c.questions, c.version, c.liste_le as "listeLe",
      c.ecart_contrats as "ecartContrats",
      (select jsonb_build_object('id', d.id, 'numero', d.numero, 'etat', d.etat) from demande d
        where d.campagne = c.id and d.organisation = ${organisation} and d.etat <> 'retiree') as demande
    from campagne c
    where c.etat = 'ouverte'
      or exists (select from demande d where d.campagne = c.id and d.organisation = ${organisation} and d.etat <> 'retiree')
      or exists (select from reouverture r where r.campagne = c.id and r.organisation = ${organisation})
    order by (c.etat = 'ouverte') desc, c.ferme_le desc nulls last, c.id
  `.execute(db)
  return rows
}

/** Holds a campaign for its applicants, who may not change it. @returns whether they see it */
export async function holdCampagne(tx: Tx, campagne: string): Promise<boolean> {
  const { rows } = await sql<{ tenue: boolean }>`
    select tenir_campagne(id) as tenue from campagne where id = ${campagne}
  `.execute(tx)
  return rows[0]?.tenue ?? false
}

export type CampagnePrecedente = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  /** Identifier of the body in it. */
  readonly organisme: string
}

/** The last campaign before this one in which a body, by its SIRET, had formations. */
export async function findCampagnePrecedente(
  db: Db,
  { campagne, exercice, siret }: { campagne: string; exercice: number; siret: string },
): Promise<CampagnePrecedente | undefined> {
  const { rows } = await sql<CampagnePrecedente>`
    select c.id, c.libelle, c.exercice, o.identifiant as organisme
    from campagne c join organisme o on o.campagne = c.id
    where o.siret = ${siret} and c.id <> ${campagne} and c.exercice < ${exercice}
    order by c.exercice desc, c.cree_le desc limit 1
  `.execute(db)
  return rows[0]
}
