import { sql } from 'kysely'
import type { DefautPage, PageEnAttente } from '#courriers/scans/rattachement.ts'
import type { Db, Tx } from '#platform/db.ts'

export type NouvellePage = {
  readonly lot: string
  readonly fichier: number
  readonly rang: number
  readonly blanche: boolean
  readonly defaut: DefautPage | null
  readonly tirage: string | null
  readonly page: number | null
  readonly pdf: Uint8Array | null
  readonly vignette: Uint8Array | null
}

/** Keeps a page just read and how far its file is read, once: a page read twice is the same page. */
export async function insertPage(db: Db, p: NouvellePage): Promise<void> {
  const garder = (octets: Uint8Array | null) => (octets === null || p.blanche ? null : Buffer.from(octets))
  await sql`
    with page_ as (
      insert into scan_page (lot, fichier, rang, etat, defaut, tirage, page, octets, vignette)
      values (${p.lot}, ${p.fichier}, ${p.rang}, ${p.blanche ? 'blanche' : 'a_voir'}, ${p.defaut}, ${p.tirage},
        ${p.page}, ${garder(p.pdf)}, ${garder(p.vignette)})
      on conflict (lot, fichier, rang) do nothing)
    update scan_fichier set lues = greatest(lues, ${p.rang}) where lot = ${p.lot} and rang = ${p.fichier}
  `.execute(db)
}

export type PageLue = PageEnAttente & {
  readonly lot: string
  readonly fichier: string
  readonly rang: number
  readonly visible: boolean
}

/** Every page of a campaign that no letter took yet, in the order in which they were scanned. */
export async function listEnAttente(db: Db, campagne: string): Promise<PageLue[]> {
  const { rows } = await sql<PageLue>`
    select p.id, p.defaut, p.tirage, p.page, p.lot, f.nom as fichier, p.rang, p.octets is not null as visible
    from scan_page p join scan_lot l on l.id = p.lot join scan_fichier f on f.lot = p.lot and f.rang = p.fichier
    where l.campagne = ${campagne} and p.etat = 'a_voir' order by l.cree_le, l.id, p.fichier, p.rang
  `.execute(db)
  return rows
}

export type PageTenue = PageEnAttente & {
  readonly lot: string
  readonly campagne: string
  readonly etat: 'a_voir' | 'rattachee' | 'ecartee' | 'blanche'
  readonly fichier: string
  readonly rang: number
  readonly visible: boolean
  /** Whether its own code says which letter it is of, and nobody's choice. */
  readonly lue: boolean
}

/** A page kept as it is until the end of the transaction. */
export async function lockPage(tx: Tx, id: string): Promise<PageTenue | undefined> {
  const { rows } = await sql<PageTenue>`
    select p.id, p.defaut, p.tirage, p.page, p.lot, l.campagne, p.etat, f.nom as fichier, p.rang,
      p.octets is not null as visible, p.tirage is not null and p.traitee_par is null as lue
    from scan_page p join scan_lot l on l.id = p.lot join scan_fichier f on f.lot = p.lot and f.rang = p.fichier
    where p.id = ${id} for update of p
  `.execute(tx)
  return rows[0]
}

/** Keeps pages that still wait until the end of the transaction. @returns how many of them still do */
export async function lockEnAttente(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await sql`
    select id from scan_page where id = any (${ids as string[]}::text[]) and etat = 'a_voir' order by id for update
  `.execute(tx)
  return rows.length
}

/** The image of a page that waits: the page itself in PDF, or its thumbnail in PNG. */
export async function findImage(
  db: Db,
  id: string,
  quoi: 'octets' | 'vignette',
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ image: Buffer | null }>`
    select ${sql.ref(quoi)} as image from scan_page where id = ${id} and etat = 'a_voir'
  `.execute(db)
  return rows[0]?.image ?? undefined
}

/** Says by hand which page of which printing it is. */
export async function updateChoix(
  tx: Tx,
  id: string,
  { tirage, page, par }: { readonly tirage: string; readonly page: number; readonly par: string },
): Promise<void> {
  await sql`
    update scan_page set tirage = ${tirage}, page = ${page}, defaut = null, traitee_par = ${par}, traitee_le = now()
    where id = ${id}
  `.execute(tx)
}

/** The letter holds these pages now: they keep nothing of it. */
export async function updateRattachees(tx: Tx, ids: readonly string[], demande: string): Promise<void> {
  await sql`
    update scan_page set etat = 'rattachee', demande = ${demande}, octets = null, vignette = null,
      traitee_le = now() where id = any (${ids as string[]}::text[])
  `.execute(tx)
}

/** Sets a page aside for good, with its image. */
export async function updateEcartee(
  tx: Tx,
  id: string,
  { motif, par }: { readonly motif: string; readonly par: string },
): Promise<void> {
  await sql`
    update scan_page set etat = 'ecartee', motif = ${motif}, octets = null, vignette = null,
      traitee_par = ${par}, traitee_le = now() where id = ${id}
  `.execute(tx)
}
