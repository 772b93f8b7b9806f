import type { Organisme } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/**
 * One yearly call: an ordinary envelope, the règlement in force (kept whole, as it was that day), the bodies that
 * applied, and what is known around the vote. Its formations travel apart (`transport.ts`): they may be 100 000.
 */
export type Campagne = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  /** True when its formations are invented: the screens then show `mention`. */
  readonly fictif: boolean
  readonly mention: string | null
  /** Ordinary envelope; exceptional majorations are apart. */
  readonly dotation: Centimes
  readonly reglement: Reglement
  readonly organismes: readonly Organisme[]
  readonly exceptionnelles: readonly MajorationExceptionnelle[]
  /** The table that the assembly voted, one line a body; empty while nothing is published. */
  readonly publication: readonly LignePubliee[]
  readonly calendrier: readonly Echeance[]
  readonly documents: readonly DocumentCampagne[]
}

/** A campaign in a list: how big it is, without its content. */
export type ResumeCampagne = Pick<Campagne, 'id' | 'libelle' | 'exercice' | 'fictif' | 'dotation'> & {
  readonly formations: number
  readonly contrats: number
}

/** An instructed amount for a body in financial difficulty: no formula, a reason and a source. */
export type MajorationExceptionnelle = {
  readonly organisme: string
  readonly montant: Centimes
  readonly motif: string
  readonly source: string
}

/** One line of the published annex. The majoration includes the bonus vert (« dont »). */
export type LignePubliee = {
  readonly organisme: string
  readonly majoration: Centimes
  readonly dontBonusVert: Centimes
  readonly majorationExceptionnelle: Centimes
  readonly majorationTotale: Centimes
  readonly contrats: number
}

/** A dated step of the campaign (`AAAA-MM-JJ`), with the act that sets it. */
export type Echeance = { readonly date: string; readonly libelle: string; readonly source: string }

export type DocumentCampagne = {
  readonly titre: string
  readonly reference: string
  readonly date: string
  readonly nature: string
}

/** Whether a campaign may be removed: the demonstration stays, for agents learn on it. */
export function autoriserSuppression(campagne: Pick<Campagne, 'libelle' | 'fictif'>): Decision<true> {
  if (!campagne.fictif) return accord(true)
  return refus({
    code: 'campagne_de_demonstration',
    message: `« ${campagne.libelle} » est la campagne de démonstration : elle ne se supprime pas.`,
    correcteur: 'administrateur',
  })
}
