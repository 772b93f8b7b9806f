import type { LigneClassee } from '#majoration/classement.ts'
import { type Parametres, repartirRetenues } from '#majoration/simulation.ts'
import type { Fraction } from '#socle/fraction.ts'

/** What the first `formations` of a ranking would give: one point of the curve forfait de base / retained contracts. */
export type PointCourbe = {
  readonly formations: number
  readonly contrats: number
  /** In euros; null when the computation is refused there, or when every body is at the ceiling. */
  readonly forfait: Fraction | null
  readonly organismes: number
  readonly plafonnes: number
}

/**
 * Where the curve is computed: about `nombre` lengths of the retained list, evenly spread over the contracts rather
 * than over the formations so that the line is as smooth everywhere, the last one being the whole ranking.
 */
export function choisirEchantillons(lignes: readonly LigneClassee[], nombre: number): number[] {
  const total = lignes.at(-1)?.cumulContrats ?? 0
  const longueurs: number[] = []
  let seuil = total / nombre
  for (const { rang, cumulContrats } of lignes) {
    if (cumulContrats < seuil && rang < lignes.length) continue
    longueurs.push(rang)
    seuil = (Math.floor((cumulContrats * nombre) / Math.max(total, 1)) + 1) * (total / nombre)
  }
  return longueurs
}

/** The point of the curve where the first `retenues` lines are retained. */
export function calculerPoint(
  lignes: readonly LigneClassee[],
  retenues: number,
  parametres: Pick<Parametres, 'dotation' | 'repartition'>,
): PointCourbe {
  const contrats = retenues > 0 ? lignes[retenues - 1]!.cumulContrats : 0
  const decision = repartirRetenues(lignes, retenues, parametres)
  if (decision.statut === 'refus')
    return { formations: retenues, contrats, forfait: null, organismes: 0, plafonnes: 0 }
  const { forfaitDeBase, parts } = decision.valeur
  return {
    formations: retenues,
    contrats,
    forfait: forfaitDeBase,
    organismes: parts.length,
    plafonnes: parts.filter((part) => part.plafonne).length,
  }
}
