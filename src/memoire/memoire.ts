import type { EtatMandat } from '#budget/rules/mandater.ts'
import type { EtatTitre } from '#budget/rules/titres.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { NatureAvis, SensAvis } from '#campagnes/demandes/avis.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { MontantsVotes } from '#campagnes/demandes/decision-votee.ts'
import type { Piece } from '#campagnes/demandes/demande.ts'
import type { CorrectionLue, EtapeDite } from '#campagnes/demandes/suivi.ts'
import type { DecisionVotee, EtatLettre } from '#courriers/lettre.ts'
import type { Centimes } from '#socle/montant.ts'

/**
 * What the Région remembers of one body, over every campaign: decisions, reasons, amounts, payments, letters, messages.
 * Instants are UTC, days `AAAA-MM-JJ`, amounts in cents. What only agents read is empty for the body itself.
 */
export type Memoire = {
  readonly siret: string
  readonly nom: string
  /** Whether it was read by an agent: internal notes, opinions and checks are then in it. */
  readonly interne: boolean
  /** The latest first. */
  readonly exercices: readonly { readonly exercice: number; readonly campagnes: readonly CampagneMemoire[] }[]
  /** Engagements that pay none of these applications: balances of older aids. */
  readonly autresEngagements: readonly EngagementMemoire[]
  readonly titres: readonly TitreMemoire[]
}

export type CampagneMemoire = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  readonly etat: EtatCampagne
  readonly fictif: boolean
  readonly mention: string | null
  /** The act of the assembly; null before the vote, or when no calendar says it. */
  readonly deliberation: { readonly reference: string; readonly date: string } | null
  /** Null before the vote, and when nothing was voted for this body. */
  readonly vote: (MontantsVotes & { readonly motifExceptionnelle: string | null }) | null
  /** Signed contracts beside voted ones, over the formations of which something was told; null when nothing was. */
  readonly rapprochement: RapprochementMemoire | null
  readonly demandes: readonly DemandeMemoire[]
  readonly engagements: readonly EngagementMemoire[]
}

export type RapprochementMemoire = {
  readonly fichier: string
  readonly le: string
  readonly formations: number
  readonly signes: number
  readonly votes: number
}

export type DemandeMemoire = {
  readonly id: string
  readonly campagne: string
  readonly numero: number
  readonly etat: EtatDemande
  readonly deposeeLe: string | null
  readonly formations: number
  readonly etapes: readonly EtapeDite[]
  readonly corrections: readonly CorrectionLue[]
  readonly complements: readonly ComplementMemoire[]
  readonly messages: readonly MessageMemoire[]
  readonly pieces: readonly Piece[]
  readonly lettre: LettreMemoire | null
  readonly avis: readonly AvisMemoire[]
  readonly levees: readonly LeveeMemoire[]
}

export type ComplementMemoire = {
  readonly texte: string
  readonly echeance: string
  readonly le: string
  readonly reponduLe: string | null
}
export type MessageMemoire = {
  readonly sens: 'region' | 'organisme' | 'interne'
  readonly texte: string
  /** Empty when the reader may not know which agent wrote. */
  readonly auteur: string
  readonly le: string
}
export type AvisMemoire = {
  readonly nature: NatureAvis
  readonly sens: SensAvis
  readonly texte: string
  readonly auteur: string
  readonly le: string
}
/** An automatic check that an agent lifted. */
export type LeveeMemoire = {
  readonly code: string
  readonly motif: string
  readonly auteur: string
  readonly le: string
}
export type LettreMemoire = {
  readonly etat: EtatLettre
  readonly decision: DecisionVotee
  readonly montant: Centimes
  readonly le: string
  readonly signataire: string | null
  readonly signeeLe: string | null
  readonly notifieeLe: string | null
  readonly numerisee: boolean
}

export type EngagementMemoire = {
  readonly id: string
  readonly objet: string
  readonly libelle: string
  readonly date: string
  readonly exercice: number
  readonly montant: Centimes
  readonly desengage: Centimes
  readonly indicatif: boolean
  readonly mandats: readonly MandatMemoire[]
}
export type MandatMemoire = {
  readonly engagement: string
  readonly reference: string
  readonly exercice: number
  readonly bordereau: number
  readonly date: string
  readonly montant: Centimes
  readonly etat: EtatMandat
  readonly constateLe: string | null
  readonly motifRejet: string | null
}
export type TitreMemoire = {
  readonly exercice: number
  readonly numero: number
  readonly objet: string
  readonly montant: Centimes
  readonly etat: EtatTitre
}

/** What the database holds of a body, table by table. */
export type Lue = Pick<Memoire, 'siret' | 'nom' | 'interne' | 'titres'> & {
  readonly campagnes: readonly Omit<CampagneMemoire, 'demandes' | 'engagements'>[]
  readonly demandes: readonly DemandeMemoire[]
  readonly engagements: readonly EngagementMemoire[]
}

/** Puts each thing in its campaign and each campaign in its year, the latest first. */
export function dresserMemoire({ campagnes, demandes, engagements, ...reste }: Lue): Memoire {
  const demandeDe = ({ objet }: EngagementMemoire) => demandes.find(({ id }) => objet === `demande:${id}`)
  const pleines = campagnes.map((campagne) => ({
    ...campagne,
    demandes: demandes.filter((une) => une.campagne === campagne.id),
    engagements: engagements.filter((un) => demandeDe(un)?.campagne === campagne.id),
  }))
  const exercices = [...new Set(campagnes.map(({ exercice }) => exercice))].toSorted((a, b) => b - a)
  return {
    ...reste,
    exercices: exercices.map((exercice) => ({
      exercice,
      campagnes: pleines.filter((campagne) => campagne.exercice === exercice),
    })),
    autresEngagements: engagements.filter((un) => !demandeDe(un)),
  }
}

/** Amounts of a body over all its campaigns, in cents; rejected mandats pay nothing. */
export type Cumul = {
  /** Campaigns in which something was voted for it. */
  readonly votees: number
  readonly vote: Centimes
  readonly engage: Centimes
  readonly paye: Centimes
  readonly contrats: number
}

export function cumuler({ exercices, autresEngagements }: Memoire): Cumul {
  const campagnes = exercices.flatMap((un) => un.campagnes)
  const engagements = [...campagnes.flatMap((une) => une.engagements), ...autresEngagements]
  return {
    votees: campagnes.filter(({ vote }) => vote !== null).length,
    vote: sommer(campagnes, ({ vote }) => vote?.majorationTotale ?? 0),
    engage: sommer(engagements, ({ montant, desengage }) => montant - desengage),
    paye: sommer(engagements, payeSur),
    contrats: sommer(campagnes, ({ vote }) => vote?.contrats ?? 0),
  }
}

/** What the accountant paid on an engagement. */
export const payeSur = ({ mandats }: Pick<EngagementMemoire, 'mandats'>): Centimes =>
  sommer(
    mandats.filter(({ etat }) => etat === 'paye'),
    ({ montant }) => montant,
  )

const sommer = <T>(parmi: readonly T[], combien: (un: T) => number): number =>
  parmi.reduce((somme, un) => somme + combien(un), 0)
