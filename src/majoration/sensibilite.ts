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
  /** How many combinations of weights were really tried to witness the changes of side. */
  readonly essais: number
}

/** Beyond this many formations the proof, which compares them two by two, would take too long for a screen. */
export const MAXIMUM_SENSIBILITE = 5_000

/**
 * Proves who is retained whatever the weights in a range, and witnesses who is not.
 *
 * f stands above g for sure when the least that it can lead by, criterion by criterion, is more than zero. Counting
 * who is surely above f, and who may be, bounds its rank (or cumulated contracts) for all combinations at once.
 *
 * @param lignes the ranking with the weights as they are; at equal profiles its order is the tie-break
 * @param amplitudes relative range of each criterion by code, 0.2 for ± 20 %; a criterion left out does not move
 */
export function eprouver(
  lignes: readonly LigneClassee[],
  grille: Grille,
  coupure: Coupure,
  amplitudes: Readonly<Record<string, number>>,
): Sensibilite {
  if (lignes.length > MAXIMUM_SENSIBILITE)
    throw new RangeError('trop de formations pour éprouver la sensibilité')
  const profils = profiler(lignes, grille)
  const bornes = borner(grille, amplitudes)
  const ligne = lireLigne(lignes, coupure)
  const preuves =
    coupure.mode === 'points'
      ? prouverAuSeuil(profils, bornes, coupure.minimum)
      : prouverAuRang(profils, bornes, ligne)

  const passeLaLigne = (f: number, retenue: boolean, poids: Float64Array) => {
    const points = Float64Array.from(lignes, (_, i) => noterProfil(profils, i, poids))
    return (
      (coupure.mode === 'points' ? points[f]! >= coupure.minimum : tient(points, f, ligne, !retenue)) !==
      retenue
    )
  }
  let essais = 0
  const sorts = preuves.map((preuve, f): Sort => {
    if (preuve) return preuve
    const retenue = f < ligne.retenues
    const autreCote = contraire(profils, f, bornes, ligne, retenue).some((poids) => {
      essais++
      return passeLaLigne(f, retenue, poids)
    })
    return autreCote ? 'depend' : 'indetermine'
  })
  return { sorts, essais }
}

/** The line in numbers: what each formation takes of it (one place, or its contracts) and how much there is. */
type Ligne = { readonly prises: Float64Array; readonly capacite: number; readonly retenues: number }

function lireLigne(lignes: readonly LigneClassee[], coupure: Coupure): Ligne {
  const enContrats = coupure.mode === 'partContrats'
  const prises = Float64Array.from(lignes, (ligne) => (enContrats ? ligne.formation.contrats : 1))
  const total = prises.reduce((somme, prise) => somme + prise, 0)
  let capacite = total
  if (coupure.mode === 'partFormations' || coupure.mode === 'partContrats') {
    const part = lirePart(coupure.part)
    capacite = Number((part.n * BigInt(total)) / part.d)
  }
  let retenues = 0
  if (coupure.mode === 'points') retenues = lignes.filter((ligne) => ligne.points >= coupure.minimum).length
  else
    for (let cumul = 0; retenues < lignes.length && cumul + prises[retenues]! <= capacite; )
      cumul += prises[retenues++]!
  return { prises, capacite, retenues }
}

type Preuve = 'toujours' | 'jamais' | undefined

/** With a minimum of points each formation is judged alone: points grow with every weight, so the ends say it all. */
function prouverAuSeuil(profils: Profils, bornes: Bornes, minimum: number): Preuve[] {
  return Array.from({ length: profils.nombre }, (_, f) => {
    if (noterProfil(profils, f, bornes.basses) >= minimum) return 'toujours'
    return noterProfil(profils, f, bornes.hautes) < minimum ? 'jamais' : undefined
  })
}

function prouverAuRang(profils: Profils, bornes: Bornes, { prises, capacite }: Ligne): Preuve[] {
  const n = profils.nombre
  const surement = new Float64Array(n)
  const peutEtre = new Float64Array(n)
  for (let f = 0; f < n; f++) {
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

/** Whether f is retained with these points; a witness must hold whatever the tie-break, so ties count against it. */
function tient(
  points: Float64Array,
  f: number,
  { prises, capacite }: Ligne,
  egalitesDevant: boolean,
): boolean {
  let cumul = prises[f]!
  for (let g = 0; g < points.length; g++) {
    if (points[g]! > points[f]! || (egalitesDevant && g !== f && points[g] === points[f])) cumul += prises[g]!
  }
  return cumul <= capacite
}

/**
 * Combinations likely to move f across the line: every criterion pushed to the end that helps it (or harms it)
 * against the formations standing around the line, then one criterion at a time.
 */
function contraire(
  profils: Profils,
  f: number,
  bornes: Bornes,
  ligne: Ligne,
  retenue: boolean,
): Float64Array[] {
  const milieu = bornes.basses.map((basse, c) => Math.round((basse + bornes.hautes[c]!) / 2))
  const pentes = pentesAutourDeLaLigne(profils, f, ligne.retenues)
  const pousse = (c: number) => (pentes[c]! > 0 !== retenue ? bornes.hautes[c]! : bornes.basses[c]!)
  const tout = milieu.map((_, c) => pousse(c))
  const unParUn = [...milieu.keys()].map((seul) => milieu.map((poids, c) => (c === seul ? pousse(c) : poids)))
  return [tout, ...unParUn]
}

/** For each criterion, how much more f earns of it than the formations on either side of the line, on average. */
function pentesAutourDeLaLigne(profils: Profils, f: number, retenues: number): Float64Array {
  const { critereDeLigne, partDeLigne, num, den, nombre } = profils
  const lignes = critereDeLigne.length
  const pentes = new Float64Array(Math.max(0, ...critereDeLigne) + 1)
  const debut = Math.max(0, retenues - 20)
  const fin = Math.min(nombre, retenues + 20)
  for (let g = debut; g < fin; g++) {
    for (let l = 0; l < lignes; l++) {
      const [i, j] = [f * lignes + l, g * lignes + l]
      pentes[critereDeLigne[l]!]! += partDeLigne[l]! * (num[i]! / den[i]! - num[j]! / den[j]!)
    }
  }
  return pentes
}
