import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Saisie } from '#campagnes/demandes/saisie.ts'
import type { Db } from '#platform/db.ts'
import type { Role } from '#socle/acces.ts'
import { ouvrirAppel } from '../demandes-atelier.ts'
import { creerDemande, creerOrganisme, siretDEssai } from '../instruction-atelier.ts'

// A call whose applications are in, for the stories of those who instruct them.

/** Who somebody of the demonstration is in the database, by the subject of the provider. */
export async function personneDe(db: Db, sujet: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from personne where sujet = ${sujet}`.execute(db)
  return rows[0]!.id
}

/** Gives one more role to somebody: they choose it when they sign in, or in the menu of their account. */
export async function donnerRole(db: Db, sujet: string, role: Role): Promise<void> {
  await sql`insert into attribution (personne, role) values (${await personneDe(db, sujet)}, ${role})
    on conflict do nothing`.execute(db)
}

/** Lends somebody the role of another, today. */
export async function preter(db: Db, de: string, a: string, role: Role): Promise<void> {
  await sql`insert into delegation (de, a, role, du, au, motif)
    values (${await personneDe(db, de)}, ${await personneDe(db, a)}, ${role}, current_date - 1, current_date + 5,
      'Congés')`.execute(db)
}

export type Bureau = {
  readonly campagne: string
  /** Adds the application of a new body. @returns its identifier */
  deposer(nom: string, etat?: EtatDemande, formations?: Readonly<Record<string, Saisie>>): Promise<string>
}

/** An open call of its own, in which applications are put one by one. */
export async function ouvrirBureau(db: Db, id: string): Promise<Bureau> {
  const campagne = await ouvrirAppel(db, { id })
  const par = await personneDe(db, 'lea-fontaine')
  return {
    campagne,
    deposer: async (nom, etat = 'deposee', formations) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from organisation`.execute(db)
      const organisation = await creerOrganisme(db, nom, siretDEssai(rows[0]!.n))
      return creerDemande(db, { campagne, organisation, par, etat, ...(formations && { formations }) })
    },
  }
}

/** Where an application stands. */
export async function etatDe(db: Db, demande: string): Promise<EtatDemande> {
  const { rows } = await sql<{ etat: EtatDemande }>`select etat from demande where id = ${demande}`.execute(
    db,
  )
  return rows[0]!.etat
}
