import type { CodeColonne } from '#campagnes/importation/colonnes.ts'

/** An error prevents the campaign from being created; a warning only asks for a look. */
export type Gravite = 'erreur' | 'avertissement'

/** Something to look at in one cell, one line, or the whole file (line 0, no column). */
export type Anomalie = {
  readonly gravite: Gravite
  /** Line of the file as a spreadsheet numbers it, from 1; 0 for the whole file. */
  readonly ligne: number
  /** Header as written in the file; null when the whole line is meant. */
  readonly colonne: string | null
  readonly champ: CodeColonne | null
  /** What the cell holds, as text, cut at 200 characters. */
  readonly valeur: string | null
  readonly code: string
  readonly message: string
  readonly attendu: string | null
}

/** Anomalies of one cause in one column, as the screen groups them. */
export type GroupeAnomalies = {
  readonly gravite: Gravite
  readonly code: string
  readonly colonne: string | null
  readonly nombre: number
  readonly premiereLigne: number
  readonly message: string
  readonly attendu: string | null
}

export type Compte = { readonly erreurs: number; readonly avertissements: number }

/** How many errors and warnings. */
export function compterAnomalies(anomalies: readonly Anomalie[]): Compte {
  const erreurs = anomalies.filter(({ gravite }) => gravite === 'erreur').length
  return { erreurs, avertissements: anomalies.length - erreurs }
}

/** Counts anomalies by gravity, column and cause as they come: memory follows the number of causes, not of lines. */
export class Regroupement {
  readonly #groupes = new Map<string, GroupeAnomalies>()

  ajouter(anomalie: Anomalie): void {
    const { gravite, code, colonne, ligne, message, attendu } = anomalie
    const cle = `${gravite}|${code}|${colonne ?? ''}`
    const groupe = this.#groupes.get(cle)
    this.#groupes.set(
      cle,
      groupe
        ? { ...groupe, nombre: groupe.nombre + 1 }
        : { gravite, code, colonne, nombre: 1, premiereLigne: ligne, message, attendu },
    )
  }

  /** How many anomalies of the same gravity, column and cause were met so far. */
  nombre({ gravite, code, colonne }: Anomalie): number {
    return this.#groupes.get(`${gravite}|${code}|${colonne ?? ''}`)?.nombre ?? 0
  }

  /** Errors first, then the most frequent. */
  lister(): GroupeAnomalies[] {
    return [...this.#groupes.values()].sort((a, b) =>
      a.gravite === b.gravite ? b.nombre - a.nombre : a.gravite === 'erreur' ? -1 : 1,
    )
  }
}
