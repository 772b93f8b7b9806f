import type { Formation } from '#campagnes/formation.ts'
import type { CleDepartage, Coupure, Grille, ParametresRepartition, Reglement } from '#campagnes/reglement.ts'
import { classer, type LigneClassee } from '#majoration/classement.ts'
import { couper } from '#majoration/coupure.ts'
import { noter } from '#majoration/notation.ts'
import { type Beneficiaire, type Repartition, repartir } from '#majoration/repartition.ts'
import type { Decision } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** Everything that a scenario may change; the règlement and the campaign give the starting values. */
export type Parametres = {
  /** Ordinary envelope, in cents; exceptional majorations are apart. */
  readonly dotation: Centimes
  readonly grille: Grille
  readonly departage: readonly CleDepartage[]
  readonly coupure: Coupure
  readonly repartition: ParametresRepartition
}

export type Simulation = {
  readonly lignes: readonly LigneClassee[]
  /** The first `retenues` lines are retained. */
  readonly retenues: number
  readonly repartition: Decision<Repartition>
}

export const parametresDe = (reglement: Reglement, dotation: Centimes): Parametres => ({
  dotation,
  grille: reglement.grille,
  departage: reglement.departage,
  coupure: reglement.coupure,
  repartition: reglement.repartition,
})

/** From declared formations to amounts: score, rank, cut, spread. The same code on the server and on the screen. */
export function simuler(formations: readonly Formation[], parametres: Parametres): Simulation {
  const lignes = classerFormations(formations, parametres)
  const retenues = compterRetenues(lignes, parametres.coupure)
  return { lignes, retenues, repartition: repartirRetenues(lignes, retenues, parametres) }
}

/** The ranking alone: it changes with the grid, not with the cut-off nor the envelope. */
export const classerFormations = (
  formations: readonly Formation[],
  { grille, departage }: Pick<Parametres, 'grille' | 'departage'>,
): LigneClassee[] =>
  classer(
    formations.map((formation) => noter(formation, grille)),
    departage,
  )

export function compterRetenues(lignes: readonly LigneClassee[], coupure: Coupure): number {
  const points = new Float64Array(lignes.length)
  const contrats = new Float64Array(lignes.length)
  let cumul = 0
  for (const [i, ligne] of lignes.entries()) {
    points[i] = ligne.points
    contrats[i] = ligne.cumulContrats - cumul // without going to look for the formation, far away in memory
    cumul = ligne.cumulContrats
  }
  return couper(points, contrats, coupure)
}

export const repartirRetenues = (
  lignes: readonly LigneClassee[],
  retenues: number,
  { dotation, repartition }: Pick<Parametres, 'dotation' | 'repartition'>,
): Decision<Repartition> => repartir(dotation, regrouper(lignes, retenues), repartition)

/** The bodies of the first `retenues` lines, with their contracts by kind, in order of first appearance. */
export function regrouper(lignes: readonly LigneClassee[], retenues: number): Beneficiaire[] {
  type Cumul = { -readonly [champ in keyof Beneficiaire]: Beneficiaire[champ] }
  const parOrganisme = new Map<string, Cumul>()
  for (let i = 0; i < retenues; i++) {
    const { organisme, contrats, environnementale, palier } = lignes[i]!.formation
    let cumul = parOrganisme.get(organisme)
    if (!cumul) {
      cumul = {
        identifiant: organisme,
        contrats: 0,
        contratsVerts: 0,
        contratsPalier1: 0,
        contratsPalier2: 0,
      }
      parOrganisme.set(organisme, cumul)
    }
    cumul.contrats += contrats
    if (environnementale) cumul.contratsVerts += contrats
    if (palier === 1) cumul.contratsPalier1 += contrats
    if (palier === 2) cumul.contratsPalier2 += contrats
  }
  return [...parOrganisme.values()]
}
