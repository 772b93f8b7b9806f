import type { Grille } from '#campagnes/reglement.ts'
import { appliquerEchelle, type FormationNotee } from '#majoration/notation.ts'

/**
 * Formations reduced to numbers, to be compared two by two and scored again many times: each line of the grid
 * earns a share of its points, and only the weights move.
 */
export type Profils = {
  readonly nombre: number
  /** Criterion of each line of the grid, and the line's share of it in whole %. */
  readonly critereDeLigne: Uint8Array
  readonly partDeLigne: Uint8Array
  /** Earned share of line l by formation f: num, at f × lines + l, over the line's own den, exactly. */
  readonly num: Float64Array
  readonly den: Float64Array
  /** The same times the line's share of its criterion, as a double: what the formation earns of each point of weight. */
  readonly gains: Float64Array
}

export function profiler(formations: readonly FormationNotee[], grille: Grille): Profils {
  const lignes = grille.criteres.flatMap((critere, c) =>
    critere.composantes.map((composante) => ({ c, composante })),
  )
  const num = new Float64Array(formations.length * lignes.length)
  const gains = new Float64Array(formations.length * lignes.length)
  // The denominator comes from the scale alone, whatever the value.
  const den = Float64Array.from(lignes, ({ composante }) => appliquerEchelle(composante.echelle, 0).den)
  formations.forEach(({ formation }, f) => {
    lignes.forEach(({ composante }, l) => {
      const i = f * lignes.length + l
      num[i] = appliquerEchelle(composante.echelle, formation.declaration[composante.champ]).num
      gains[i] = (composante.part / 100) * (num[i]! / den[l]!)
    })
  })
  return {
    nombre: formations.length,
    critereDeLigne: Uint8Array.from(lignes, (ligne) => ligne.c),
    partDeLigne: Uint8Array.from(lignes, (ligne) => ligne.composante.part),
    num,
    den,
    gains,
  }
}

/** Points of one formation, in hundredths, with other weights: the same roundings as `noter`. */
export function noterProfil(profils: Profils, f: number, poids: ArrayLike<number>): number {
  const { critereDeLigne, partDeLigne, num, den } = profils
  const lignes = critereDeLigne.length
  let points = 0
  for (let l = 0; l < lignes; l++) {
    const haut = poids[critereDeLigne[l]!]! * partDeLigne[l]! * num[f * lignes + l]!
    const bas = 100 * den[l]!
    points += Math.floor((2 * haut + bas) / (2 * bas))
  }
  return points
}

/** Whole weights between which each criterion moves, in hundredths of a point. */
export type Bornes = { readonly basses: Float64Array; readonly hautes: Float64Array }

export function borner(grille: Grille, amplitudes: Readonly<Record<string, number>>): Bornes {
  const amplitude = (code: string) => Math.min(Math.max(amplitudes[code] ?? 0, 0), 1)
  return {
    basses: Float64Array.from(grille.criteres, (c) => Math.round(c.poids * (1 - amplitude(c.code)))),
    hautes: Float64Array.from(grille.criteres, (c) => Math.round(c.poids * (1 + amplitude(c.code)))),
  }
}

/** The least that one formation leads another by, in hundredths, over all weights in the bounds; both ways. */
export type Avances = { fSurG: number; gSurF: number; identiques: boolean }

/**
 * A lower bound, always true: on one criterion the exact lead is linear in the weight, so least at one end; each
 * line that differs adds less than one hundredth of rounding, and none when it only ever favours one side.
 */
export function mesurerAvances(profils: Profils, f: number, g: number, bornes: Bornes): Avances {
  const { critereDeLigne, gains } = profils
  const lignes = critereDeLigne.length
  let fSurG = 0
  let gSurF = 0
  let identiques = true
  let l = 0
  while (l < lignes) {
    const critere = critereDeLigne[l]!
    let pente = 0
    let pour = 0
    let contre = 0
    for (; l < lignes && critereDeLigne[l] === critere; l++) {
      const ecart = gains[f * lignes + l]! - gains[g * lignes + l]!
      pente += ecart
      if (ecart > 0) pour++
      else if (ecart < 0) contre++
    }
    if (pour + contre === 0) continue
    identiques = false
    const [a, b] = [bornes.basses[critere]! * pente, bornes.hautes[critere]! * pente]
    fSurG += minorer(Math.min(a, b), pour, contre)
    gSurF += minorer(-Math.max(a, b), contre, pour)
  }
  return { fSurG, gSurF, identiques }
}

const minorer = (exact: number, pour: number, contre: number): number => {
  const minimum = Math.floor(exact - 1e-6) - (pour + contre - 1)
  return contre === 0 ? Math.max(minimum, 0) : minimum
}
