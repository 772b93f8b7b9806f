import type { Completude } from '#campagnes/demandes/completude.ts'
import type { ActeDemande, EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Appel, Demande, Piece } from '#campagnes/demandes/demande.ts'
import type { Identifiants } from '#campagnes/demandes/identifiants.ts'
import type { DemandePrecedente } from '#campagnes/demandes/renouvellement.ts'
import type { ConstatSaisie, FormationSaisie } from '#campagnes/demandes/saisie.ts'
import type { Complement, CorrectionLue, EtapeDite, MessageLu } from '#campagnes/demandes/suivi.ts'
import type { Motif } from '#socle/decision.ts'

/** What an applicant reads of a call. */
export type AppelLu = Omit<Appel, 'version' | 'listeLe' | 'ecartContrats'> & { readonly delai: Delai }

/** Until when one may submit, or why one may not. */
export type Delai = { readonly jusquAu: string | null; readonly motifs: readonly Motif[] }

/** A call in the list, with the application that the reader's body has in it, if any. */
export type AppelOuvert = AppelLu & {
  readonly demande: { readonly id: string; readonly numero: number; readonly etat: EtatDemande } | null
}

/** An application as its body reads it. */
export type DemandeLue = {
  readonly demande: Demande
  readonly appel: AppelLu
  readonly formations: readonly (FormationSaisie & { readonly constats: readonly ConstatSaisie[] })[]
  readonly completude: Completude
  readonly pieces: readonly Piece[]
  readonly corrections: readonly CorrectionLue[]
  readonly complements: readonly Complement[]
  readonly messages: readonly MessageLu[]
  readonly etapes: readonly EtapeDite[]
  /** What its reader may do now. */
  readonly passages: readonly ActeDemande[]
  readonly saisissable: boolean
  readonly precedente: DemandePrecedente | null
  /** What its body is known by beside its SIRET. */
  readonly identifiants: Identifiants
}

/** What a save answers. */
export type Enregistrement = {
  readonly version: number
  readonly enregistreLe: string
  readonly constats: readonly ConstatSaisie[]
  readonly completude: Completude
}

/** What a file holds for an application, before or after it enters. */
export type FichierLu = {
  readonly lecture: string
  readonly formations: readonly (FormationSaisie & {
    readonly ligne: number
    readonly constats: readonly ConstatSaisie[]
  })[]
  /** What concerns the file, or lines that do not enter. */
  readonly remarques: readonly string[]
  /** Apprentices of the body, when the file says them. */
  readonly effectif: string | null
  /** Null for a preview: nothing was written. */
  readonly version: number | null
}

/** The states in which an application may be typed. */
export const saisissable = (etat: EtatDemande): boolean => etat === 'brouillon' || etat === 'a_completer'

/** Beyond, a file is not the application of one body. */
export const FORMATIONS_MAXIMUM = 1_000
/** 20 Mo a document. */
export const OCTETS_PIECE = 20 * 1_048_576
export const PIECES_MAXIMUM = 50
/** A document that nothing asks for. */
export const PIECE_AUTRE = 'autre'
/** The recovery plan of a body that asks for an exceptional majoration. */
export const PIECE_PLAN = 'plan-redressement'
export const LIBELLE_PLAN = 'Plan de redressement'
