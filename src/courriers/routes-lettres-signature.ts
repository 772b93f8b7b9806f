import { createHash } from 'node:crypto'
import type { DemandeTenue } from '#campagnes/demandes/demande.ts'
import { nommerDemande } from '#campagnes/demandes/routes-passage.ts'
import { numeriser, type Signature } from '#courriers/lettre.ts'
import { findLettreTenue, updateSignature, upsertFichier } from '#courriers/store-lettres.ts'
import type { Tx } from '#platform/db.ts'
import { insertJournal } from '#platform/journal.ts'
import { refused } from '#platform/refusals.ts'
import type { Acteur } from '#socle/acces.ts'

/** Writes that the letter of an application that is held is signed, once the rule has agreed; with its trace. */
export async function writeSignature(
  tx: Tx,
  demande: DemandeTenue,
  signature: Signature,
  acteur: Acteur,
): Promise<void> {
  const mains = { par: acteur.identifiant!, pour: acteur.pour ?? null }
  await updateSignature(tx, demande.id, signature, mains)
  const apres = { ...nommerDemande(demande), ...signature }
  await insertJournal(tx, { acte: 'lettre.signee', objet: `demande:${demande.id}`, apres })
}

/**
 * Joins the signed original to the letter of an application that is held, with its trace: one letter sent alone, or one
 * of a whole scan.
 *
 * @param provenance what the journal says of where it comes from
 * @throws HttpRefusal 422 when the letter is not signed, or already notified
 */
export async function attachScan(
  tx: Tx,
  demande: DemandeTenue,
  octets: Uint8Array,
  provenance: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const decision = numeriser((await findLettreTenue(tx, demande.id))?.etat ?? 'a_generer')
  if (decision.statut === 'refus') throw refused('La lettre n’est pas déposée.', decision.motifs)
  const sha256 = createHash('sha256').update(octets).digest('hex')
  await upsertFichier(tx, demande.id, 'signee', { octets, sha256 })
  const apres = { ...nommerDemande(demande), sha256, ...provenance }
  await insertJournal(tx, { acte: 'lettre.numerisee', objet: `demande:${demande.id}`, apres })
}
