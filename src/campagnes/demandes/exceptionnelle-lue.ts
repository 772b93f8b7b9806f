import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import {
  type ActeExceptionnelle,
  direALOrganisme,
  type EtatExceptionnelle,
  type SaisieExceptionnelle,
} from '#campagnes/demandes/exceptionnelle.ts'
import type { Motif } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** The request as kept, with what was proposed and granted beside it. */
export type Exceptionnelle = SaisieExceptionnelle & {
  readonly etat: EtatExceptionnelle
  readonly version: number
  /** Proposed by the agent, once instructed; what is granted is that very amount. */
  readonly propose: Centimes | null
  /** Why that amount. */
  readonly motivation: string | null
  readonly accorde: Centimes | null
}

/** An act on it, as kept. */
export type EtapeExceptionnelle = {
  readonly acte: ActeExceptionnelle
  readonly montant: Centimes | null
  readonly motif: string | null
  readonly nomPar: string
  readonly le: string
}

/** The envelope set aside and what was granted from it; what is left is their difference, never kept. */
export type EnveloppeExceptionnelle = { readonly enveloppe: Centimes; readonly accordees: Centimes }

export const resteDe = ({ enveloppe, accordees }: EnveloppeExceptionnelle): Centimes => enveloppe - accordees

/** By what the retained contracts are known. */
export type BaseRetenus = 'vote' | 'proposition' | 'reglement'

/** What bounds the amount that an agent proposes. */
export type BornesExceptionnelles = EnveloppeExceptionnelle & {
  readonly contratsRetenus: number
  readonly base: BaseRetenus
}

/** What the screens of one application show of it. */
export type ExceptionnelleLue = {
  /** Null when nothing was asked. */
  readonly exceptionnelle: Exceptionnelle | null
  readonly etapes: readonly EtapeExceptionnelle[]
  /** For the Région alone. */
  readonly bornes: BornesExceptionnelles | null
  /** What its reader may do now. */
  readonly actes: readonly ActeExceptionnelle[]
  /** Why the separation of duties will refuse them to this reader. */
  readonly separation: { readonly instruire: readonly Motif[]; readonly valider: readonly Motif[] }
}

/** One body of the campaign: what it asked, what was made of it. */
export type LigneExceptionnelle = {
  readonly organisme: string
  /** Null when the amount came with a file. */
  readonly demande: { readonly id: string; readonly numero: number } | null
  readonly etat: EtatExceptionnelle
  readonly deficit: Centimes | null
  readonly demandee: Centimes | null
  readonly proposee: Centimes | null
  readonly accordee: Centimes | null
  /** Null as long as its body is not in the list: nothing is known of them. */
  readonly contratsRetenus: number | null
}

export type Exceptionnelles = EnveloppeExceptionnelle & {
  readonly base: BaseRetenus
  readonly lignes: readonly LigneExceptionnelle[]
}

const PUBLIEES: readonly EtatCampagne[] = ['votee', 'en_paiement', 'soldee']

/**
 * What the body reads of its own request: before the vote, an amount that is proposed or granted is the Région's alone,
 * for the assembly may still decide otherwise.
 */
export function voirParOrganisme(lue: Exceptionnelle, campagne: EtatCampagne): Exceptionnelle {
  if (PUBLIEES.includes(campagne)) return { ...lue, propose: null, motivation: null }
  return { ...lue, etat: direALOrganisme(lue.etat), propose: null, motivation: null, accorde: null }
}
