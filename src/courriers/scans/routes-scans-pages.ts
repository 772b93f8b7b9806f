import { getPage, getVignette, postChoix, postEcart } from '#courriers/scans/routes-scans-contrat.ts'
import { attachLettre, readRattachement } from '#courriers/scans/routes-scans-lettre.ts'
import { findLot } from '#courriers/scans/store-lots.ts'
import {
  findImage,
  lockPage,
  type PageTenue,
  updateChoix,
  updateEcartee,
} from '#courriers/scans/store-pages.ts'
import { listAttendues, listTirages } from '#courriers/scans/store-tirages.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import { sendFile } from '#platform/download.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { absent, refused } from '#platform/refusals.ts'
import { openScanner } from '#platform/scan.ts'
import type { Acteur } from '#socle/acces.ts'
import { INSECABLE } from '#socle/francais.ts'

/** The pages that no letter took: looked at, joined by hand, set aside. */
export const pagesScansRoutes = ({ clock }: Pick<AppContext, 'clock'>) =>
  createRoutes()
    .openapi(getVignette, async (c) => {
      const image = await findImage(c.var.db, c.req.valid('param').id, 'vignette')
      if (!image) throw pageAbsente()
      return sendFile(c, new Uint8Array(image), 'page numérisée.png', 'image/png') as never
    })
    .openapi(getPage, async (c) => {
      const image = await findImage(c.var.db, c.req.valid('param').id, 'octets')
      if (!image) throw pageAbsente()
      return sendFile(c, new Uint8Array(image), 'page numérisée.pdf', 'application/pdf') as never
    })
    .openapi(postChoix, async (c) => {
      const { demande, page: rang } = c.req.valid('json')
      const { acteur, db } = c.var
      const tenue = await transaction(db, async (tx) => {
        const page = await holdPage(tx, c.req.valid('param').id)
        if (!page.visible)
          throw refused('Cette page ne peut pas être montrée : écartez-la.', [], 'page-abimee')
        await requireSienne(tx, page, demande)
        const lettre = (await listAttendues(tx, page.campagne)).find((une) => une.demande === demande)
        if (!lettre)
          throw refused(
            'Cette lettre n’attend pas d’original dans cette campagne.',
            [],
            'lettre-non-attendue',
          )
        if (rang > lettre.pages)
          throw refused(
            `Cette lettre n’a pas de page ${rang} : elle en compte ${lettre.pages}.`,
            [],
            'page-hors-lettre',
          )
        await updateChoix(tx, page.id, { tirage: lettre.tirage, page: rang, par: acteur.identifiant! })
        const apres = { ...nommerPage(page), page: rang, numero: lettre.numero, organisme: lettre.organisme }
        await insertJournal(tx, { acte: 'scan.choisi', objet: `demande:${demande}`, apres })
        return { ...page, tirage: lettre.tirage }
      })
      return c.json({ rattachee: await attachIfWhole(db, tenue, acteur, clock.today()) }, 200)
    })
    .openapi(postEcart, async (c) => {
      const { motif } = c.req.valid('json')
      const { acteur, db } = c.var
      const tenue = await transaction(db, async (tx) => {
        const page = await holdPage(tx, c.req.valid('param').id)
        await updateEcartee(tx, page.id, { motif, par: acteur.identifiant! })
        const trace = { acte: 'scan.ecarte', objet: `campagne:${page.campagne}`, motif }
        await insertJournal(tx, { ...trace, apres: nommerPage(page) })
        return page
      })
      return c.json({ rattachee: await attachIfWhole(db, tenue, acteur, clock.today()) }, 200)
    })

const pageAbsente = () => absent('Cette page n’est plus à voir.')
const nommerPage = ({ lot, fichier, rang }: PageTenue) => ({ lot, fichier, rang })

/** A page that still waits, held. @throws HttpRefusal 404 */
async function holdPage(tx: Tx, id: string): Promise<PageTenue> {
  const page = await lockPage(tx, id)
  if (page?.etat !== 'a_voir') throw pageAbsente()
  return page
}

/**
 * A sheet that says by its code whose it is never goes to another body, who would read it, nor under another text than the
 * one that was signed.
 * @throws HttpRefusal 422
 */
async function requireSienne(tx: Tx, { tirage, lue }: PageTenue, demande: string): Promise<void> {
  const nommee = lue && tirage !== null && (await listTirages(tx, [tirage])).get(tirage)
  if (nommee && nommee.demande !== demande)
    throw refused(
      `Le code de cette page dit qu’elle est de la lettre n°${INSECABLE}${nommee.numero} (${nommee.organisme}) : elle ne se joint pas à une autre.`,
      [],
      'page-d-une-autre-lettre',
    )
  if (nommee && !nommee.aJour)
    throw refused(
      'La lettre a été refaite depuis l’impression de cette page : c’est la nouvelle qui doit être signée.',
      [],
      'lettre-refaite',
    )
}

/** Joins the letter of a page when nothing of it is missing any more. @returns whether it was joined */
async function attachIfWhole(
  db: Db,
  { campagne, lot: id, tirage }: PageTenue,
  acteur: Acteur,
  aujourdhui: string,
): Promise<boolean> {
  if (tirage === null) return false
  const { completes } = await readRattachement(db, campagne)
  const complete = completes.find((une) => une.tirage.tirage === tirage)
  const lot = complete && (await findLot(db, id))
  if (!complete || !lot) return false
  const { signataire, signeeLe } = lot
  const scanner = openScanner()
  try {
    const provenance = { campagne, lot: id, signature: { signataire, signeeLe }, acteur, aujourdhui }
    await attachLettre(db, scanner, complete, provenance)
    return true
  } finally {
    await scanner.close()
  }
}
