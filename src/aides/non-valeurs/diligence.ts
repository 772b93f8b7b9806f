import type { Encaissement, EtatTitre, Titre } from '#budget/rules/titres.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What an accountant does to collect a titre. The list is ours: indicative. */
export const GENRES_DILIGENCE = {
  relance: 'Lettre de relance',
  mise_en_demeure: 'Mise en demeure',
  saisie: 'Saisie',
  opposition: 'Opposition à tiers détenteur',
  declaration_creance: 'Déclaration de créance',
  recherche: 'Recherche du débiteur',
  autre: 'Autre acte',
} as const
export type GenreDiligence = keyof typeof GENRES_DILIGENCE
export const CODES_DILIGENCE = Object.keys(GENRES_DILIGENCE) as GenreDiligence[]

export type Diligence = {
  readonly genre: GenreDiligence
  readonly date: string
  /** What came of it. */
  readonly resultat: string
}

/** Where the collection of a titre stands: what the budget knows, and « relancé » once something was done. */
export const ETATS_SUIVI = {
  emis: 'Émis',
  relance: 'Relancé',
  propose: 'Proposé en non-valeur',
  recouvre: 'Recouvré',
  annule: 'Annulé',
  admis_en_non_valeur: 'Admis en non-valeur',
} as const
export type EtatSuivi = keyof typeof ETATS_SUIVI

export type TitreSuivi = Titre & {
  readonly suivi: EtatSuivi
  /** What was received, the oldest first. */
  readonly encaissements: readonly Encaissement[]
  /** Still due, or lost once written off. */
  readonly reste: Centimes
  /** The oldest first. */
  readonly diligences: readonly Diligence[]
  /** The dossier in which it waits to be written off, or was. */
  readonly admission: string | null
}

export function suiviDe(
  etat: EtatTitre,
  { diligences, admission }: Pick<TitreSuivi, 'diligences' | 'admission'>,
): EtatSuivi {
  if (etat !== 'emis') return etat
  if (admission !== null) return 'propose'
  return diligences.length > 0 ? 'relance' : 'emis'
}

/** Says whether an act can be added to the log of a titre. */
export function noter(
  diligence: Diligence,
  titre: Pick<Titre, 'etat' | 'date' | 'exercice'>,
  aujourdhui: string,
): Decision<Diligence> {
  const motifs: Motif[] = []
  const { date } = diligence
  if (titre.etat !== 'emis')
    motifs.push({
      code: 'titre-clos',
      message: 'Ce titre est clos : plus rien n’est à faire pour le recouvrer.',
      correcteur: 'agent',
    })
  if (date > aujourdhui)
    motifs.push({
      code: 'diligence-a-venir',
      message: `Le ${ecrireDate(date)} n’est pas encore venu : notez ce qui est fait.`,
      correcteur: 'demandeur',
    })
  // Without its date, a titre is at least of its exercice.
  const debut = titre.date ?? `${titre.exercice}-01-01`
  if (date < debut)
    motifs.push({
      code: 'diligence-anterieure',
      message: `Le titre est du ${ecrireDate(debut)} : le ${ecrireDate(date)} est avant.`,
      correcteur: 'demandeur',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(diligence)
}
