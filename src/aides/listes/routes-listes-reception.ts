import { openListe } from '#aides/listes/import-liste.ts'
import { motifsContreSession } from '#aides/listes/liste.ts'
import { findDispositif } from '#aides/listes/routes-listes-dispositif.ts'
import { OCTETS_LISTE, storeListe } from '#aides/listes/routes-listes-fichier.ts'
import { LIRE_LISTE } from '#aides/listes/routes-listes-lecture.ts'
import { findListeBySha256, insertListe, type SessionDeListe } from '#aides/listes/store-listes.ts'
import { nettoyer } from '#campagnes/importation/cellule.ts'
import { FichierIllisible } from '#campagnes/importation/import-refus.ts'
import type { AppContext } from '#platform/context.ts'
import { type Db, type Tx, transaction } from '#platform/db.ts'
import type { ReceivedFile } from '#platform/files.ts'
import { insertJournal } from '#platform/journal.ts'
import { HttpRefusal, refused, tooLarge } from '#platform/refusals.ts'

type Outside = Pick<AppContext, 'files' | 'jobs' | 'coffre' | 'clock'> & { readonly db: Db }
type Envoi = {
  readonly stream: ReadableStream<Uint8Array> | null
  readonly type: string
  /** What the request says of its length, NaN when it says nothing. */
  readonly announced: number
  readonly nom: string
  readonly session: SessionDeListe
  readonly organisation: string
  readonly personne: string
}

/**
 * Receives a list as it comes, refuses at once one in which the columns are not found, and plans the reading of the
 * others. A file already received for this session changes nothing.
 */
export async function receiveListe(
  outside: Outside,
  envoi: Envoi,
): Promise<{ id: string; existant: boolean }> {
  const { db, files, clock } = outside
  const { session, organisation, nom } = envoi
  if (/^multipart\//i.test(envoi.type)) throw enveloppe()
  if (envoi.announced > OCTETS_LISTE) throw tooLarge('Le fichier dépasse 100 Mo, le maximum accepté.')
  const motifs = motifsContreSession(session, clock.now())
  if (motifs.length > 0) throw refused('La liste n’est pas reçue.', motifs)
  if (!findDispositif(session)) throw sansTexte()
  const received = await files.receive(envoi.stream, OCTETS_LISTE)
  try {
    const connue = await findListeBySha256(db, { session: session.id, organisation, sha256: received.sha256 })
    if (connue) return { id: connue, existant: true }
    await checkTable(received.path, nom)
    return await transaction(db, (tx) => keep(tx, outside, envoi, received))
  } finally {
    await files.remove(received.id)
  }
}

const enveloppe = () =>
  new HttpRefusal(
    415,
    'corps_multipart',
    'Envoyez le fichier lui-même comme corps de la requête, et non un formulaire qui le contient.',
  )

const sansTexte = () =>
  refused(
    'Le règlement de cette campagne d’aides n’est plus dans ce programme : prévenez la Région.',
    [],
    'reglement_absent',
  )

async function checkTable(path: string, nom: string): Promise<void> {
  try {
    await openListe(path, nom)
  } catch (error) {
    throw error instanceof FichierIllisible ? refused(error.message, [], error.code) : error
  }
}

/** The list, its encrypted file, its trace and its work exist together or not at all. */
async function keep(
  tx: Tx,
  { jobs, coffre }: Outside,
  { session, organisation, personne, nom: brut }: Envoi,
  { sha256, bytes: taille, path }: ReceivedFile,
): Promise<{ id: string; existant: boolean }> {
  const nom = Array.from(nettoyer(brut)).slice(0, 200).join('') || 'fichier'
  const id = await insertListe(tx, {
    session: session.id,
    organisation,
    nom,
    sha256,
    taille,
    creePar: personne,
  })
  if (!id) {
    // Another request brought the same file meanwhile, and won.
    const existante = await findListeBySha256(tx, { session: session.id, organisation, sha256 })
    if (!existante) throw new Error('liste ni créée ni trouvée')
    return { id: existante, existant: true }
  }
  await storeListe(tx, coffre, id, path)
  const apres = { nom, sha256, taille, session: session.id }
  await insertJournal(tx, { acte: 'listeaide.recue', objet: `listeaide:${id}`, apres })
  await jobs.enqueue(LIRE_LISTE, { id }, { db: tx })
  return { id, existant: false }
}
