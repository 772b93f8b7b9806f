import type { Formation } from '#campagnes/formation.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { classerFormations, compterRetenues, type Parametres } from '#majoration/simulation.ts'
import type { Poids } from '#majoration/temoins.ts'

/** Where a formation stands under some weights. */
export type Situation = { readonly ligne: LigneClassee; readonly retenues: number }

/** The parameters with other weights, given in the order of the grid. */
export const avecPoids = (parametres: Parametres, poids: Poids): Parametres => ({
  ...parametres,
  grille: {
    ...parametres.grille,
    criteres: parametres.grille.criteres.map((critere, c) => ({ ...critere, poids: poids[c]! })),
  },
})

/** Ranks and cuts again, and finds the formation there. */
export function situer(
  formations: readonly Formation[],
  parametres: Parametres,
  identifiant: string,
): Situation {
  const lignes = classerFormations(formations, parametres)
  const ligne = lignes.find(({ formation }) => formation.identifiant === identifiant)
  if (!ligne) throw new RangeError(`formation absente du classement : ${identifiant}`)
  return { ligne, retenues: compterRetenues(lignes, parametres.coupure) }
}

export const estRetenue = ({ ligne, retenues }: Situation): boolean => ligne.rang <= retenues

/**
 * The same example with as few weights moved as possible: each goes back to its value in turn, and stays there as long as
 * the formation is still across the line. What is left all matters.
 *
 * @param poids weights that move the formation across the line
 */
export function alleger(
  formations: readonly Formation[],
  parametres: Parametres,
  poids: Poids,
  identifiant: string,
): Poids {
  const retenue = estRetenue(situer(formations, parametres, identifiant))
  return parametres.grille.criteres.reduceRight((acquis, { poids: actuel }, c) => {
    if (acquis[c] === actuel) return acquis
    const essai = acquis.with(c, actuel)
    const situation = situer(formations, avecPoids(parametres, essai), identifiant)
    return estRetenue(situation) === retenue ? acquis : essai
  }, poids)
}
