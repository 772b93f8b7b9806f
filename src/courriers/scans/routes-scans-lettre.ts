import { holdDemande } from '#campagnes/demandes/routes-passage.ts'
import { type Signature, signer } from '#courriers/lettre.ts'
import { attachScan, writeSignature } from '#courriers/routes-lettres-signature.ts'
import { type LettreComplete, type Rattachement, rapprocher } from '#courriers/scans/rattachement.ts'
import { findImage, listEnAttente, lockEnAttente, updateRattachees } from '#courriers/scans/store-pages.ts'
import { listTirages } from '#courriers/scans/store-tirages.ts'
import { findLettreTenue } from '#courriers/store-lettres.ts'
import { findVotee } from '#majoration/store-proposition.ts'
import { type Db, transaction } from '#platform/db.ts'
import { absent, refused } from '#platform/refusals.ts'
import type { Scanner } from '#platform/scan.ts'
import type { Acteur } from '#socle/acces.ts'

/** The pages of a campaign that wait, grouped by letter as things stand now. */
export async function readRattachement(db: Db, campagne: string): Promise<Rattachement> {
  const pages = await listEnAttente(db, campagne)
  const noms = new Set(pages.flatMap(({ tirage }) => tirage ?? []))
  return rapprocher(pages, await listTirages(db, [...noms]), campagne)
}

type Provenance = {
  readonly campagne: string
  readonly lot: string
  readonly signature: Signature
  readonly acteur: Acteur
  readonly aujourdhui: string
}

/**
 * Makes one PDF of the pages of a letter and joins it: its pages leave the parked ones, a letter to be signed is said
 * signed, and both leave a trace, together or not at all. Two that do it at once: one does, the other finds nothing.
 *
 * @throws HttpRefusal 422 when the letter, or one of its pages, changed meanwhile
 */
export async function attachLettre(
  db: Db,
  scanner: Scanner,
  { tirage, pages }: LettreComplete,
  { campagne, lot, signature, acteur, aujourdhui }: Provenance,
): Promise<void> {
  const ids = pages.map(({ id }) => id)
  const images = await Promise.all(ids.map((id) => findImage(db, id, 'octets')))
  if (images.some((image) => !image)) throw changee()
  const octets = await scanner.join(images as Buffer[]).catch(() => {
    throw desunies()
  })
  await transaction(db, async (tx) => {
    const demande = await holdDemande(tx, tirage.demande)
    const lettre = await findLettreTenue(tx, tirage.demande)
    if ((await lockEnAttente(tx, ids)) !== ids.length) throw changee()
    // Judged again now that nothing moves: the letter may have been made again, or its original joined by hand.
    const [actuelle] = rapprocher(pages, await listTirages(tx, [tirage.tirage]), campagne).completes
    if (!actuelle || !lettre) throw changee()
    if (lettre.etat === 'a_signer') {
      const votee = await findVotee(tx, campagne)
      if (!votee) throw absent('Cette campagne n’est pas votée.')
      const decision = signer(lettre.etat, signature, { aujourdhui, voteeLe: votee.voteeLe! })
      if (decision.statut === 'refus') throw refused('La lettre n’est pas signée.', decision.motifs)
      await writeSignature(tx, demande, signature, acteur)
    }
    await attachScan(tx, demande, octets, { lot, pages: ids.length })
    await updateRattachees(tx, ids, tirage.demande)
  })
}

const changee = () =>
  refused(
    'Cette lettre, ou une de ses pages, a changé entre-temps : rechargez la page.',
    [],
    'lettre-changee',
  )

const desunies = () =>
  refused('Les pages de cette lettre ne se réunissent pas : numérisez-la de nouveau.', [], 'pages-desunies')
