import { Readable } from 'node:stream'
import { enSonNom } from '#campagnes/demandes/routes-instruction-travail.ts'
import { identifier } from '#courriers/scans/rattachement.ts'
import { attachLettre, readRattachement } from '#courriers/scans/routes-scans-lettre.ts'
import { OCTETS_PAGE_MAXIMUM, OCTETS_SCAN_MAXIMUM, PAGES_MAXIMUM } from '#courriers/scans/scans.ts'
import {
  type FichierTenu,
  findFichierALire,
  findLot,
  findMorceau,
  type LotTenu,
  removeAbandonnes,
  removeArretes,
  removeMorceaux,
  updateAnomalie,
  updateEtat,
  updateMuets,
  updatePages,
  updateVivant,
} from '#courriers/scans/store-lots.ts'
import { insertPage, type NouvellePage } from '#courriers/scans/store-pages.ts'
import { CONSERVATION } from '#donnees-personnelles/conservation.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, transaction } from '#platform/db.ts'
import { HttpRefusal } from '#platform/refusals.ts'
import { requireAction } from '#platform/rights.ts'
import { openScanner, type Scanner } from '#platform/scan.ts'

export const LIRE_SCANS = 'lire-scans'

/** A reading silent for this long is dead: a page takes a few seconds at most. */
const SILENCE_SECONDES = 90
const REPRISE_MS = 15_000

export type Ctx = Pick<AppContext, 'systeme' | 'actors' | 'clock' | 'files' | 'log'>

/** Takes up again what a stopped server was reading, and forgets what was never sent whole. */
export function watchScans({ systeme, jobs }: Pick<AppContext, 'systeme' | 'jobs'>): void {
  jobs.every(REPRISE_MS, 'reprise des lectures de scans', () =>
    transaction(systeme, async (tx) => {
      await removeAbandonnes(tx)
      await removeArretes(tx, CONSERVATION.scansArretes)
      for (const id of await updateMuets(tx, SILENCE_SECONDES))
        await jobs.enqueue(LIRE_SCANS, { id }, { db: tx })
    }),
  )
}

/**
 * Reads what is left of the files sent together, page after page, then joins the letters that are whole. Each page,
 * then each letter, is written alone: whatever stops the server, it goes on from there, and nothing is joined twice.
 * May be run any number of times, even at once.
 */
export async function lireScans(ctx: Ctx, id: string): Promise<void> {
  const lot = await findLot(ctx.systeme, id)
  if (lot?.etat !== 'en_cours') return
  for (let fichier = await findFichierALire(ctx.systeme, id); fichier; ) {
    if (!(await readFichier(ctx, lot, fichier))) return
    fichier = await findFichierALire(ctx.systeme, id)
  }
  if (!(await attachAll(ctx, lot))) return
  await updateEtat(ctx.systeme, id, ['en_cours'], 'fini')
}

/** One file, from the first page that was not read. @returns false when the reading was stopped */
async function readFichier(ctx: Ctx, lot: LotTenu, { rang, type, lues }: FichierTenu): Promise<boolean> {
  const { systeme, files, log } = ctx
  const source = Readable.toWeb(Readable.from(listMorceaux(systeme, lot.id, rang)))
  const recu = await files.receive(source as ReadableStream<Uint8Array>, OCTETS_SCAN_MAXIMUM)
  let scanner = openScanner()
  try {
    const pages = await scanner.open(recu.path, type).catch((err) => {
      log.warn({ err, lot: lot.id, fichier: rang }, 'scan illisible')
      return undefined
    })
    if (pages === undefined || pages > PAGES_MAXIMUM) {
      await updateAnomalie(systeme, lot.id, rang, pages === undefined ? 'illisible' : 'trop-de-pages')
    } else {
      await updatePages(systeme, lot.id, rang, pages)
      for (let page = lues + 1; page <= pages; page++) {
        if (!(await updateVivant(systeme, lot.id))) return false
        const lue = await readPage(scanner, page).catch(async (err) => {
          log.warn({ err, lot: lot.id, fichier: rang, page }, 'page de scan illisible')
          // A page that took its reader down must not take the others: they get a new one.
          await scanner.close()
          scanner = openScanner()
          await scanner.open(recu.path, type)
          return ABIMEE
        })
        await insertPage(systeme, { lot: lot.id, fichier: rang, rang: page, ...lue })
      }
    }
    await removeMorceaux(systeme, lot.id, rang)
    return true
  } finally {
    await scanner.close()
    await files.remove(recu.id)
  }
}

type Lue = Omit<NouvellePage, 'lot' | 'fichier' | 'rang'>
const ABIMEE: Lue = {
  ...{ blanche: false, defaut: 'abimee', tirage: null, page: null, pdf: null, vignette: null },
}

async function readPage(scanner: Scanner, page: number): Promise<Lue> {
  const { pdf, vignette, codes, blanche } = await scanner.read(page - 1)
  if (pdf.length > OCTETS_PAGE_MAXIMUM) return ABIMEE
  const identite = identifier(codes)
  if ('code' in identite)
    return {
      ...{ blanche: false, defaut: null, pdf, vignette },
      ...{ tirage: identite.code.lettre, page: identite.code.page },
    }
  const defaut = blanche ? null : identite.defaut
  return { blanche, defaut, tirage: null, page: null, pdf, vignette }
}

async function* listMorceaux(db: Db, lot: string, fichier: number): AsyncGenerator<Uint8Array> {
  for (let rang = 1; ; rang++) {
    const octets = await findMorceau(db, lot, fichier, rang)
    if (!octets) return
    yield octets
  }
}

/** Every letter that is whole, with the powers that whoever sent the scans has today. @returns false when stopped */
async function attachAll(ctx: Ctx, lot: LotTenu): Promise<boolean> {
  const { acteur, db } = await enSonNom(ctx, lot)
  if (!acteur) return !(await updateEtat(ctx.systeme, lot.id, ['en_cours'], 'annule'))
  requireAction(acteur, 'campagne.conduire')
  const { signataire, signeeLe } = lot
  const provenance = { campagne: lot.campagne, lot: lot.id, signature: { signataire, signeeLe }, acteur }
  let scanner = openScanner()
  try {
    for (const complete of (await readRattachement(db, lot.campagne)).completes) {
      if (!(await updateVivant(ctx.systeme, lot.id))) return false
      try {
        await attachLettre(db, scanner, complete, { ...provenance, aujourdhui: ctx.clock.today() })
      } catch (error) {
        // Changed meanwhile, or pages that do not go together: they stay where somebody looks at them, and must not take
        // the other letters with them, nor have this reading begin again for ever.
        if (!(error instanceof HttpRefusal)) throw error
        ctx.log.warn({ err: error, lot: lot.id, demande: complete.tirage.demande }, 'lettre non rattachée')
        await scanner.close()
        scanner = openScanner()
      }
    }
    return true
  } finally {
    await scanner.close()
  }
}
