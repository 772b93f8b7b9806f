import type { ActeDemande } from '#campagnes/demandes/cycle.ts'
import type { Action } from '#socle/acces.ts'
import type { Motif } from '#socle/decision.ts'

/** Acts that may be done on many applications at once, the right that they take, and the passage that they are. */
export const ACTES_LOT = {
  attribuer: { libelle: 'Attribuer', action: 'demande.instruire', passage: null },
  constaterComplete: {
    libelle: 'Constater complètes',
    action: 'demande.instruire',
    passage: 'constaterComplete',
  },
  valider: { libelle: 'Valider', action: 'demande.valider', passage: 'valider' },
} as const satisfies Readonly<
  Record<string, { libelle: string; action: Action; passage: ActeDemande | null }>
>
export type ActeLot = keyof typeof ACTES_LOT

/** Acts on the letters of many applications, done by `courriers`: planned, followed and stopped as those above. */
export const ACTES_LETTRE = {
  genererLettre: { libelle: 'Générer les lettres', action: 'campagne.conduire' },
  notifierLettre: { libelle: 'Notifier les décisions', action: 'campagne.conduire' },
} as const satisfies Readonly<Record<string, { libelle: string; action: Action }>>
export type ActeLettre = keyof typeof ACTES_LETTRE

export const ACTES_TRAVAIL = { ...ACTES_LOT, ...ACTES_LETTRE }
export type ActeTravail = keyof typeof ACTES_TRAVAIL

/** Name, in the queue, of the work that does an act. */
export const travailDe = (acte: ActeTravail): string =>
  Object.hasOwn(ACTES_LETTRE, acte) ? 'courriers.lot' : 'instruction.lot'

export type EtatLot = 'en_cours' | 'fini' | 'annule'
export type EtatLigne = 'a_faire' | 'faite' | 'refusee' | 'annulee'

/** What became of one application. */
export type LigneLot = {
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly etat: EtatLigne
  readonly motifs: readonly Motif[]
}

/** One act on many applications, under way or done, with its report. */
export type Lot = {
  readonly id: string
  readonly campagne: string
  readonly acte: ActeTravail
  readonly etat: EtatLot
  readonly total: number
  readonly faites: number
  readonly refusees: number
  readonly annulees: number
  readonly lignes: readonly LigneLot[]
}

/** A way to look at the queue, shared in the team. */
export type Vue = {
  readonly id: string
  readonly nom: string
  /** What the address of the queue carries. */
  readonly recherche: Readonly<Record<string, string>>
  readonly nomPar: string
}
