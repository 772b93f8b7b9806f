import type { Palier } from '#campagnes/formation.ts'
import type { Random } from './random.ts'

/** Contracts of one kind inside a body: environmental or not, in one tier. */
export type Case = {
  readonly organisme: string
  readonly environnementale: boolean
  readonly palier: Palier
  readonly contrats: number
}

export type EffectifsOrganisme = {
  readonly organisme: string
  readonly contrats: number
  readonly contratsVerts: number
  readonly contratsPalier1: number
  readonly contratsPalier2: number
}

const TAILLE_MAXIMALE = 150

/**
 * Splits what is published of a body, green contracts on one side and tiers on the other, into cells whose sums are
 * those figures. The crossing itself is not published: green contracts are spread in proportion to the tiers.
 */
export function croiser(effectifs: EffectifsOrganisme): Case[] {
  const { organisme, contrats, contratsVerts, contratsPalier1, contratsPalier2 } = effectifs
  const paliers = [
    { palier: 2 as Palier, contrats: contratsPalier2 },
    { palier: 1 as Palier, contrats: contratsPalier1 },
    { palier: 0 as Palier, contrats: contrats - contratsPalier1 - contratsPalier2 },
  ].filter((p) => p.contrats > 0)
  let vertsRestants = contratsVerts
  let contratsRestants = contrats
  return paliers.flatMap(({ palier, contrats: total }) => {
    const verts = Math.round((vertsRestants * total) / contratsRestants)
    vertsRestants -= verts
    contratsRestants -= total
    const lot = { organisme, palier }
    return [
      { ...lot, environnementale: true, contrats: verts },
      { ...lot, environnementale: false, contrats: total - verts },
    ].filter((une) => une.contrats > 0)
  })
}

/** How many formations each cell has: `nombre` in all, in proportion to the contracts, at least what sizes impose. */
export function repartirFormations(cases: readonly Case[], nombre: number): number[] {
  const total = cases.reduce((somme, une) => somme + une.contrats, 0)
  const souhaits = cases.map((une) => (une.contrats * nombre) / total)
  const planchers = cases.map((une) => Math.ceil(une.contrats / (0.6 * TAILLE_MAXIMALE)))
  const comptes = souhaits.map((souhait, i) => Math.max(planchers[i]!, Math.floor(souhait)))
  let manquantes = nombre - comptes.reduce((somme, n) => somme + n, 0)
  while (manquantes !== 0) {
    const sens = Math.sign(manquantes)
    const possibles = comptes
      .map((_, i) => i)
      .filter((i) => (sens > 0 ? comptes[i]! < cases[i]!.contrats : comptes[i]! > planchers[i]!))
    const choisie = possibles.reduce((a, b) =>
      sens * (souhaits[b]! - comptes[b]!) > sens * (souhaits[a]! - comptes[a]!) ? b : a,
    )
    comptes[choisie]! += sens
    manquantes -= sens
  }
  return comptes
}

/** Cuts `contrats` into `nombre` uneven sizes from 1 to 150 whose sum is exact: many small ones, a few large. */
export function decouper(contrats: number, nombre: number, random: Random): number[] {
  const poids = Array.from(
    { length: nombre },
    () => 0.2 + 0.6 * random.unit() + 5 * random.unit() * random.unit() * random.unit(),
  )
  const somme = poids.reduce((a, b) => a + b, 0)
  const tailles = poids.map((p) => Math.min(Math.max(Math.floor((p * contrats) / somme), 1), TAILLE_MAXIMALE))
  let ecart = contrats - tailles.reduce((a, b) => a + b, 0)
  for (let i = 0; ecart !== 0; i = (i + 1) % nombre) {
    const sens = Math.sign(ecart)
    const taille = tailles[i]! + sens
    if (taille < 1 || taille > TAILLE_MAXIMALE) continue
    tailles[i] = taille
    ecart -= sens
  }
  return tailles
}
