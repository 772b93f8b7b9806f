import { createHash } from 'node:crypto'
import { renderRecepisse } from '#campagnes/demandes/routes-demandes-depot.ts'
import { findDemande, listFormationsSaisies } from '#campagnes/demandes/store-demandes.ts'
import { findMorceau } from '#campagnes/demandes/store-pieces.ts'
import { findFichier } from '#courriers/store-lettres.ts'
import { type Fichier, prevoir, type Source } from '#memoire/archive.ts'
import {
  exportCorrections,
  exportFormationsDeclarees,
  exportHistoire,
  exportMessages,
  exportMontants,
} from '#memoire/export-tableaux.ts'
import type { Memoire } from '#memoire/memoire.ts'
import type { Db } from '#platform/db.ts'
import { HttpRefusal } from '#platform/refusals.ts'

/** A file of an archive, its hash known before its bytes are read. */
export type Contenu = Fichier & {
  readonly ouvrir: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}
type Edition = { readonly region: string; readonly date: string }

/**
 * Every file of an archive but its index. What is written here is small and kept; documents, which are not, are read
 * when their turn comes, one at a time.
 */
export async function openContenus(db: Db, memoire: Memoire, edition: Edition): Promise<Contenu[]> {
  const contenus: Contenu[] = []
  for (const { source, ...prevu } of prevoir(memoire)) {
    const contenu = await openSource(db, source, memoire, edition)
    if (contenu) contenus.push({ ...prevu, ...contenu })
  }
  return contenus
}

type Ouvert = Pick<Contenu, 'sha256' | 'taille' | 'ouvrir'>

async function openSource(
  db: Db,
  source: Source,
  memoire: Memoire,
  edition: Edition,
): Promise<Ouvert | undefined> {
  switch (source.sorte) {
    case 'montants':
      return enTexte(exportMontants(memoire))
    case 'histoire':
      return enTexte(exportHistoire(memoire))
    case 'corrections':
      return enTexte(exportCorrections(memoire))
    case 'messages':
      return enTexte(exportMessages(source.demande))
    case 'formations':
      return enTexte(exportFormationsDeclarees(await listFormationsSaisies(db, source.demande.id)))
    case 'recepisse':
      return openRecepisse(db, source.demande.id, edition)
    case 'piece': {
      const { id, sha256, taille } = source
      return { sha256, taille, ouvrir: () => readPiece(db, id) }
    }
    case 'lettre':
      return openLettre(db, source)
  }
}

const enTexte = (texte: string): Ouvert => garder(Buffer.from(texte, 'utf8'))
const garder = (octets: Uint8Array): Ouvert => ({
  ...{ sha256: empreinteDe(octets), taille: octets.length },
  ouvrir: () => [octets],
})
const empreinteDe = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')

/** One that changes to answer a complement has no receipt at the moment: nothing false is put instead. */
async function openRecepisse(db: Db, id: string, edition: Edition): Promise<Ouvert | undefined> {
  const demande = await findDemande(db, id)
  if (!demande) return undefined
  const pdf = await renderRecepisse(db, demande, edition).catch((erreur) => {
    if (erreur instanceof HttpRefusal) return undefined
    throw erreur
  })
  return pdf && garder(pdf)
}

/** Read twice rather than kept: for its hash, then for its place in the ZIP. */
async function openLettre(
  db: Db,
  { demande, exemplaire }: Extract<Source, { sorte: 'lettre' }>,
): Promise<Ouvert | undefined> {
  const fichier = await findFichier(db, demande, exemplaire)
  if (!fichier) return undefined
  const { sha256, taille } = garder(fichier.octets)
  const relire = async function* () {
    const relue = await findFichier(db, demande, exemplaire)
    if (relue) yield relue.octets
  }
  return { sha256, taille, ouvrir: relire }
}

/** One MiB at a time, as the ZIP takes it. */
async function* readPiece(db: Db, id: string): AsyncGenerator<Uint8Array> {
  for (let rang = 1; ; rang++) {
    const octets = await findMorceau(db, id, rang)
    if (!octets) return
    yield octets
  }
}
