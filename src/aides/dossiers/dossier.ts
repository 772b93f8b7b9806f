import type { Blocage } from '#aides/dossiers/correction-permise.ts'
import type { ActeDossier, EtatDossier } from '#aides/dossiers/cycle.ts'
import type { Instruction } from '#aides/instruire.ts'
import type { Centimes } from '#socle/montant.ts'

/** What a dossier shares with another: the person, or the account. */
export type NatureCollision = 'personne' | 'compte'

/** A dossier in the list of a session. */
export type DossierResume = {
  readonly id: string
  readonly numero: string
  readonly nom: string
  readonly prenom: string
  readonly organisme: string
  readonly niveau: string
  readonly etat: EtatDossier
  readonly montant: Centimes | null
  readonly deposeLe: string
  /** Turn among those who wait, from 1. */
  readonly rang: number | null
  /** Granted before, and to be granted again: its turn in the next act that grants; null for any other. */
  readonly rangOctroi: number | null
  /** Whether the guard against a double benefit keeps it aside. */
  readonly retenu: boolean
  /** What its centre certified; null as long as it has not. */
  readonly assidu: boolean | null
}

export const FILTRES_GARDE = ['retenu', 'sans-attestation', 'a-corriger'] as const

/** What to look for in a session; a word of `q` may be in any name, or begin the number. */
export type RechercheDossiers = {
  readonly q?: string | undefined
  readonly etat?: EtatDossier | undefined
  readonly organisme?: string | undefined
  readonly niveau?: string | undefined
  readonly garde?: (typeof FILTRES_GARDE)[number] | undefined
}

export const PAR_PAGE = 50

export type DossierDeListe = DossierResume & {
  /** What stops its payment, when one looks for those to correct. */
  readonly blocages: readonly Blocage[]
}

export type PageDossiers = {
  readonly dossiers: readonly DossierDeListe[]
  readonly total: number
  readonly page: number
  readonly parPage: number
}

/** Another dossier that may be the same benefit; `autre` is null for a centre whose dossier it is not. */
export type Collision = {
  readonly nature: NatureCollision
  readonly levee: boolean
  readonly autre: {
    readonly id: string
    readonly numero: string
    readonly nom: string
    readonly prenom: string
    readonly organisme: string
    readonly session: string
    readonly libelle: string
    readonly etat: EtatDossier
    readonly montant: Centimes | null
  } | null
}

export type EtapeDossier = {
  readonly de: EtatDossier | null
  readonly vers: EtatDossier
  readonly le: string
  /** By name when the account still has one; null: the program. */
  readonly par: string | null
  readonly motif: string | null
}

/** A dossier on its page. */
export type DossierLu = DossierResume & {
  readonly session: { readonly id: string; readonly libelle: string; readonly fictif: boolean }
  readonly civilite: 'M' | 'MME'
  readonly nomUsage: string | null
  readonly neLe: string
  readonly courriel: string | null
  readonly telephone: string | null
  readonly adresse: Readonly<Record<string, string | null>>
  readonly contrat: Readonly<Record<string, string | null>>
  readonly verdict: Instruction
  readonly accordeLe: string | null
  /** « FR•• •••• 0189 »; null when no account was given, or for those who do not handle accounts. */
  readonly compte: string | null
  readonly absences: string | null
  readonly attestationExigee: boolean
  readonly etapes: readonly EtapeDossier[]
  readonly collisions: readonly Collision[]
  readonly actes: readonly ActeDossier[]
}
