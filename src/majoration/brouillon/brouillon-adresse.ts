import { type ChampParametre, champsModifies } from '#majoration/brouillon/brouillon.ts'
import type { Parametres } from '#majoration/simulation.ts'

/**
 * The parameters of a simulation in the address of its page: only what departs from the règlement, one readable
 * key each, so that reloading, going back and sharing a link all keep them. A figure stays a number so that the
 * router writes it without quotes; what a number would not keep exactly stays a text.
 */
export type Adresse = Readonly<Record<string, string | number>>

/** What must be added to the address for it to mean `courant`; keys without difference are absent. */
export const ecrireAdresse = (
  champs: readonly ChampParametre[],
  reglement: Parametres,
  courant: Parametres,
): Adresse =>
  Object.fromEntries(
    champsModifies(champs, reglement, courant).map((champ) => [
      champ.cle,
      nombreOuTexte(champ.lire(courant)),
    ]),
  )

/**
 * The parameters that an address means. What it says wrongly (an old link, a hand-made one) is left as in the
 * règlement and listed, so that the page can say so rather than compute something else in silence.
 */
export function lireAdresse(
  champs: readonly ChampParametre[],
  reglement: Parametres,
  adresse: Readonly<Record<string, unknown>>,
): { parametres: Parametres; ignores: readonly ChampParametre[] } {
  const ignores: ChampParametre[] = []
  const parametres = champs.reduce((acquis, champ) => {
    const texte = adresse[champ.cle]
    if (texte === undefined) return acquis
    const decision = champ.ecrire(acquis, String(texte))
    if (decision.statut === 'accord') return decision.valeur
    ignores.push(champ)
    return acquis
  }, reglement)
  return { parametres, ignores }
}

const nombreOuTexte = (texte: string) => (String(Number(texte)) === texte ? Number(texte) : texte)
