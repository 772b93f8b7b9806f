import { rapprocher } from '#courriers/scans/rattachement.ts'
import type { PageAVoir, ScansLus } from '#courriers/scans/scans.ts'
import { listLots } from '#courriers/scans/store-lots.ts'
import { listEnAttente, type PageLue } from '#courriers/scans/store-pages.ts'
import { listAttendues, listTirages } from '#courriers/scans/store-tirages.ts'
import type { Db } from '#platform/db.ts'

/** Where the scans of a campaign stand; the reason of each page is the one of now. */
export async function readScans(db: Db, campagne: string, libelle: string): Promise<ScansLus> {
  const pages = await listEnAttente(db, campagne)
  const tirages = await listTirages(db, [...new Set(pages.flatMap(({ tirage }) => tirage ?? []))])
  const { aVoir } = rapprocher(pages, tirages, campagne)
  const lettreDe = ({ tirage: nom, page }: PageLue): PageAVoir['lettre'] => {
    const tirage = nom === null ? undefined : tirages.get(nom)
    if (tirage?.campagne !== campagne) return null
    const { demande, numero, organisme } = tirage
    return { demande, numero, organisme, pages: tirage.pages, page: page! }
  }
  return {
    libelle,
    lots: await listLots(db, campagne),
    aVoir: aVoir.map(({ page, motif }) => {
      const { id, lot, fichier, rang, visible } = page as PageLue
      return { ...{ id, lot, fichier, rang, visible, motif }, lettre: lettreDe(page as PageLue) }
    }),
    lettres: (await listAttendues(db, campagne)).map(({ tirage: _, ...lettre }) => lettre),
  }
}
