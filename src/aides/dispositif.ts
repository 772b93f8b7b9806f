import type { Question } from '#aides/question.ts'

/**
 * An individual aid, read from one dated file of `reglements/`: what it asks, what it requires, what it pays, what its
 * sources say and leave out, and the examples that prove it. A new year or a new text is a new file.
 */
export type Dispositif = {
  readonly code: string
  readonly titre: string
  /** Which text judges: a decision keeps it, so that it stays explainable once the rule changes. */
  readonly version: Version
  readonly periode: {
    readonly debut: string
    readonly fin: string
    /** Why the bounds are ours, when no source gives them. */
    readonly indicative?: string
  }
  readonly deliberations: readonly {
    readonly reference: string
    readonly date: string
    readonly objet: string
  }[]
  /** Where the expense is charged; null when the sources read do not say. */
  readonly imputation: Imputation | null
  readonly demandeur: string
  readonly beneficiaire: string
  readonly paiement: string
  /** What a negative amount means, for the schemes that settle an advance; any other refuses one. */
  readonly reversement?: string
  readonly sources: readonly SourceLue[]
  readonly questions: readonly Question[]
  readonly conditions: readonly Condition[]
  readonly lacunes: readonly Lacune[]
  readonly parametres: readonly Parametre[]
  readonly exemples: readonly Exemple[]
  /** The rules as Publicodes reads them, by name. */
  readonly regles: Regles
  /** The file itself, shown to whoever asks how an amount comes. */
  readonly texte: string
}

export type Version = {
  readonly fichier: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly empreinte: string
}

export type Imputation = Readonly<Record<'chapitre' | 'fonction' | 'programme' | 'action', string>>

/** A text that speaks of the scheme, whether it is followed or not, and why: sources contradict each other. */
export type SourceLue = {
  readonly document: string
  readonly adresse?: string
  /** Where in the document: article, page, lines. */
  readonly endroit?: string
  readonly dit: string
  readonly retenue: boolean
  readonly pourquoi: string
}

/** What a person must fulfil; `refus` says it is not, with the answers between braces. */
export type Condition = {
  readonly nom: string
  readonly titre: string
  readonly article: string
  readonly refus: string
}

/** What no source says and without which no amount is computed. */
export type Lacune = { readonly nom: string; readonly titre: string; readonly manque: string }

/** A figure of the rule, with where it was read. */
export type Parametre = {
  readonly nom: string
  readonly titre: string
  /** As written in the rule: « 375 € », « 20 % », « 01/09/2020 ». */
  readonly valeur: string
  readonly source: { readonly document: string; readonly endroit: string }
}

/** A case typed by hand, with what must come out. Amounts are in euros, as exact decimals: « 972 », « -99.50 ». */
export type Exemple = {
  readonly nom: string
  readonly reponses: Readonly<Record<string, unknown>>
  readonly attendu: Attendu
}
export type Attendu =
  | { readonly accord: string }
  | { readonly refus: readonly string[] }
  | { readonly incomplet: readonly string[] }
  | { readonly 'non calculable': readonly string[] }

/** A rule of Publicodes: an expression, or mechanisms with what we say about them. */
export type Regle = string | number | null | { readonly [cle: string]: unknown }
export type Regles = Readonly<Record<string, Regle>>

/** The amount paid, when the sources allow one to be computed. */
export const MONTANT = 'montant'
/** The rule that only carries what is said of the scheme. */
export const FICHE = 'dispositif'

const PREFIXE_CONDITION = 'conditions . '
const PREFIXE_LACUNE = 'lacunes . '

export const regleDeCondition = (nom: string): string => `${PREFIXE_CONDITION}${nom}`
export const regleDeLacune = (nom: string): string => `${PREFIXE_LACUNE}${nom}`

/** The short name of the condition or of the gap that a rule is, if it is one. */
export const nomDeCondition = (regle: string): string | undefined => apres(regle, PREFIXE_CONDITION)
export const nomDeLacune = (regle: string): string | undefined => apres(regle, PREFIXE_LACUNE)

const apres = (texte: string, prefixe: string): string | undefined =>
  texte.startsWith(prefixe) ? texte.slice(prefixe.length) : undefined
