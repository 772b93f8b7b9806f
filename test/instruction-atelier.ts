import { sql } from 'kysely'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Saisie } from '#campagnes/demandes/saisie.ts'
import type { Db } from '#platform/db.ts'
import { SAISIE } from './demandes-atelier.ts'

// Applications already in, for the tests of those who instruct them: by SQL, as many as one wants.

/** A SIRET of nine zeros, a number and its check digits, never the one of a body of the demonstration. */
export function siretDEssai(rang: number): string {
  const base = `9${String(rang).padStart(7, '0')}00001`
  for (let cle = 0; cle < 10; cle++) {
    const siret = `${base}${cle}`
    const somme = Array.from(siret, Number).reduce((total, chiffre, i) => {
      const double = i % 2 === 0 ? chiffre * 2 : chiffre
      return total + (double > 9 ? double - 9 : double)
    }, 0)
    if (somme % 10 === 0) return siret
  }
  throw new Error(`aucune clé pour ${base}`)
}

/** A training centre. @returns its identifier */
export async function creerOrganisme(db: Db, nom: string, siret: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into organisation (nature, nom, siret) values ('of-cfa', ${nom}, ${siret})
    on conflict (siret) do update set nom = organisation.nom returning id
  `.execute(db)
  return rows[0]!.id
}

/** A certification of its own for each application: no check then sets two of them side by side. */
let codes = 0

export type Deposee = {
  readonly campagne: string
  readonly organisation: string
  /** Who opened it. */
  readonly par: string
  readonly etat?: EtatDemande
  readonly effectif?: string
  readonly formations?: Readonly<Record<string, Saisie>>
}

/** An application that its body has submitted. @returns its identifier */
export async function creerDemande(db: Db, deposee: Deposee): Promise<string> {
  const {
    campagne,
    organisation,
    par,
    etat = 'deposee',
    effectif = '420',
    formations = { F1: { ...SAISIE, codeRncp: `RNCP${900_000 + ++codes}` } },
  } = deposee
  const depose = etat !== 'brouillon'
  const { rows } = await sql<{ id: string }>`
    insert into demande (campagne, organisation, creee_par, numero, etat, effectif, deposee_le, empreinte)
    values (${campagne}, ${organisation}, ${par}, prochain_numero_demande(${campagne}), ${etat}, ${effectif},
      ${depose ? '2024-03-20T10:00:00Z' : null}, ${depose ? 'a'.repeat(64) : null}) returning id
  `.execute(db)
  const { id } = rows[0]!
  for (const [rang, [identifiant, saisie]] of Object.entries(formations).entries())
    await sql`
      insert into demande_formation (demande, identifiant, rang, saisie)
      values (${id}, ${identifiant}, ${rang + 1}, ${JSON.stringify(saisie)}::jsonb)
    `.execute(db)
  return id
}
