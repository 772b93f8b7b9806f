import type { Organisme } from '#campagnes/formation.ts'
import { sansAccents } from '#socle/texte.ts'

/**
 * Finds the same bodies in two campaigns: by their SIRET; without one on both sides, by their identifier; failing
 * that, by their name, accents and case apart. A sign that several bodies bear tells nothing.
 *
 * @returns identifiers of earlier bodies by those of later ones, each at most once
 */
export function apparier(anciens: readonly Organisme[], nouveaux: readonly Organisme[]): Map<string, string> {
  const [paires, prises] = [new Map<string, string>(), new Set<string>()]
  const signes: ((corps: Organisme) => string | null)[] = [
    ({ siret }) => siret,
    ({ identifiant }) => identifiant,
    ({ nom }) => depouiller(nom),
  ]
  for (const signe of signes) {
    const ancienPar = indexer(anciens, signe, ({ identifiant }) => !prises.has(identifiant))
    const nouveauPar = indexer(nouveaux, signe, ({ identifiant }) => !paires.has(identifiant))
    for (const [valeur, nouveau] of nouveauPar) {
      const ancien = ancienPar.get(valeur)
      // Two different SIRET are two bodies, whatever else they share.
      if (!ancien || !nouveau || (ancien.siret && nouveau.siret && ancien.siret !== nouveau.siret)) continue
      paires.set(nouveau.identifiant, ancien.identifiant)
      prises.add(ancien.identifiant)
    }
  }
  return paires
}

/** Bodies by a sign; null where several bear it: nothing tells them apart. */
function indexer(
  organismes: readonly Organisme[],
  signe: (corps: Organisme) => string | null,
  reste: (corps: Organisme) => boolean,
): Map<string, Organisme | null> {
  const index = new Map<string, Organisme | null>()
  for (const corps of organismes) {
    const valeur = reste(corps) ? signe(corps) : null
    if (valeur) index.set(valeur, index.has(valeur) ? null : corps)
  }
  return index
}

/** A name without case, accents nor punctuation. */
export const depouiller = (nom: string): string => sansAccents(nom).replace(/[^\p{L}\p{N}]+/gu, '')
