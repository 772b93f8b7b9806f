import type { ParametresRepartition, Reglement } from '#campagnes/reglement.ts'
import type { Part, Repartition } from '#majoration/repartition.ts'
import {
  arrondir,
  divise,
  entier,
  type Fraction,
  fois,
  fraction,
  lireFraction,
  plus,
  ZERO,
} from '#socle/fraction.ts'
import { type Centimes, enEuros, euros } from '#socle/montant.ts'

/**
 * The derivation of a body's amount, as data: what went in, what came out, exactly, and where the rule stands.
 * `redaction.ts` says it in French; the screen and the PDF show the same steps.
 */
export type Etape =
  | (Commun & { code: 'montantMoyen'; dotation: Centimes; contrats: number })
  | (Commun & { code: 'forfait'; forfait: Fraction; contrats: number; tours: number; solde: boolean })
  | (Commun & {
      code: 'palier1' | 'palier2' | 'bonusVert'
      /** In %, as the règlement writes it. */
      taux: string
      montantMoyen: Fraction
      contrats: number
    })
  | (Commun & { code: 'somme'; termes: number })
  | (Commun & { code: 'plafond'; plafond: Centimes; depassement: Fraction })
  | (Commun & { code: 'arrondi'; sens: 'exact' | 'superieur' | 'inferieur' })
  | (Commun & { code: 'dontBonusVert'; limite: LimiteBonus | null })
  | (Commun & { code: 'exceptionnelle'; contrats: number })
  | (Commun & { code: 'totale'; termes: number })

type Commun = {
  /** Exact result of the step, in euros. */
  readonly resultat: Fraction
  /** The article or table that the rule comes from. */
  readonly reference: string
}

/** The share of the ceiling, in %, that a bonus vert is reduced to, and its exact value in euros. */
export type LimiteBonus = { readonly part: string; readonly plafond: Centimes; readonly exacte: Fraction }

/**
 * Why a body gets its amount.
 *
 * @param repartition the computation that `part` belongs to
 * @param exceptionnelle its exceptional majoration in cents, 0 when it has none
 */
export function expliquerOrganisme(
  repartition: Repartition,
  part: Part,
  parametres: ParametresRepartition,
  references: Reglement['references'],
  exceptionnelle: Centimes = 0,
): Etape[] {
  const { montantMoyen, tours } = repartition
  const forfait = tours.at(-1)!.forfait
  const etapes: Etape[] = [
    {
      code: 'montantMoyen',
      dotation: repartition.dotation,
      contrats: repartition.contrats,
      resultat: montantMoyen,
      reference: references.montantMoyen,
    },
  ]
  const termes: Etape[] = [
    {
      code: 'forfait',
      forfait,
      contrats: part.contrats,
      tours: tours.length,
      solde: repartition.forfaitDeBase !== null,
      resultat: fois(forfait, entier(part.contrats)),
      reference: references.forfaitDeBase,
    },
  ]
  const complements = [
    ['palier1', parametres.tauxPalier1, part.contratsPalier1, references.complement],
    ['palier2', parametres.tauxPalier2, part.contratsPalier2, references.complement],
    ['bonusVert', parametres.tauxBonusVert, part.contratsVerts, references.bonusVert],
  ] as const
  for (const [code, taux, contrats, reference] of complements) {
    if (contrats === 0) continue
    const resultat = multiplier(taux, montantMoyen, contrats)
    termes.push({ code, taux, montantMoyen, contrats, resultat, reference })
  }
  etapes.push(...termes, {
    code: 'somme',
    termes: termes.length,
    resultat: termes.reduce((somme, terme) => plus(somme, terme.resultat), ZERO),
    reference: references.forfaitDeBase,
  })
  etapes.push(fin(part, parametres, references))
  if (part.contratsVerts > 0) etapes.push(bonus(part, montantMoyen, parametres, references))
  if (exceptionnelle > 0) {
    etapes.push(
      {
        code: 'exceptionnelle',
        contrats: part.contrats,
        resultat: enEuros(exceptionnelle),
        reference: references.exceptionnelle,
      },
      {
        code: 'totale',
        termes: 2,
        resultat: enEuros(part.majoration + exceptionnelle),
        reference: references.arrondi,
      },
    )
  }
  return etapes
}

function fin(part: Part, parametres: ParametresRepartition, references: Reglement['references']): Etape {
  if (part.plafonne) {
    const plafond = parametres.plafond!
    const depassement = plus(part.exacte, fraction(-plafond, 100))
    return {
      code: 'plafond',
      plafond,
      depassement,
      resultat: enEuros(plafond),
      reference: references.plafond,
    }
  }
  const sens = part.exacte.d === 1n ? 'exact' : part.arrondiAuSuperieur ? 'superieur' : 'inferieur'
  return { code: 'arrondi', sens, resultat: enEuros(part.majoration), reference: references.arrondi }
}

function bonus(
  part: Part,
  montantMoyen: Fraction,
  { tauxBonusVert, partBonusVertDuPlafond, plafond }: ParametresRepartition,
  references: Reglement['references'],
): Etape {
  const calcule = euros(arrondir(multiplier(tauxBonusVert, montantMoyen, part.contratsVerts)))
  const limite =
    plafond !== null && calcule > part.dontBonusVert
      ? {
          part: partBonusVertDuPlafond,
          plafond,
          exacte: multiplier(partBonusVertDuPlafond, enEuros(plafond), 1),
        }
      : null
  return {
    code: 'dontBonusVert',
    limite,
    resultat: enEuros(part.dontBonusVert),
    reference: limite ? references.plafond : references.bonusVert,
  }
}

/** `taux` % of an amount, `nombre` times. */
const multiplier = (taux: string, montant: Fraction, nombre: number): Fraction =>
  fois(fois(divise(lireFraction(taux)!, entier(100)), montant), entier(nombre))
