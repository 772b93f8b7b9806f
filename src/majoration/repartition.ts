import type { ParametresRepartition } from '#campagnes/reglement.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
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

/** Rates of a règlement as whole numbers over one denominator, so that sums stay in integers. */
type Taux = { vert: bigint; palier1: bigint; palier2: bigint; denominateur: bigint }

/**
 * Spreads a constant envelope over the retained contracts (règlement d'intervention, CR 2020-018 as amended):
 * montant moyen M = D / K; complements are rates of M for each green or tier contract; the forfait de base b is
 * solved so that Σ min(plafond, b·K + compléments) = D; whole euros by largest remainder.
 *
 * Every exact value is an integer over K·T·S (contracts, rates' denominator, contracts below the ceiling): no
 * fraction is reduced on the way and no floating point takes part.
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
  const motifs = [...verifierParametres(dotation, parametres), ...verifierBeneficiaires(beneficiaires)]
  if (motifs.length > 0) return refus(...motifs)

  const taux = lireTaux(parametres)
  const D = BigInt(dotation) / 100n
  const P = parametres.plafond === null ? null : BigInt(parametres.plafond) / 100n
  const K = beneficiaires.reduce((somme, b) => somme + BigInt(b.contrats), 0n)
  const T = taux.denominateur
  const contrats = beneficiaires.map((b) => BigInt(b.contrats))
  const complements = beneficiaires.map((b) => D * poidsComplements(b, taux)) // over K·T

  const minimum = complements.reduce((somme, c) => somme + (P !== null && c > P * K * T ? P * K * T : c), 0n)
  if (minimum > D * K * T) return refus(complementsTropEleves(D, fraction(minimum, K * T)))

  const plafonne = new Array<boolean>(beneficiaires.length).fill(false)
  const libres = () => contrats.map((_, i) => i).filter((i) => !plafonne[i])
  const laisse = () => D - BigInt(beneficiaires.length - libres().length) * (P ?? 0n)
  const tours: Tour[] = []
  let S = 0n
  let b = 0n // forfait de base, over K·T·S
  for (let reste = K; reste > 0n; ) {
    S = reste
    b = laisse() * K * T - libres().reduce((somme, i) => somme + complements[i]!, 0n)
    const nouveaux =
      P === null ? [] : libres().filter((i) => b * contrats[i]! + complements[i]! * S >= P * K * T * S)
    tours.push({
      forfait: fraction(b, K * T * S),
      plafonnes: nouveaux.map((i) => beneficiaires[i]!.identifiant),
    })
    for (const i of nouveaux) plafonne[i] = true
    reste = nouveaux.length === 0 ? 0n : libres().reduce((somme, i) => somme + contrats[i]!, 0n)
  }

  const denominateur = K * T * S
  const exactes = contrats.map((k, i) => b * k + complements[i]! * S)
  const tousPlafonnes = libres().every((i) => contrats[i] === 0n)
  const forfaitDeBase = tousPlafonnes && laisse() > 0n ? null : fraction(b, denominateur)
  const nonPlafonnes = libres()
  const entieres = arrondirAuPlusFortReste(
    nonPlafonnes.map((i) => ({ cle: beneficiaires[i]!.identifiant, numerateur: exactes[i]! })),
    denominateur,
    tousPlafonnes ? 0n : laisse(),
  )
  const entiereDe = new Map(nonPlafonnes.map((i, rang) => [i, entieres[rang]!]))

  const parts = beneficiaires.map((beneficiaire, i): Part => {
    const bonusVert = arrondir(fraction(D * taux.vert * BigInt(beneficiaire.contratsVerts), K * T))
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
    forfaitDeBase,
    parts,
    tours,
    total,
    reliquat: dotation - total,
  })
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

function verifierParametres(dotation: Centimes, parametres: ParametresRepartition): Motif[] {
  const motifs: Motif[] = []
  if (!Number.isSafeInteger(dotation) || dotation < 0 || dotation % 100 !== 0) {
    motifs.push({
      code: 'dotation_invalide',
      message: 'La dotation doit être un nombre entier d’euros, positif.',
    })
  }
  const { plafond } = parametres
  if (plafond !== null && (!Number.isSafeInteger(plafond) || plafond < 0 || plafond % 100 !== 0)) {
    motifs.push({
      code: 'plafond_invalide',
      message: 'Le plafond doit être un nombre entier d’euros, positif.',
    })
  }
  for (const nom of ['tauxBonusVert', 'tauxPalier1', 'tauxPalier2', 'partBonusVertDuPlafond'] as const) {
    const taux = lireFraction(parametres[nom])
    if (!taux || taux.n < 0n || taux.n > 100n * taux.d) {
      motifs.push({
        code: 'taux_invalide',
        message: `Le taux « ${libelleTaux[nom]} » doit être compris entre 0 et 100 %.`,
      })
    }
  }
  return motifs
}

const libelleTaux = {
  tauxBonusVert: 'bonus vert',
  tauxPalier1: 'complément du palier 1',
  tauxPalier2: 'complément du palier 2',
  partBonusVertDuPlafond: 'part du bonus vert dans le plafond',
}

function verifierBeneficiaires(beneficiaires: readonly Beneficiaire[]): Motif[] {
  const motifs: Motif[] = []
  const vus = new Set<string>()
  let contrats = 0
  for (const b of beneficiaires) {
    if (vus.has(b.identifiant)) {
      motifs.push({
        code: 'organisme_en_double',
        message: `L’organisme « ${b.identifiant} » figure deux fois.`,
      })
    }
    vus.add(b.identifiant)
    motifs.push(...verifierEffectifs(b, `L’organisme « ${b.identifiant} »`))
    contrats += b.contrats
  }
  if (motifs.length === 0 && contrats === 0) {
    motifs.push({ code: 'aucun_contrat', message: 'Aucun contrat n’est retenu : il n’y a rien à répartir.' })
  }
  return motifs
}

type Effectifs = Pick<Beneficiaire, 'contrats' | 'contratsVerts' | 'contratsPalier1' | 'contratsPalier2'>

/** What must hold of any set of counts, a body's or a line's; `sujet` opens the French sentences. */
export function verifierEffectifs(effectifs: Effectifs, sujet: string): Motif[] {
  const { contrats, contratsVerts, contratsPalier1, contratsPalier2 } = effectifs
  if (
    [contrats, contratsVerts, contratsPalier1, contratsPalier2].some((n) => !Number.isSafeInteger(n) || n < 0)
  ) {
    return [{ code: 'effectif_invalide', message: `${sujet} a un nombre de contrats négatif ou non entier.` }]
  }
  const motifs: Motif[] = []
  if (contratsVerts > contrats) {
    motifs.push({
      code: 'contrats_verts_excessifs',
      message: `${sujet} a plus de contrats verts (${contratsVerts}) que de contrats (${contrats}).`,
    })
  }
  if (contratsPalier1 + contratsPalier2 > contrats) {
    motifs.push({
      code: 'contrats_palier_excessifs',
      message: `${sujet} a plus de contrats en périmètre financier (${contratsPalier1 + contratsPalier2}) que de contrats (${contrats}).`,
    })
  }
  return motifs
}

function complementsTropEleves(dotation: bigint, minimum: Fraction): Motif {
  return {
    code: 'complements_superieurs_a_la_dotation',
    message: `Les compléments et le bonus vert demandent à eux seuls ${arrondir(minimum)} €, plus que la dotation de ${dotation} € : baissez les taux ou retenez moins de contrats bonifiés.`,
    chiffres: { dotation: Number(dotation), minimum: Number(arrondir(minimum)) },
    correcteur: 'agent',
  }
}
