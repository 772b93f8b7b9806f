import type { Formation } from '#campagnes/formation.ts'
import { type Calculee, ventilerTout } from '#majoration/ventilation.ts'
import {
  comparer,
  entier,
  type Fraction,
  fois,
  fraction,
  lireFraction,
  moins,
  ZERO,
} from '#socle/fraction.ts'
import { type Centimes, centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What the money of a département is held against: the contracts that it asked for, or those retained there. */
export const BASES = { demandes: 'Contrats demandés', retenus: 'Contrats retenus' } as const
export type Base = keyof typeof BASES

/** Indicatif: no source says from how many points on a gap between two shares deserves a look. */
export const SEUIL_INDICATIF: Fraction = entier(2)

export type Compte = { readonly formations: number; readonly contrats: number }

/** Why a département deserves a look: more or less money than its share of contracts, or none at all. */
export type AlerteTerritoire = 'au-dela' | 'en-deca' | 'rien-de-retenu'

export type Territoire = {
  /** Code of the département. */
  readonly departement: string
  readonly demande: Compte
  readonly retenu: Compte
  /** The whole euros that its formations bring to their bodies, in cents; exceptional majorations are apart. */
  readonly montant: Centimes
  /** Shares of the totals, from 0 to 1. */
  readonly partMontant: Fraction
  readonly partContrats: Fraction
  /** partMontant − partContrats, in points; the gaps of all the départements sum to zero. */
  readonly ecart: Fraction
  readonly alerte: AlerteTerritoire | null
}

export type Territoires = {
  /** Every département where a formation was asked for, by code. */
  readonly territoires: readonly Territoire[]
  readonly demande: Compte
  readonly retenu: Compte
  readonly montant: Centimes
}

export type Regard = {
  readonly base: Base
  /** In points: a gap beyond it, on either side, is an alert. */
  readonly seuil: Fraction
}

/**
 * Where the money of a répartition goes, département by département, against where the contracts are. Exact: the
 * amounts are those of `ventiler`, and sum to the total of the répartition.
 */
export function observerTerritoires(calculee: Calculee, { base, seuil }: Regard): Territoires {
  const parts = ventilerTout(calculee)
  const demandes = compterPar(calculee.simulation.lignes.map(({ formation }) => formation))
  const retenus = compterPar(parts.map(({ formation }) => formation))
  const montants = new Map<string, Centimes>()
  for (const { formation, majoration } of parts)
    montants.set(formation.departement, (montants.get(formation.departement) ?? 0) + majoration)
  const montant = centimes([...montants.values()].reduce((a, b) => a + b, 0))
  const [demande, retenu] = [totaliser(demandes), totaliser(retenus)]
  const reference = base === 'demandes' ? demande : retenu
  const territoires = [...demandes].map(([departement, sienne]): Territoire => {
    const retenue = retenus.get(departement) ?? RIEN
    const sien = montants.get(departement) ?? 0
    const partMontant = part(sien, montant)
    const partContrats = part((base === 'demandes' ? sienne : retenue).contrats, reference.contrats)
    const ecart = fois(moins(partMontant, partContrats), entier(100))
    return {
      ...{ departement, demande: sienne, retenu: retenue, montant: sien },
      ...{ partMontant, partContrats, ecart, alerte: alerter(retenue, ecart, seuil) },
    }
  })
  return {
    territoires: territoires.sort((a, b) => comparerTextes(a.departement, b.departement)),
    ...{ demande, retenu, montant },
  }
}

/** A threshold as typed or as an address carries it, in points: « 2 », « 0,5 »; undefined when it is not one. */
export function lireSeuil(saisie: unknown): Fraction | undefined {
  const lu = lireFraction(String(saisie).trim())
  return lu && comparer(lu, ZERO) >= 0 && comparer(lu, entier(100)) <= 0 ? lu : undefined
}

function alerter(retenu: Compte, ecart: Fraction, seuil: Fraction): AlerteTerritoire | null {
  if (retenu.formations === 0) return 'rien-de-retenu'
  if (comparer(ecart, seuil) > 0) return 'au-dela'
  return comparer(ecart, moins(ZERO, seuil)) < 0 ? 'en-deca' : null
}

const RIEN: Compte = { formations: 0, contrats: 0 }

function compterPar(formations: readonly Formation[]): Map<string, Compte> {
  const comptes = new Map<string, Compte>()
  for (const { departement, contrats } of formations) {
    const deja = comptes.get(departement) ?? RIEN
    comptes.set(departement, { formations: deja.formations + 1, contrats: deja.contrats + contrats })
  }
  return comptes
}

const totaliser = (comptes: ReadonlyMap<string, Compte>): Compte =>
  [...comptes.values()].reduce(
    (total, { formations, contrats }) => ({
      formations: total.formations + formations,
      contrats: total.contrats + contrats,
    }),
    RIEN,
  )

/** A share of a whole; of nothing, none. */
const part = (num: number, den: number): Fraction => (den === 0 ? ZERO : fraction(num, den))
