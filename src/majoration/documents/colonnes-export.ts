/**
 * What a cell holds, and how raw values are counted:
 * `montant` in cents, `points` in hundredths of a point, `pourcentage` in hundredths of a percent.
 */
export type Nature = 'texte' | 'entier' | 'montant' | 'points' | 'pourcentage' | 'ouiNon'

/** A column of an exported table: its header, its meaning for the dictionary, and its raw value for each line. */
export type ColonneExport<L> = {
  readonly entete: string
  readonly sens: string
  readonly source: string
  readonly nature: Nature
  /** Width in characters. */
  readonly largeur: number
  /** True when the total of the column means something. */
  readonly sommable?: boolean
  readonly valeur: (ligne: L) => string | number | boolean | null
}

/** The unit as the dictionary says it. */
export const UNITES: Record<Nature, string> = {
  texte: 'texte',
  entier: 'nombre entier',
  montant: 'euros',
  points: 'points, au centième',
  pourcentage: '%',
  ouiNon: 'oui ou non',
}
