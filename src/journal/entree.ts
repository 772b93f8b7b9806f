/** An entry of the journal, with the names that its identifiers have today. */
export type Entree = {
  readonly id: number
  /** UTC instant. */
  readonly instant: string
  readonly acte: string
  /** Kind and identifier, `campagne:2023`. */
  readonly objet: string
  readonly avant: unknown
  readonly apres: unknown
  /** Identifier of an account or a key; `oriflamme` is the program itself. */
  readonly personne: string
  readonly nom: string | null
  /** On whose behalf, when powers were delegated. */
  readonly pour: string | null
  readonly nomPour: string | null
  /** The account that the act bears on, when it bears on one. */
  readonly nomConcerne: string | null
  /** Whose powers the act lends, takes back, or begins to use. */
  readonly nomDonneur?: string | null
  readonly role: string
  readonly adresse: string | null
  readonly logiciel: string | null
  readonly reglement: string | null
  readonly motif: string | null
}

/** Who writes what nobody asked for in person: jobs, the demonstration, signing in. */
export const PROGRAMME = 'oriflamme'

export type Recherche = {
  /** A kind (`campagne`), or one object (`campagne:2023`). */
  readonly objet?: string | undefined
  /** An identifier, or part of a name. */
  readonly personne?: string | undefined
  readonly acte?: string | undefined
  /** First and last day, `AAAA-MM-JJ`, Paris time, both included. */
  readonly du?: string | undefined
  readonly au?: string | undefined
  /** Only entries before this one: the next page. */
  readonly avant?: number | undefined
}
