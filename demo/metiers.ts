import catalogue from './metiers.json' with { type: 'json' }

/** What is taught, filière by filière: plausible titles, invented priorities and shares of women. */
export type Filiere = {
  readonly libelle: string
  /** Usual share of women, in %. */
  readonly femmes: number
  readonly titres: readonly Titre[]
}

export type Titre = {
  readonly intitule: string
  readonly niveau: number
  /** How many of the three traits the filière is given, 0 to 3: tension, emerging, proven hiring needs. */
  readonly priorite: number
  /** Looks like a code of the national register, and says that it is not one. */
  readonly codeRncp: string
}

export type CodeFiliere = keyof typeof catalogue

let rang = 100

export const FILIERES = Object.fromEntries(
  Object.entries(catalogue).map(([code, filiere]): [string, Filiere] => [
    code,
    { ...filiere, titres: filiere.titres.map((titre) => ({ ...titre, codeRncp: codeFictif(++rang) })) },
  ]),
) as Readonly<Record<CodeFiliere, Filiere>>

function codeFictif(rang: number): string {
  return `RNCP-FICTIF-${String(rang).padStart(5, '0')}`
}
