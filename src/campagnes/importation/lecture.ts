import type { Gravite } from '#campagnes/importation/anomalies.ts'

/** What there is to say of one cell, before its place in the file is known. */
export type Constat = { readonly gravite: Gravite; readonly code: string; readonly message: string }

/** The value of a cell, null when it cannot be read; then the constat says why. */
export type Lecture<T> = { readonly valeur: T | null; readonly constat: Constat | null }

export const lu = <T>(valeur: T): Lecture<T> => ({ valeur, constat: null })

/** Read, with something to check. */
export const luAvec = <T>(valeur: T, code: string, message: string): Lecture<T> => ({
  valeur,
  constat: { gravite: 'avertissement', code, message },
})

/** Not readable: the line cannot be kept as it is. */
export const erreur = <T>(code: string, message: string): Lecture<T> => ({
  valeur: null,
  constat: { gravite: 'erreur', code, message },
})

/** An empty cell where nothing is required. */
export const rien = <T>(): Lecture<T> => ({ valeur: null, constat: null })
