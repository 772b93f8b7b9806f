import { ordonner } from '#majoration/classement.ts'
import { type Bornes, noterProfil, type Profils } from '#majoration/profils.ts'
import type { Ligne } from '#majoration/sensibilite.ts'

/** A weight per criterion, in the order of the grid, in hundredths of a point. */
export type Poids = Float64Array

/** With eight criteria every one of the 256 extreme combinations is tried; with more, the eight that move most. */
const CRITERES_CROISES = 8

/**
 * Combinations worth trying, the simplest to tell first: one weight at an end of its range, two, all of them low or
 * high, then every crossing of ends. Points are linear in each weight, so what can cross mostly does at the ends.
 */
export function* combiner(poids: Poids, { basses, hautes }: Bornes): Generator<Poids> {
  const mobiles = [...poids.keys()].filter((c) => basses[c] !== hautes[c])
  const pousser = (...bouts: readonly (readonly [critere: number, bout: Float64Array])[]) => {
    const essai = Float64Array.from(poids)
    for (const [c, bout] of bouts) essai[c] = bout[c]!
    return essai
  }
  const bouts = [basses, hautes]
  for (const c of mobiles) for (const bout of bouts) yield pousser([c, bout])
  for (const [i, c] of mobiles.entries())
    for (const d of mobiles.slice(i + 1))
      for (const un of bouts) for (const autre of bouts) yield pousser([c, un], [d, autre])
  for (const bout of bouts) yield Float64Array.from(bout)
  const croises = mobiles
    .toSorted((c, d) => hautes[d]! - basses[d]! - (hautes[c]! - basses[c]!))
    .slice(0, CRITERES_CROISES)
  for (let k = 0; k < 2 ** croises.length; k++)
    yield pousser(...croises.map((c, i) => [c, bouts[(k >> i) & 1]!] as const))
}

/**
 * Tries the combinations one after the other and keeps, for each formation asked for, the first that puts it on the
 * other side of the line. A witness must hold whatever the tie-break: equal points always count against it.
 */
export function temoigner(
  profils: Profils,
  ligne: Ligne,
  combinaisons: Iterable<Poids>,
  cherche: (f: number) => boolean,
  avancer: (part: number) => void,
): { temoins: (Poids | null)[]; essais: number } {
  const temoins: (Poids | null)[] = Array.from({ length: profils.nombre }, () => null)
  const enQuete = new Set([...temoins.keys()].filter(cherche))
  const liste = [...combinaisons]
  let essais = 0
  for (const poids of liste) {
    if (enQuete.size === 0) break
    if (essais % 16 === 0) avancer(0.4 + (0.3 * essais) / liste.length)
    essais++
    const points = Float64Array.from(temoins, (_, f) => noterProfil(profils, f, poids))
    const { surement, peutEtre } = juger(points, ligne)
    for (const f of enQuete) {
      if (f < ligne.retenues ? peutEtre[f] : !surement[f]) continue
      temoins[f] = poids
      enQuete.delete(f)
    }
  }
  return { temoins, essais }
}

/** Who is retained with these points whatever the tie-break, and who is with a kind one. */
function juger(points: Float64Array, { prises, capacite, minimum }: Ligne) {
  const surement = new Uint8Array(points.length)
  const peutEtre = new Uint8Array(points.length)
  const ordre = ordonner(points, () => 0)
  let cumul = 0
  for (let debut = 0; debut < ordre.length; ) {
    let fin = debut
    let groupe = 0
    for (; fin < ordre.length && points[ordre[fin]!] === points[ordre[debut]!]; fin++)
      groupe += prises[ordre[fin]!]!
    for (const f of ordre.subarray(debut, fin)) {
      const assez = points[f]! >= minimum
      surement[f] = assez && cumul + groupe <= capacite ? 1 : 0
      peutEtre[f] = assez && cumul + prises[f]! <= capacite ? 1 : 0
    }
    cumul += groupe
    debut = fin
  }
  return { surement, peutEtre }
}
