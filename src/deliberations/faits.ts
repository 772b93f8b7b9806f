import type { Centimes } from '#socle/montant.ts'

/** What the database knows that a délibération may say: every figure of its text is one of these. Amounts in cents. */
export type Faits = {
  readonly region: string
  readonly campagne: string
  readonly exercice: number
  /** Asked for: formations of the campaign and their contracts. */
  readonly formationsDemandees: number
  readonly contratsDemandes: number
  /** Retained: from the frozen proposition, or from the voted table. */
  readonly organismes: number
  readonly contrats: number
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly exceptionnelle: Centimes
  readonly totale: Centimes
  readonly lignes: readonly LigneVotee[]
  /** Contracts count from this day, AAAA-MM-JJ. */
  readonly contratsDepuis: string
  /** Reference and day, once the assembly has voted. */
  readonly vote: { readonly reference: string; readonly date: string } | null
  /** The campaign of the year before, as it was voted. */
  readonly precedent: Precedent | null
  readonly affectations: readonly Affectation[]
  /** Earlier affectations of the same operations. */
  readonly anterieures: readonly AffectationAnterieure[]
}

export type LigneVotee = {
  readonly nom: string
  readonly contrats: number
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly exceptionnelle: Centimes
  readonly totale: Centimes
}

export type Precedent = {
  readonly exercice: number
  readonly organismes: number
  readonly contrats: number
  readonly totale: Centimes
}

/** What the délibération sets aside on a budget line for an operation. */
export type Affectation = {
  readonly ligne: string
  readonly operation: string
  readonly montant: Centimes
  /** The line in words: « chapitre 932, code fonctionnel 26, programme HP 26-003, action 12600301 ». */
  readonly imputation: string
}

export type AffectationAnterieure = Pick<Affectation, 'operation' | 'montant'> & {
  readonly deliberation: string
  readonly date: string
}

export type Imputation = {
  readonly chapitre: string
  readonly codeFonctionnel: string
  readonly programme: string | null
  readonly action: string | null
  readonly nature: string | null
  readonly libelle: string
}

/** A budget line as an article names it. */
export const direImputation = (ligne: Imputation): string =>
  [
    `chapitre ${ligne.chapitre}`,
    `code fonctionnel ${ligne.codeFonctionnel}`,
    ligne.programme && `programme ${ligne.programme}`,
    ligne.action && `action ${ligne.action}`,
    ligne.nature && `nature ${ligne.nature}`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat(` («\u00a0${ligne.libelle}\u00a0»)`)
