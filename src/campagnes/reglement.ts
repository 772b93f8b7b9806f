import type { CodeChamp } from '#campagnes/formation.ts'

/**
 * The rules of one exercice, as data: a dated file of `reglements/`, kept whole with each campaign so that an old
 * decision stays explainable. Rates and shares are exact decimals written as text (`"15"` means 15 %).
 */
export type Reglement = {
  readonly code: string
  readonly libelle: string
  readonly exercice: number
  /** Délibérations and reports that the figures come from. */
  readonly sources: readonly Source[]
  /** Where each step of a derivation comes from, quoted beside it on screen and in the documents. */
  readonly references: Readonly<Record<CodeReference, string>>
  readonly grille: Grille
  /** Secondary keys of the ranking, most significant first; the identifier always comes last. */
  readonly departage: readonly CleDepartage[]
  readonly coupure: Coupure
  readonly repartition: ParametresRepartition
}

export type CodeReference =
  | 'notation'
  | 'coupure'
  | 'montantMoyen'
  | 'forfaitDeBase'
  | 'complement'
  | 'bonusVert'
  | 'plafond'
  | 'arrondi'
  | 'exceptionnelle'

export type Source = { readonly reference: string; readonly date: string; readonly objet: string }

export type Grille = {
  /** True when the weights are ours, not the assembly's: shown as « indicatif » wherever they appear. */
  readonly indicatif: boolean
  readonly criteres: readonly Critere[]
}

export type Critere = {
  readonly code: string
  readonly libelle: string
  /** Points at stake, in hundredths of a point (2000 = 20 points). */
  readonly poids: number
  /** What the criterion looks at; the shares of one criterion sum to 100. */
  readonly composantes: readonly Composante[]
}

export type Composante = {
  readonly champ: CodeChamp
  /** Share of the criterion's weight, in whole %. */
  readonly part: number
  readonly echelle: Echelle
}

/**
 * From a declared value to a share of the points, in whole %.
 * - `ouiNon`: all or nothing;
 * - `paliers`: the share of the last step whose `des` is not above the value;
 * - `proportionnelle`: 0 at `de`, 100 at `a`, straight between (`a` may be below `de`: the less, the better).
 * Bounds are in the unit of the field (a percentage in hundredths).
 */
export type Echelle =
  | { readonly type: 'ouiNon' }
  | { readonly type: 'paliers'; readonly paliers: readonly { readonly des: number; readonly part: number }[] }
  | { readonly type: 'proportionnelle'; readonly de: number; readonly a: number }

/** `points:<critère>` and `contrats` count downwards, the greater first. */
export type CleDepartage = 'contrats' | `points:${string}`

/**
 * Where the list of retained formations stops.
 * - `points`: at least `minimum`, in hundredths of a point;
 * - `partFormations`: the first ⌊part × n⌋ formations;
 * - `partContrats`: the longest prefix whose cumulated contracts ≤ part × total;
 * - `aucune`: everything is retained.
 * A part is an exact decimal or fraction as text: `"0.76"`, `"900/1167"`.
 */
export type Coupure =
  | { readonly mode: 'points'; readonly minimum: number }
  | { readonly mode: 'partFormations'; readonly part: string }
  | { readonly mode: 'partContrats'; readonly part: string }
  | { readonly mode: 'aucune' }

export type ParametresRepartition = {
  /** Bonus vert, % of the montant moyen for each contract of an environmental formation. */
  readonly tauxBonusVert: string
  /** Complément de périmètre financier of tiers 1 and 2, % of the montant moyen for each contract. */
  readonly tauxPalier1: string
  readonly tauxPalier2: string
  /** Ceiling per body, in cents; null for none. */
  readonly plafond: number | null
  /** At the ceiling, the bonus vert counts for at most this % of it. */
  readonly partBonusVertDuPlafond: string
}
