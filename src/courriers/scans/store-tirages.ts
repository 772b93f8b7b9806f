import { sql } from 'kysely'
import type { Tirage } from '#courriers/scans/rattachement.ts'
import type { LettreAttendue } from '#courriers/scans/scans.ts'
import type { Db, Tx } from '#platform/db.ts'

/** Remembers a printing; the same text printed again is the same printing. */
export async function upsertTirage(
  tx: Tx,
  un: {
    readonly tirage: string
    readonly demande: string
    readonly pages: number
    readonly sha256: string
  },
): Promise<void> {
  await sql`
    insert into lettre_tirage (tirage, demande, pages, sha256)
    values (${un.tirage}, ${un.demande}, ${un.pages}, ${un.sha256})
    on conflict (tirage) do update set pages = excluded.pages, sha256 = excluded.sha256, le = now()
  `.execute(tx)
}

/** The printings of these names that were made here, whatever their campaign. */
export async function listTirages(db: Db, noms: readonly string[]): Promise<Map<string, Tirage>> {
  const { rows } = await sql<Tirage>`
    select t.tirage, t.pages, t.sha256 = l.sha256 as "aJour", t.demande, d.numero, o.nom as organisme,
      d.campagne, c.libelle as "libelleCampagne", l.etat,
      exists (select from lettre_fichier f where f.demande = d.id and f.exemplaire = 'signee') as numerisee
    from lettre_tirage t join lettre l on l.demande = t.demande join demande d on d.id = t.demande
      join organisation o on o.id = d.organisation join campagne c on c.id = d.campagne
    where t.tirage = any (${noms as string[]}::text[])
  `.execute(db)
  return new Map(rows.map((une) => [une.tirage, une]))
}

/** Letters of a campaign that wait for their signed original, with their current printing, by number. */
export async function listAttendues(
  db: Db,
  campagne: string,
): Promise<(LettreAttendue & { readonly tirage: string })[]> {
  const { rows } = await sql<LettreAttendue & { readonly tirage: string }>`
    select distinct on (d.numero) d.id as demande, d.numero, o.nom as organisme, t.pages, t.tirage
    from lettre l join lettre_tirage t on t.demande = l.demande and t.sha256 = l.sha256
      join demande d on d.id = l.demande join organisation o on o.id = d.organisation
    where d.campagne = ${campagne} and l.etat in ('a_signer', 'a_notifier')
      and not exists (select from lettre_fichier f where f.demande = l.demande and f.exemplaire = 'signee')
    order by d.numero, t.le desc
  `.execute(db)
  return rows
}
