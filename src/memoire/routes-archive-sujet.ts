import { findCampagne } from '#campagnes/store.ts'
import { DOCUMENTS_LONGS } from '#majoration/documents/document-long.ts'
import type { SujetArchive } from '#memoire/archive.ts'
import { findEnCours, insertArchive, lockDemandeur } from '#memoire/store-archive.ts'
import { findNom } from '#memoire/store-memoire.ts'
import type { AppContext } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Acteur } from '#socle/acces.ts'

/** Name, in the queue, of the work that makes a file. */
export const ARCHIVER = 'memoire.archiver'

/** Where the acts on a file are traced. */
export const objetDe = ({ siret, campagne }: SujetArchive): string =>
  siret === null ? `campagne:${campagne}` : `organisme:${siret}`

/** What a file is called: the body, or the document and its campaign. */
export async function findNomDe(db: Db, sujet: SujetArchive): Promise<string> {
  if (sujet.siret !== null) return (await findNom(db, sujet.siret)) ?? sujet.siret
  const campagne = await findCampagne(db, sujet.campagne)
  return `${DOCUMENTS_LONGS[sujet.document].libelle}, ${campagne?.libelle ?? sujet.campagne}`
}

type Demandeur = { readonly acteur: Acteur; readonly adresse: string | undefined }

/**
 * Asks for a file, once: already being made for the same person, it is the same one.
 *
 * @returns its identifier, and whether it was asked for now
 */
export async function planArchive(
  jobs: AppContext['jobs'],
  tx: Tx,
  sujet: SujetArchive,
  { acteur, adresse }: Demandeur,
): Promise<{ id: string; nouvelle: boolean }> {
  const par = acteur.identifiant!
  const nom = await findNomDe(tx, sujet)
  await lockDemandeur(tx, sujet, par)
  const deja = await findEnCours(tx, sujet, par)
  if (deja) return { id: deja.id, nouvelle: false }
  const id = await insertArchive(tx, {
    ...{ sujet, par, pour: acteur.pour ?? null, role: acteur.role, adresse: adresse ?? null },
    organisation: acteur.organisation!.identifiant,
  })
  // Taking it away is an act: it is written before the first byte is read.
  await insertJournal(tx, { acte: 'archive.demandee', objet: objetDe(sujet), apres: { archive: id, nom } })
  await jobs.enqueue(ARCHIVER, { id }, { db: tx })
  return { id, nouvelle: true }
}
