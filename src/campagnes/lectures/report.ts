import { ecrireValeur } from '#campagnes/demandes/renouvellement.ts'
import { type Correction, corriger, type FormationSaisie } from '#campagnes/demandes/saisie.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import { lireCellule } from '#campagnes/importation/valeurs.ts'
import { type CritereApprecie, confronter } from '#campagnes/lectures/lecture.ts'
import type { Appreciation } from '#campagnes/lectures/lecture-actes.ts'

/** A value that two readings made, in the unit of its field. */
export type Retenue = { readonly formation: string; readonly champ: CodeChamp; readonly valeur: number }
export type Ecart = Omit<Retenue, 'valeur'>

/**
 * Confronts two closed readings mark by mark: what is retained at once, and what somebody has to settle. A formation
 * that came after one of them was not read by two: somebody settles that too, rather than what its body declares.
 *
 * @param formations references of those that the application has today
 */
export function depouiller(
  [une, autre]: readonly [readonly Appreciation[], readonly Appreciation[]],
  formations: readonly string[],
  criteres: readonly CritereApprecie[],
  seuil: string,
): { readonly retenues: readonly Retenue[]; readonly ecarts: readonly Ecart[] } {
  const retenues: Retenue[] = []
  const ecarts: Ecart[] = []
  const noter = (lecture: readonly Appreciation[]) =>
    new Map(lecture.map(({ formation, champ, note }) => [`${champ} ${formation}`, note]))
  const [premieres, secondes] = [noter(une), noter(autre)]
  for (const formation of formations)
    for (const critere of criteres) {
      const { champ } = critere
      const premiere = premieres.get(`${champ} ${formation}`) ?? null
      const seconde = secondes.get(`${champ} ${formation}`) ?? null
      const confrontation =
        premiere === null || seconde === null ? undefined : confronter([premiere, seconde], critere, seuil)
      if (confrontation?.verdict === 'retenue')
        retenues.push({ formation, champ, valeur: confrontation.valeur })
      else ecarts.push({ formation, champ })
    }
  return { retenues, ecarts }
}

/**
 * The retained values as corrections of what was declared, which is the one way by which a figure reaches the ranking.
 * A value that is there already corrects nothing.
 */
export function corrigerParLecture(
  retenues: readonly Retenue[],
  formations: readonly FormationSaisie[],
  corrections: readonly Correction[],
): Correction[] {
  const instruites = new Map(
    corriger(formations, corrections).map(({ identifiant, saisie }) => [identifiant, saisie]),
  )
  return retenues.flatMap(({ formation, champ, valeur }) => {
    const saisie = instruites.get(formation)
    const colonne = COLONNES_PAR_CODE.get(champ)!
    if (!saisie) return []
    const avant = saisie[champ] ?? ''
    if (lireCellule(avant, colonne).valeur === valeur) return []
    return [{ formation, champ, avant, apres: ecrireValeur(valeur, colonne.nature) }]
  })
}
