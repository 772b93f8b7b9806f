import type { Motif } from '#socle/decision.ts'

/** Scans of signed letters as the screen and the API show them. Instants are UTC ISO strings, days `AAAA-MM-JJ`. */

export type EtatScan = 'reception' | 'en_cours' | 'fini' | 'annule'

/** Files sent together, and how far their reading is. Figures are pages. */
export type LotScan = {
  readonly id: string
  readonly etat: EtatScan
  readonly nomPar: string
  readonly creeLe: string
  readonly signataire: string
  readonly signeeLe: string
  readonly fichiers: readonly FichierScan[]
  readonly lettres: number
  readonly rattachees: number
  readonly blanches: number
  readonly ecartees: number
  readonly aVoir: number
}

export type FichierScan = {
  readonly nom: string
  /** Null until it is opened. */
  readonly pages: number | null
  readonly lues: number
  /** Why the file was not read; null when it is, or will be. */
  readonly anomalie: AnomalieFichier | null
}

export const ANOMALIES_FICHIER = {
  illisible: 'Ce fichier est abîmé ou protégé par un mot de passe : numérisez de nouveau, sans protection.',
  'trop-de-pages': 'Ce fichier a trop de pages : coupez-le en plusieurs.',
  abandonne: 'Sa lecture a été arrêtée et n’a pas été reprise à temps : le fichier n’est plus gardé.',
} as const
export type AnomalieFichier = keyof typeof ANOMALIES_FICHIER

/** Most pages read from one file, most files in one sending, and most bytes in one file (100 Mo). */
export const PAGES_MAXIMUM = 1_000
export const FICHIERS_MAXIMUM = 50
export const OCTETS_SCAN_MAXIMUM = 100 * 1_048_576

/** Beyond, one page drags a whole file along: as many copies of it as there are pages would be kept (25 Mo). */
export const OCTETS_PAGE_MAXIMUM = 25 * 1_048_576

/** A letter that a page may be joined to by hand. */
export type LettreAttendue = {
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly pages: number
}

/** A page that no letter took, and why. */
export type PageAVoir = {
  readonly id: string
  readonly lot: string
  readonly fichier: string
  /** Its rank in the file, from 1. */
  readonly rang: number
  readonly motif: Motif
  /** What its code says, when the letter is of this campaign. */
  readonly lettre: (LettreAttendue & { readonly page: number }) | null
  /** Whether the page could be drawn: one that could not is only set aside. */
  readonly visible: boolean
}

export type ScansLus = {
  readonly libelle: string
  /** The latest first; at most five. */
  readonly lots: readonly LotScan[]
  readonly aVoir: readonly PageAVoir[]
  /** Letters that wait for their signed original, by number. */
  readonly lettres: readonly LettreAttendue[]
}
