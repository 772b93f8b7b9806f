import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { CodeChamp } from '#campagnes/formation.ts'
import {
  type Bornes,
  type ChoixLecture,
  type CritereApprecie,
  choixParDefaut,
  confronter,
  criteresApprecies,
} from '#campagnes/lectures/lecture.ts'
import type { Appreciation } from '#campagnes/lectures/lecture-actes.ts'
import type { Grille } from '#campagnes/reglement.ts'
import { ecrireFraction } from '#socle/fraction.ts'

// What the screens show of readings. Marks in the unit of their field; instants are UTC ISO strings.

/** What a campaign reads twice, and how. */
export type CadreLecture = ChoixLecture & { readonly criteres: readonly CritereApprecie[] }

/** The choice of a campaign, or what it gets by default, with its scales. */
export function cadreDe(campagne: {
  readonly grille: Grille
  readonly choix: ChoixLecture | null
}): CadreLecture {
  const choix = campagne.choix ?? choixParDefaut(campagne.grille)
  return { ...choix, criteres: criteresApprecies(campagne.grille, choix) }
}

export type NoteSignee = { readonly nom: string; readonly note: number; readonly justification: string }
export type ArbitrageRendu = {
  readonly note: number
  readonly motif: string
  readonly nomPar: string
  readonly nomPour: string | null
  readonly le: string
}

/** Two marks side by side, once both readings are closed. */
export type Confrontee = {
  readonly formation: string
  readonly champ: CodeChamp
  /** Fewer than two for a formation that came after the readings: nothing sets them apart, somebody settles. */
  readonly notes: readonly NoteSignee[]
  readonly ecart: number
  /** Exact mean, `n/d`; null when somebody settles. */
  readonly moyenne: string | null
  /** What the ranking reads; null while it waits for somebody. */
  readonly retenue: number | null
  readonly aArbitrer: boolean
  readonly arbitrage: ArbitrageRendu | null
}

export type LectureConfiee = {
  readonly agent: string
  readonly nom: string
  readonly rang: 1 | 2
  readonly valideeLe: string | null
}

/** The readings of one application, as far as whoever looks may see them. */
export type LecturesDeDemande = {
  readonly cadre: CadreLecture
  readonly lectures: readonly LectureConfiee[]
  readonly levee: boolean
  readonly formations: readonly {
    readonly identifiant: string
    readonly intitule: string
    /** As the body typed it. */
    readonly declarees: Readonly<Partial<Record<CodeChamp, string>>>
  }[]
  /** One's own marks. */
  readonly siennes: readonly Appreciation[]
  /** Whether one may still mark. */
  readonly notable: boolean
  readonly confrontations: readonly Confrontee[]
  /** Whether one may settle the gaps. */
  readonly arbitrable: boolean
  readonly agents: readonly { readonly id: string; readonly nom: string }[]
}

/** A reading in the queue of its agent. */
export type LectureMienne = {
  readonly demande: string
  readonly campagne: string
  readonly libelleCampagne: string
  readonly numero: number
  readonly organisme: string
  readonly etat: EtatDemande
  readonly formations: number
  /** Marks to give, and given with their reason. */
  readonly attendues: number
  readonly faites: number
  readonly valideeLe: string | null
}

export type DemandeEnLecture = {
  readonly id: string
  readonly numero: number
  readonly organisme: string
  readonly etat: EtatDemande
  readonly formations: number
  readonly lectures: readonly LectureConfiee[]
  readonly levee: boolean
  readonly ecarts: number
  readonly arbitres: number
}

export type EcartAArbitrer = Confrontee & {
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly intitule: string
  /** Whether whoever looks may settle it. */
  readonly arbitrable: boolean
}

/** All readings of a campaign. */
export type LecturesDeCampagne = {
  readonly etat: EtatCampagne
  readonly cadre: CadreLecture
  readonly possibles: readonly { readonly champ: CodeChamp; readonly libelle: string }[]
  /** Readings closed: what is read and the threshold no longer move. */
  readonly closes: number
  readonly bilan: BilanLectures
  readonly demandes: readonly DemandeEnLecture[]
  readonly ecarts: readonly EcartAArbitrer[]
}

export type BilanLectures = {
  readonly demandes: number
  /** With two agents; with two closed readings. */
  readonly confiees: number
  readonly achevees: number
  /** Pairs of marks compared, those too far apart, and among these those settled. */
  readonly comparees: number
  readonly ecarts: number
  readonly arbitres: number
}

/** Counts, from the applications as they stand. `comparees`: pairs of marks of those whose readings are closed. */
export const dresserBilan = (demandes: readonly DemandeEnLecture[], comparees: number): BilanLectures => ({
  demandes: demandes.length,
  confiees: demandes.filter(({ lectures }) => lectures.length === 2).length,
  achevees: demandes.filter(({ levee }) => levee).length,
  comparees,
  ecarts: demandes.reduce((somme, { ecarts }) => somme + ecarts, 0),
  arbitres: demandes.reduce((somme, { arbitres }) => somme + arbitres, 0),
})

/**
 * Puts two marks side by side with what they make. A gap that was recorded stays one: what was decided is not judged
 * again.
 *
 * @param arbitrage undefined when no gap was recorded
 */
export function presenter(
  { formation, champ }: { readonly formation: string; readonly champ: CodeChamp },
  notes: readonly NoteSignee[],
  bornes: Bornes,
  seuil: string,
  arbitrage: ArbitrageRendu | null | undefined,
): Confrontee {
  const [une, autre] = notes
  const confrontation = une && autre && confronter([une.note, autre.note], bornes, seuil)
  const commun = { formation, champ, notes, ecart: confrontation?.ecart ?? 0 }
  if (arbitrage !== undefined || confrontation?.verdict !== 'retenue')
    return {
      ...{ ...commun, moyenne: null, retenue: arbitrage?.note ?? null },
      ...{ aArbitrer: !arbitrage, arbitrage: arbitrage ?? null },
    }
  const { moyenne, valeur } = confrontation
  return { ...commun, moyenne: ecrireFraction(moyenne), retenue: valeur, aArbitrer: false, arbitrage: null }
}
