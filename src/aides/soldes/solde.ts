import type { Etape } from '#aides/instruire.ts'
import type { EtatTitre } from '#budget/rules/titres.ts'
import type { Centimes } from '#socle/montant.ts'

/** States of a balance. GLOSSAIRE tells them in this order. */
export const ETATS_SOLDE = {
  brouillon: 'Brouillon',
  constate: 'Constaté',
  vote: 'Voté',
  engage: 'Engagé',
  titre: 'Titré',
  solde: 'Soldé',
  non_poursuivi: 'Non poursuivi',
} as const
export type EtatSolde = keyof typeof ETATS_SOLDE

/** From → to. The last three steps come from the acts of the budget: nobody writes them by hand. */
export const SUITES_SOLDE: Readonly<Record<EtatSolde, readonly EtatSolde[]>> = {
  brouillon: ['constate', 'solde'],
  constate: ['brouillon', 'vote', 'non_poursuivi'],
  vote: ['engage', 'titre'],
  engage: ['vote', 'solde'],
  titre: ['solde'],
  solde: [],
  non_poursuivi: [],
}

/** What is entered of a training centre, before anything is decided. Cents. */
export type SaisieSolde = {
  readonly dispositif: string
  readonly gestionnaire: string
  readonly etablissement: string
  /** Number of the payee in the accounts of the Région. */
  readonly tiers: string | null
  readonly siret: string | null
  readonly estime: Centimes
  /** What the centre states that it paid, and to how many, when it brings no list. */
  readonly reel: Centimes | null
  readonly apprentis: number | null
}

/** A balance as it is kept. `avance` and `solde` are written when it is established. */
export type SoldeEcrit = SaisieSolde & {
  readonly id: string
  /** The real amount is the sum of the nominative list. */
  readonly nominatif: boolean
  readonly source: string | null
  readonly etatEcrit: 'brouillon' | 'constate' | 'vote' | 'non_poursuivi'
  readonly avance: Centimes | null
  readonly solde: Centimes | null
  readonly deliberation: string | null
  readonly voteeLe: string | null
  readonly motif: string | null
  readonly engagement: EngagementDuSolde | null
  readonly titre: TitreDuSolde | null
}
export type EngagementDuSolde = {
  readonly id: string
  readonly ligne: string
  /** Less what was disengaged. */
  readonly net: Centimes
  readonly mandate: Centimes
  readonly paye: Centimes
  /** Mandats that the accountant sent back. */
  readonly rejetes: number
}
export type TitreDuSolde = {
  readonly exercice: number
  readonly numero: number
  readonly date: string | null
  readonly etat: EtatTitre
  /** Already received on it. */
  readonly encaisse: Centimes
}

/** What screens and documents show. */
export type SoldeLu = Omit<SoldeEcrit, 'etatEcrit' | 'avance'> & {
  readonly etat: EtatSolde
  readonly avance: Centimes
  /** So little to take back that it may be proposed not to. */
  readonly petit: boolean
}

/** Where a balance stands: what was decided of it, then what the budget did with it. */
export function etatDe({
  etatEcrit,
  solde,
  engagement,
  titre,
}: Pick<SoldeEcrit, 'etatEcrit' | 'solde' | 'engagement' | 'titre'>): EtatSolde {
  if (etatEcrit === 'constate' && solde === 0) return 'solde'
  if (etatEcrit !== 'vote') return etatEcrit
  if (titre) return titre.etat === 'emis' ? 'titre' : 'solde'
  if (!engagement || engagement.net === 0) return 'vote'
  return engagement.paye === engagement.net ? 'solde' : 'engage'
}

/** Proposed until somebody fixes another: no document of the Région gives one. */
export const SEUIL_PROPOSE: Centimes = 15_00

/** Whether so little is to be taken back that pursuing it may be given up. What the Région owes is never given up. */
export const estPetit = (solde: Centimes | null, seuil: Centimes): boolean =>
  solde !== null && solde < 0 && -solde < seuil

export type Totaux = Readonly<Record<'estime' | 'avance' | 'reel' | 'apprentis' | 'solde', number>> & {
  readonly nombre: number
}

/** The totals of an annexe. What is not known yet counts for nothing, and its lines show it. */
export function totaliser(soldes: readonly Pick<SoldeLu, keyof Totaux & keyof SoldeLu>[]): Totaux {
  const total = (cle: 'estime' | 'avance' | 'reel' | 'apprentis' | 'solde') =>
    soldes.reduce((somme, un) => somme + (un[cle] ?? 0), 0)
  return {
    ...{ nombre: soldes.length, estime: total('estime'), avance: total('avance'), reel: total('reel') },
    ...{ apprentis: total('apprentis'), solde: total('solde') },
  }
}

/** A balance with everything that is known of it. */
export type DetailSolde = {
  readonly solde: SoldeLu
  readonly dispositif: DispositifSolde
  readonly explication: readonly Etape[]
  readonly liste: readonly Apprenti[]
  /** Apprentices that the list of another centre of the same scheme names too. */
  readonly ailleurs: readonly { readonly ligne: number; readonly etablissement: string }[]
  readonly affectations: readonly AffectationOfferte[]
}
export type Apprenti = {
  readonly ligne: number
  readonly nom: string
  readonly prenom: string
  readonly neLe: string
  readonly montant: Centimes
}
export type DispositifSolde = {
  readonly code: string
  readonly titre: string
  /** « 932 / 26 / HP 26-003 / 12600302 », null when the sources do not say it. */
  readonly imputation: string | null
}
/** An affectation that the vote of a balance opened. */
export type AffectationOfferte = {
  readonly id: string
  readonly operation: string
  readonly exercice: number
  readonly reste: Centimes
}

/** The list, with what it is filtered by and what may be given up. */
export type SoldesLus = {
  readonly seuil: { readonly montant: Centimes; readonly indicatif: boolean; readonly motif: string | null }
  readonly dispositifs: readonly DispositifSolde[]
  readonly soldes: readonly SoldeLu[]
}
