import { ETATS_CAMPAGNE, type EtatCampagne } from '#campagnes/cycle-campagne.ts'
import type { Organisme } from '#campagnes/formation.ts'
import type { Reglement } from '#campagnes/reglement.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/**
 * One yearly call: an ordinary envelope, the règlement in force (kept whole, as it was that day), the bodies that
 * applied, and what is known around the vote. Its formations travel apart (`transport.ts`): they may be 100 000.
 */
export type Campagne = {
  readonly id: string
  readonly libelle: string
  readonly exercice: number
  readonly etat: EtatCampagne
  /** When its formations were last drawn from the validated applications; null when a file brought them. */
  readonly listeLe: string | null
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
export type ResumeCampagne = Pick<
  Campagne,
  'id' | 'libelle' | 'exercice' | 'etat' | 'fictif' | 'dotation'
> & {
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
export type Echeance = {
  readonly date: string
  readonly libelle: string
  readonly source: string
  /** Told apart from the others when code needs it: the day on which the assembly voted the amounts. */
  readonly nature?: 'vote' | undefined
  /** That vote was brought as a file: it was not recorded here. */
  readonly repris?: true | undefined
}

export type DocumentCampagne = {
  readonly titre: string
  readonly reference: string
  readonly date: string
  readonly nature: string
}

/** What its removal would take away: its state, and how many bodies submitted an application. */
export type CampagneSupprimable = Pick<Campagne, 'libelle' | 'fictif' | 'etat'> & {
  readonly deposees: number
}

/** States in which the assembly has voted. */
const VOTEES: readonly EtatCampagne[] = ['votee', 'en_paiement', 'soldee']

/**
 * Whether a campaign may be removed: the demonstration stays, for agents learn on it; what bodies submitted and what
 * the assembly voted too.
 */
export function autoriserSuppression(campagne: CampagneSupprimable): Decision<true> {
  const { libelle, fictif, etat, deposees } = campagne
  const nommee = `«${INSECABLE}${libelle}${INSECABLE}»`
  const motifs: Motif[] = []
  if (fictif)
    motifs.push({
      code: 'campagne_de_demonstration',
      message: `« ${libelle} » est la campagne de démonstration : elle ne se supprime pas.`,
      correcteur: 'administrateur',
    })
  if (deposees > 0)
    motifs.push({
      code: 'demandes-deposees',
      message: `Des organismes ont déposé leur demande dans ${nommee} : elle ne se supprime plus.`,
    })
  if (VOTEES.includes(etat))
    motifs.push({
      code: 'campagne-votee',
      message: `${nommee} est à l’état «${INSECABLE}${ETATS_CAMPAGNE[etat].libelle}${INSECABLE}» : ses montants restent.`,
    })
  return motifs.length > 0 ? refus(...motifs) : accord(true)
}
