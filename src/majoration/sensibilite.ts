import type { Coupure, Grille } from '#campagnes/reglement.ts'
import type { LigneClassee } from '#majoration/classement.ts'
import { lirePart } from '#majoration/coupure.ts'
import {
  type Bornes,
  borner,
  mesurerAvances,
  noterProfil,
  type Profils,
  profiler,
} from '#majoration/profils.ts'
import { subdiviser } from '#majoration/subdivision.ts'
import { combiner, type Poids, temoigner } from '#majoration/temoins.ts'

/**
 * What becomes of a formation while the weights move, each within its range, independently:
 * - `toujours` and `jamais` retained are proved, for every combination of whole weights in the ranges;
 * - `depend` is witnessed: two actual combinations put it on either side of the line;
 * - `indetermine` is neither proved nor witnessed.
 */
export type Sort = 'toujours' | 'jamais' | 'depend' | 'indetermine'

export type Sensibilite = {
  /** Fate of each line, in the order of the ranking given. */
  readonly sorts: readonly Sort[]
  /** For each line that depends, weights that move it across the line: as few of them moved as was found. */
  readonly temoins: readonly (Poids | null)[]
  /** How many combinations of weights were really tried to witness the changes of side. */
  readonly essais: number
}

/** Beyond this many formations the proof, which compares them two by two, would take too long for a screen. */
export const MAXIMUM_SENSIBILITE = 5_000

/** Told from time to time how much is done, from 0 to 1. */
export type Avancement = (part: number) => void

/**
 * Proves who is retained whatever the weights in a range, and witnesses who is not.
 *
 * f stands above g for sure when the least that it can lead by, criterion by criterion, is more than zero. Counting
 * who is surely above f, and who may be, bounds its rank (or cumulated contracts) for all combinations at once. What
 * that leaves open is tried by example, then proved again on smaller and smaller pieces of the ranges.
 *
 * @param lignes the ranking with the weights as they are; at equal profiles its order is the tie-break
 * @param amplitudes relative range of each criterion by code, 0.2 for ± 20 %; a criterion left out does not move
 */
export function eprouver(
  lignes: readonly LigneClassee[],
  grille: Grille,
  coupure: Coupure,
  amplitudes: Readonly<Record<string, number>>,
  avancer: Avancement = () => {},
): Sensibilite {
  if (lignes.length > MAXIMUM_SENSIBILITE)
    throw new RangeError('trop de formations pour éprouver la sensibilité')
  const bornes = borner(grille, amplitudes)
  const ligne = lireLigne(lignes, coupure)
  // Nothing moves: the ranking itself, tie-break included, is the proof.
  if (bornes.basses.every((basse, c) => basse === bornes.hautes[c]))
    return {
      sorts: lignes.map((_, f) => (f < ligne.retenues ? 'toujours' : 'jamais')),
      temoins: lignes.map(() => null),
      essais: 0,
    }
  const profils = profiler(lignes, grille)
  const preuves =
    coupure.mode === 'points'
      ? prouverAuSeuil(profils, bornes, coupure.minimum)
      : prouverAuRang(profils, bornes, ligne, avancer)
  const poids = Float64Array.from(grille.criteres, (critere) => critere.poids)
  const { temoins, essais } = temoigner(
    profils,
    ligne,
    combiner(poids, bornes),
    (f) => preuves[f] === undefined,
    avancer,
  )
  const enSuspens = preuves.flatMap((preuve, f) => (preuve || temoins[f] ? [] : [f]))
  const tenues = subdiviser(profils, ligne, bornes, enSuspens, avancer)
  const sortDe = (f: number): Sort => {
    if (temoins[f]) return 'depend'
    if (tenues.has(f)) return f < ligne.retenues ? 'toujours' : 'jamais'
    return 'indetermine'
  }
  return { sorts: preuves.map((preuve, f) => preuve ?? sortDe(f)), temoins, essais }
}

/** The line in numbers: how it judges a ranking, and how many it retains with the weights as they are. */
export type Ligne = {
  /** What each formation takes of the capacity: one place, or its contracts. */
  readonly prises: Float64Array
  readonly capacite: number
  /** Least points, when the line is a number of points: the capacity is then without limit. */
  readonly minimum: number
  readonly retenues: number
}

function lireLigne(lignes: readonly LigneClassee[], coupure: Coupure): Ligne {
  const enContrats = coupure.mode === 'partContrats'
  const prises = Float64Array.from(lignes, (ligne) => (enContrats ? ligne.formation.contrats : 1))
  const total = prises.reduce((somme, prise) => somme + prise, 0)
  if (coupure.mode === 'points') {
    const retenues = lignes.filter((ligne) => ligne.points >= coupure.minimum).length
    return { prises, capacite: total, minimum: coupure.minimum, retenues }
  }
  let capacite = total
  if (coupure.mode !== 'aucune') {
    const part = lirePart(coupure.part)
    capacite = Number((part.n * BigInt(total)) / part.d)
  }
  let retenues = 0
  for (let cumul = 0; retenues < lignes.length && cumul + prises[retenues]! <= capacite; )
    cumul += prises[retenues++]!
  return { prises, capacite, minimum: 0, retenues }
}

type Preuve = 'toujours' | 'jamais' | undefined

/** With a minimum of points each formation is judged alone: points grow with every weight, so the ends say it all. */
function prouverAuSeuil(profils: Profils, bornes: Bornes, minimum: number): Preuve[] {
  return Array.from({ length: profils.nombre }, (_, f) => {
    if (noterProfil(profils, f, bornes.basses) >= minimum) return 'toujours'
    return noterProfil(profils, f, bornes.hautes) < minimum ? 'jamais' : undefined
  })
}

function prouverAuRang(
  profils: Profils,
  bornes: Bornes,
  { prises, capacite }: Ligne,
  avancer: Avancement,
): Preuve[] {
  const n = profils.nombre
  const surement = new Float64Array(n)
  const peutEtre = new Float64Array(n)
  for (let f = 0; f < n; f++) {
    if (f % 64 === 0) avancer((0.4 * f * (2 * n - f)) / (n * n))
    for (let g = f + 1; g < n; g++) {
      const { fSurG, gSurF, identiques } = mesurerAvances(profils, f, g, bornes)
      const fDevant = fSurG > 0 || identiques
      const gDevant = gSurF > 0
      if (fDevant) surement[g]! += prises[f]!
      if (!fDevant) peutEtre[f]! += prises[g]!
      if (gDevant) surement[f]! += prises[g]!
      if (!gDevant) peutEtre[g]! += prises[f]!
    }
  }
  return Array.from({ length: n }, (_, f) => {
    if (peutEtre[f]! + prises[f]! <= capacite) return 'toujours'
    return surement[f]! + prises[f]! > capacite ? 'jamais' : undefined
  })
}
