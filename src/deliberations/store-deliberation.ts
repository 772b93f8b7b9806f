import { sql } from 'kysely'
import type { AffectationSaisie, Texte } from '#deliberations/texte.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A text as stored; `arretee` once it is the words voted. */
export type DeliberationGardee = Texte & {
  readonly version: number
  readonly par: string
  readonly modifieeLe: string
  readonly arretee: {
    readonly reference: string
    readonly voteeLe: string
    readonly contenu: string
    readonly empreinte: string
    readonly le: string
  } | null
}

export async function findDeliberation(db: Db, campagne: string): Promise<DeliberationGardee | undefined> {
  const { rows } = await sql<
    Omit<DeliberationGardee, 'arretee'> & {
      reference: string | null
      voteeLe: string
      contenu: string
      empreinte: string
      arreteeLe: string
    }
  >`
    select titre, visas, expose, articles, contrats_depuis as "contratsDepuis", affectations, version,
      coalesce((select nom from personne where id = d.par), '') as par, modifiee_le as "modifieeLe",
      reference, votee_le as "voteeLe", contenu, empreinte, arretee_le as "arreteeLe"
    from deliberation d where campagne = ${campagne}
  `.execute(db)
  const [ligne] = rows
  if (!ligne) return undefined
  const { reference, voteeLe, contenu, empreinte, arreteeLe: le, ...texte } = ligne
  return { ...texte, arretee: reference === null ? null : { reference, voteeLe, contenu, empreinte, le } }
}

type Mains = { readonly par: string; readonly pour: string | null }

/** Saves over the version that was read; the first save writes the row. @returns the new version, or undefined */
export async function saveDeliberation(
  tx: Tx,
  campagne: string,
  texte: Texte,
  { version, par, pour }: Mains & { readonly version: number },
): Promise<number | undefined> {
  const affectations = JSON.stringify(texte.affectations satisfies readonly AffectationSaisie[])
  const { titre, visas, expose, articles, contratsDepuis } = texte
  const { rows } = await sql<{ version: number }>`
    insert into deliberation (campagne, titre, visas, expose, articles, contrats_depuis, affectations, version, par, pour)
    select ${campagne}, ${titre}, ${visas}, ${expose}, ${articles}, ${contratsDepuis}, ${affectations}, 1, ${par}, ${pour}
    where ${version} = 0 or exists (select from deliberation where campagne = ${campagne})
    on conflict (campagne) do update set titre = excluded.titre, visas = excluded.visas, expose = excluded.expose,
      articles = excluded.articles, contrats_depuis = excluded.contrats_depuis, affectations = excluded.affectations,
      version = deliberation.version + 1, par = excluded.par, pour = excluded.pour, modifiee_le = now()
      where deliberation.version = ${version} and deliberation.arretee_le is null
    returning version
  `.execute(tx)
  return rows[0]?.version
}

/** The words as voted. @returns whether they were written: somebody may have been quicker */
export async function lockDeliberation(
  tx: Tx,
  campagne: string,
  arretee: {
    readonly reference: string
    readonly voteeLe: string
    readonly contenu: string
    readonly empreinte: string
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update deliberation set reference = ${arretee.reference}, votee_le = ${arretee.voteeLe},
      contenu = ${arretee.contenu}, empreinte = ${arretee.empreinte}, arretee_le = now()
    where campagne = ${campagne} and arretee_le is null
  `.execute(tx)
  return numAffectedRows === 1n
}
