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

/** Confronts two closed readings mark by mark: what is retained at once, and what somebody has to settle. */
export function depouiller(
  [une, autre]: readonly [readonly Appreciation[], readonly Appreciation[]],
  criteres: readonly CritereApprecie[],
  seuil: string,
): { readonly retenues: readonly Retenue[]; readonly ecarts: readonly Ecart[] } {
  const retenues: Retenue[] = []
  const ecarts: Ecart[] = []
  for (const { formation, champ, note } of une) {
    const critere = criteres.find((un) => un.champ === champ)
    const vis = autre.find((avis) => avis.formation === formation && avis.champ === champ)?.note ?? null
    if (!critere || note === null || vis === null) continue
    const confrontation = confronter([note, vis], critere, seuil)
    if (confrontation.verdict === 'aArbitrer') ecarts.push({ formation, champ })
    else retenues.push({ formation, champ, valeur: confrontation.valeur })
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
