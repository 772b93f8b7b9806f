import { type Bornes, mesurerAvances, type Profils } from '#majoration/profils.ts'
import type { Ligne } from '#majoration/sensibilite.ts'

/** Ranges are cut in two at most this many times in a row: 256 pieces for one formation. */
const PROFONDEUR = 8
/** Comparisons of two formations that all the cutting together may take: a second or so of a plain machine. */
const COMPARAISONS_MAXIMUM = 20_000_000

/**
 * Where the whole ranges are too wide for the proof to conclude, smaller ones may: each piece of them is proved apart,
 * and what holds in every piece holds everywhere. A formation now retained can only be proved so, and conversely.
 *
 * @param enSuspens the formations that neither a proof nor an example has settled
 * @returns those that keep their side of the line whatever the weights
 */
export function subdiviser(
  profils: Profils,
  ligne: Ligne,
  bornes: Bornes,
  enSuspens: readonly number[],
  avancer: (part: number) => void,
): ReadonlySet<number> {
  let reste = COMPARAISONS_MAXIMUM
  const tient = (f: number, piece: Bornes, profondeur: number): boolean => {
    reste -= profils.nombre
    if (gardeSonCote(profils, ligne, piece, f)) return true
    const large = plusLarge(piece)
    if (profondeur === 0 || reste <= 0 || large === undefined) return false
    const [bas, haut] = couperEnDeux(piece, large)
    return tient(f, bas, profondeur - 1) && tient(f, haut, profondeur - 1)
  }
  return new Set(
    enSuspens.filter((f, i) => {
      avancer(0.7 + (0.3 * i) / enSuspens.length)
      return tient(f, bornes, PROFONDEUR)
    }),
  )
}

/** Whether the bounds alone keep f on its side for all weights in this piece. */
function gardeSonCote(
  profils: Profils,
  { prises, capacite, retenues }: Ligne,
  piece: Bornes,
  f: number,
): boolean {
  const retenue = f < retenues
  let devant = prises[f]!
  for (let g = 0; g < profils.nombre; g++) {
    if (g === f) continue
    const { fSurG, gSurF, identiques } = mesurerAvances(profils, f, g, piece)
    // At equal profiles the order of the ranking never changes.
    const gDevant = identiques ? g < f : retenue ? fSurG <= 0 : gSurF > 0
    if (gDevant) devant += prises[g]!
    if (devant > capacite) return !retenue
  }
  return retenue
}

function plusLarge({ basses, hautes }: Bornes): number | undefined {
  let large: number | undefined
  for (const [c, haute] of hautes.entries())
    if (haute - basses[c]! > (large === undefined ? 0 : hautes[large]! - basses[large]!)) large = c
  return large
}

/** Weights are whole: the two halves share none and leave none out. */
function couperEnDeux({ basses, hautes }: Bornes, c: number): [Bornes, Bornes] {
  const milieu = Math.floor((basses[c]! + hautes[c]!) / 2)
  return [
    { basses, hautes: hautes.with(c, milieu) },
    { basses: basses.with(c, milieu + 1), hautes },
  ]
}
