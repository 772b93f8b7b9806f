import { lireEntier } from '#campagnes/importation/nombres.ts'
import { type Centimes, euros } from '#socle/montant.ts'

/** Beyond, cents are no longer exact; no Région has that. */
const EUROS_MAXIMUM = 90_000_000_000_000

/**
 * Reads an envelope typed in euros, « 20 140 000 € » or « 20140000 ».
 *
 * @returns whole euros in cents, or the French reason
 */
export function lireDotation(
  saisie: string,
): { readonly centimes: Centimes; readonly erreur?: never } | { readonly erreur: string } {
  const sansUnite = saisie.trim().replace(/\s*(€|euros?)$/i, '')
  if (sansUnite === '') return { erreur: 'Indiquez l’enveloppe à répartir, en euros.' }
  const { valeur, constat } = lireEntier(sansUnite, EUROS_MAXIMUM)
  if (valeur === null)
    return { erreur: constat?.message ?? 'Écrivez un nombre entier d’euros, comme 20 140 000.' }
  return valeur > 0 ? { centimes: euros(valeur) } : { erreur: 'L’enveloppe doit être supérieure à zéro.' }
}
