import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { PieceDemandee } from '#campagnes/demandes/completude.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import type { ActeFait } from '#socle/separation.ts'

/** An application as it stands, without its documents and messages. Instants are UTC ISO strings. */
export type Demande = {
  readonly id: string
  readonly campagne: string
  /** Rank in its campaign, which people quote: « n° 12 ». */
  readonly numero: number
  readonly organisation: { readonly id: string; readonly nom: string; readonly siret: string }
  readonly etat: EtatDemande
  /** Grows at each save; a save that names an older one is refused. */
  readonly version: number
  /** Apprentices of the body, as typed. */
  readonly effectif: string
  readonly instructeur: { readonly id: string; readonly nom: string } | null
  readonly deposeeLe: string | null
  /** SHA-256 of what was submitted, printed on the receipt. */
  readonly empreinte: string | null
  readonly creeeLe: string
  readonly modifieeLe: string
}

/** The part of a campaign that its applications depend on: the call. */
export type Appel = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  readonly etat: EtatCampagne
  readonly ouvreLe: string | null
  readonly fermeLe: string | null
  readonly voteLe: string | null
  readonly pieces: readonly PieceDemandee[]
  readonly contacts: readonly Contact[]
  readonly questions: readonly QuestionReponse[]
  readonly version: number
  /** When its formations were last drawn from the validated applications. */
  readonly listeLe: string | null
  /** Contracts against those of last year: a warning beyond so much more or less, in %. */
  readonly ecartContrats: number
}
export type Contact = { readonly nom: string; readonly courriel: string; readonly telephone: string }
export type QuestionReponse = { readonly question: string; readonly reponse: string }

/** A step of the life of an application, as kept. */
export type EtapeFaite = {
  readonly acte: string
  readonly de: EtatDemande
  readonly vers: EtatDemande
  readonly par: string
  readonly nomPar: string
  readonly pour: string | null
  readonly motif: string | null
  readonly le: string
}

/** An application held for writing: all that a decision on it needs. */
export type DemandeTenue = Demande & {
  readonly formations: readonly FormationSaisie[]
  /** Steps and corrections already done, for the separation of duties. */
  readonly actes: readonly ActeFait[]
  /** Codes of the documents joined. */
  readonly pieces: readonly string[]
}

/** A document joined to an application. */
export type Piece = {
  readonly id: string
  readonly code: string
  readonly nom: string
  readonly type: string
  readonly taille: number
  readonly sha256: string
  readonly deposeeLe: string
}
