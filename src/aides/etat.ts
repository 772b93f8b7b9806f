import { ecrireDate, ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'

// A statement that leaves the tool as a table: the same lines as a PDF and as a workbook, so that neither can disagree.

export type ColonneEtat = {
  readonly entete: string
  readonly nature: 'texte' | 'date' | 'entier' | 'montant'
  /** In millimetres on the page; null takes what is left. */
  readonly largeur: number | null
}
/** Cents for an amount, AAAA-MM-JJ for a date. */
export type CelluleEtat = string | number | null

export type TableauEtat = {
  /** Its title on the page, and the name of its sheet. */
  readonly titre: string
  readonly colonnes: readonly ColonneEtat[]
  readonly lignes: readonly (readonly CelluleEtat[])[]
  /** As many cells as columns; null where nothing is summed. */
  readonly totaux: readonly CelluleEtat[] | null
}

/** Everything that a statement says, whatever its format. */
export type Etat = {
  readonly surtitre: string
  readonly titre: string
  /** Header of each page. */
  readonly courant: string
  /** Nothing is voted yet: the pages say so. */
  readonly projet: boolean
  readonly mention: string | null
  readonly references: readonly { readonly libelle: string; readonly valeur: string }[]
  readonly tableaux: readonly TableauEtat[]
  readonly notes: readonly string[]
}

/** Where and when a document is made. */
export type Circonstances = { readonly region: string; readonly date: string; readonly version: string }

/** A cell as people read it. */
export function ecrireCelluleEtat(valeur: CelluleEtat, nature: ColonneEtat['nature']): string {
  if (valeur === null) return ''
  // The word « Total » may stand in a column of dates.
  if (typeof valeur === 'string')
    return nature === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? ecrireDate(valeur) : valeur
  return nature === 'montant' ? ecrireMontant(valeur) : ecrireNombre(valeur)
}

/** « Édité le 5 juillet 2023 avec Oriflamme 0.1.0 » */
export const direEdition = ({ date, version }: Circonstances): string =>
  `Édité le ${ecrireDate(date)} avec Oriflamme ${version}`

export const citer = (texte: string): string => `«${INSECABLE}${texte}${INSECABLE}»`
