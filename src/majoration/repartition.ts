import type { ParametresRepartition } from '#campagnes/reglement.ts'
import { refuserComplements, verifierDonnees } from '#majoration/controle-repartition.ts'
import { resoudreForfait } from '#majoration/forfait.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import { arrondir, type Fraction, fraction, lireFraction, plancher } from '#socle/fraction.ts'
import { arrondirAuPlusFortReste, type Centimes, euros } from '#socle/montant.ts'

/** A body with the contracts of its retained formations: what the envelope is spread over. */
export type Beneficiaire = {
  readonly identifiant: string
  readonly contrats: number
  readonly contratsVerts: number
  readonly contratsPalier1: number
  readonly contratsPalier2: number
}

export type Part = Beneficiaire & {
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly plafonne: boolean
  /** Exact value in euros before the ceiling and the rounding, with the forfait of the last pass. */
  readonly exacte: Fraction
  readonly arrondiAuSuperieur: boolean
}

/** One pass of the ceilings: the forfait in euros that it was solved with, and who reached the ceiling. */
export type Tour = { readonly forfait: Fraction; readonly plafonnes: readonly string[] }

export type Repartition = {
  readonly dotation: Centimes
  readonly contrats: number
  /** In euros: dotation / contrats. */
  readonly montantMoyen: Fraction
  /** In euros for each contract; null when every body is at the ceiling and a reliquat is left: nothing solves it. */
  readonly forfaitDeBase: Fraction | null
  readonly parts: readonly Part[]
  readonly tours: readonly Tour[]
  readonly total: Centimes
  readonly reliquat: Centimes
}

/**
 * Spreads a constant envelope over the retained contracts (règlement d'intervention, CR 2020-018 as amended):
 * montant moyen M = D / K; complements are rates of M for each green or tier contract; the forfait de base b is
 * solved so that Σ min(plafond, b·K + compléments) = D; whole euros by largest remainder.
 *
 * Every exact value is an integer over one denominator (contracts × denominator of the rates × contracts below the
 * ceiling): no fraction is reduced on the way and no floating point takes part.
 *
 * @param dotation ordinary envelope, in cents, a whole number of euros
 * @param beneficiaires one entry a body, in any order: the result does not depend on it
 * @returns the répartition, or every reason why there is none
 */
export function repartir(
  dotation: Centimes,
  beneficiaires: readonly Beneficiaire[],
  parametres: ParametresRepartition,
): Decision<Repartition> {
  const motifs = verifierDonnees(dotation, beneficiaires, parametres)
  if (motifs.length > 0) return refus(...motifs)

  const taux = lireTaux(parametres)
  const D = BigInt(dotation) / 100n
  const P = parametres.plafond === null ? null : BigInt(parametres.plafond) / 100n
  const contrats = beneficiaires.map((b) => BigInt(b.contrats))
  const K = contrats.reduce((somme, k) => somme + k, 0n)
  const base = K * taux.denominateur
  const complements = beneficiaires.map((b) => D * poidsComplements(b, taux))

  const minimum = complements.reduce((somme, c) => somme + (P !== null && c > P * base ? P * base : c), 0n)
  if (minimum > D * base) return refus(refuserComplements(dotation, fraction(minimum, base)))

  const { forfait, exactes, denominateur, plafonne, aPartager, passes } = resoudreForfait({
    dotation: D,
    plafond: P,
    contrats,
    complements,
    base,
  })
  const libres = beneficiaires.map((_, i) => i).filter((i) => !plafonne[i])
  const entieres = arrondirAuPlusFortReste(
    libres.map((i) => ({ cle: beneficiaires[i]!.identifiant, numerateur: exactes[i]! })),
    denominateur,
    aPartager,
  )
  const entiereDe = new Map(libres.map((i, rang) => [i, entieres[rang]!]))

  const parts = beneficiaires.map((beneficiaire, i): Part => {
    const bonusVert = arrondir(fraction(D * taux.vert * BigInt(beneficiaire.contratsVerts), base))
    const entiere = entiereDe.get(i)
    return {
      ...beneficiaire,
      majoration: euros(entiere ? entiere.entiere : P!),
      dontBonusVert: euros(entiere ? bonusVert : plafonnerBonusVert(bonusVert, P!, parametres)),
      plafonne: !entiere,
      exacte: fraction(exactes[i]!, denominateur),
      arrondiAuSuperieur: entiere?.arrondiAuSuperieur ?? false,
    }
  })
  const total = parts.reduce((somme, part) => somme + part.majoration, 0)
  return accord({
    dotation,
    contrats: Number(K),
    montantMoyen: fraction(D, K),
    forfaitDeBase: forfait,
    parts,
    tours: passes.map((passe) => ({
      forfait: passe.forfait,
      plafonnes: passe.plafonnes.map((i) => beneficiaires[i]!.identifiant),
    })),
    total,
    reliquat: dotation - total,
  })
}

/** Rates of a règlement as whole numbers over one denominator, so that sums stay in integers. */
type Taux = { vert: bigint; palier1: bigint; palier2: bigint; denominateur: bigint }

function lireTaux(parametres: ParametresRepartition): Taux {
  const [vert, palier1, palier2] = [
    parametres.tauxBonusVert,
    parametres.tauxPalier1,
    parametres.tauxPalier2,
  ].map((texte) => lireFraction(texte)!) as [Fraction, Fraction, Fraction]
  const commun = vert.d * palier1.d * palier2.d
  return {
    vert: vert.n * (commun / vert.d),
    palier1: palier1.n * (commun / palier1.d),
    palier2: palier2.n * (commun / palier2.d),
    denominateur: commun * 100n,
  }
}

const poidsComplements = (b: Beneficiaire, taux: Taux) =>
  taux.vert * BigInt(b.contratsVerts) +
  taux.palier1 * BigInt(b.contratsPalier1) +
  taux.palier2 * BigInt(b.contratsPalier2)

/** A capped body's bonus vert: at most the share of the ceiling that the règlement sets (2023: 5 %, 100 000 €). */
function plafonnerBonusVert(bonusVert: bigint, plafond: bigint, parametres: ParametresRepartition): bigint {
  const part = lireFraction(parametres.partBonusVertDuPlafond)!
  const maximum = plancher(fraction(plafond * part.n, part.d * 100n))
  return bonusVert < maximum ? bonusVert : maximum
}
