import type { LigneAnnexe } from '#majoration/documents/annexe.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { comparer, type Fraction, fraction, moins, plancher } from '#socle/fraction.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** A body whose computed majoration is not the published one, with what decides of its last euro. */
export type EcartPublication = {
  readonly ligne: LigneAnnexe
  /** Exact majoration in euros, before rounding. */
  readonly exacte: Fraction
  /** What is beyond the whole euro: the greatest are served first. */
  readonly reste: Fraction
  /** Place among the remainders, 1 for the greatest. */
  readonly place: number
  /** What the published table did, seen from the rule. */
  readonly lecture: 'sousPartieEntiere' | 'nonServi' | 'serviSansRang' | 'autre'
}

export type EcartsPublication = {
  readonly ecarts: readonly EcartPublication[]
  /** How many bodies received one more euro: the places 1 to `servis`. */
  readonly servis: number
  /** True when the differences cancel out: only the rounding differs, the total is the published one. */
  readonly compenses: boolean
}

/** The differences with the published table, in the order in which the largest remainder serves the bodies. */
export function expliquerEcarts(lignes: readonly LigneAnnexe[], repartition: Repartition): EcartsPublication {
  const restes = repartition.parts
    .filter((part) => !part.plafonne)
    .map((part) => ({ part, reste: moins(part.exacte, fraction(plancher(part.exacte))) }))
    .sort((a, b) => comparer(b.reste, a.reste) || comparerTextes(a.part.identifiant, b.part.identifiant))
  const places = new Map(
    restes.map(({ part, reste }, i) => [part.identifiant, { part, reste, place: i + 1 }]),
  )
  const servis = repartition.parts.filter((part) => part.arrondiAuSuperieur).length
  const ecarts = lignes
    .filter((ligne) => ligne.ecart !== null && ligne.ecart !== 0)
    .flatMap((ligne): EcartPublication[] => {
      const rang = places.get(ligne.organisme)
      if (!rang || !ligne.publie) return []
      const { part, reste, place } = rang
      const auDela = BigInt(ligne.publie.majoration) / 100n - plancher(part.exacte)
      return [{ ligne, exacte: part.exacte, reste, place, lecture: lire(auDela, place <= servis) }]
    })
    .sort((a, b) => a.place - b.place)
  return {
    ecarts,
    servis,
    compenses: ecarts.length > 0 && ecarts.reduce((somme, { ligne }) => somme + (ligne.ecart ?? 0), 0) === 0,
  }
}

/** @param auDela published euros beyond the whole euros of the exact amount */
function lire(auDela: bigint, servi: boolean): EcartPublication['lecture'] {
  if (auDela < 0n) return 'sousPartieEntiere'
  if (auDela === 0n && servi) return 'nonServi'
  return auDela === 1n && !servi ? 'serviSansRang' : 'autre'
}
