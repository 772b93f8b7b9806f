import type { Campagne, LignePubliee, MajorationExceptionnelle } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { type BaseDuVote, recalculerVote, retenuesParOrganisme } from '#majoration/base-du-vote.ts'
import { expliquerOrganisme } from '#majoration/explication.ts'
import { expliquerFormation } from '#majoration/explication-formation.ts'
import { type EtapeRedigee, redigerEtape } from '#majoration/redaction.ts'
import { ventiler } from '#majoration/ventilation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** Why the assembly voted this amount for a body, in words that it can check. */
export type ExplicationVotee = {
  readonly vote: LignePubliee
  /** From the envelope to the amount; empty when no formation is retained. */
  readonly etapes: readonly EtapeRedigee[]
  readonly formations: readonly FormationExpliquee[]
  readonly exceptionnelles: readonly Pick<MajorationExceptionnelle, 'montant' | 'motif' | 'source'>[]
  /** Voted less computed, in cents: not nothing only where a printed table was rounded otherwise. */
  readonly ecart: Centimes
}

export type FormationExpliquee = Pick<Formation, 'identifiant' | 'intitule' | 'commune' | 'contrats'> & {
  readonly montant: Centimes
  readonly etapes: readonly EtapeRedigee[]
}

/**
 * The voted amount of a body, worked out again step by step from what was voted on.
 *
 * @param formations of the whole campaign: a forfait depends on everybody's
 * @returns the derivation; refused when nothing was voted for this body, or when the rules spread nothing
 */
export function expliquerVote(
  campagne: Pick<Campagne, 'publication' | 'exceptionnelles' | 'reglement'>,
  formations: readonly Formation[],
  base: BaseDuVote,
  organisme: string,
): Decision<ExplicationVotee> {
  const vote = campagne.publication.find((ligne) => ligne.organisme === organisme)
  if (!vote)
    return refus({
      code: 'rien-de-vote',
      message: 'L’assemblée n’a rien voté pour cet organisme : il n’y a pas de montant à expliquer.',
    })
  const recalcul = recalculerVote(formations, base)
  if (recalcul.repartition.statut === 'refus') return recalcul.repartition
  const repartition = recalcul.repartition.valeur
  const parOrganisme = retenuesParOrganisme(recalcul)
  const exceptionnelles = campagne.exceptionnelles
    .filter((une) => une.organisme === organisme)
    .map(({ montant, motif, source }) => ({ montant, motif, source }))
  const part = repartition.parts.find(({ identifiant }) => identifiant === organisme)
  if (!part) return accord({ vote, etapes: [], formations: [], exceptionnelles, ecart: vote.majoration })
  const { parametres } = base
  const { references } = campagne.reglement
  const votee = { ...part, majoration: vote.majoration }
  return accord({
    ...{ vote, exceptionnelles, ecart: vote.majoration - part.majoration },
    etapes: expliquerOrganisme(
      ...([repartition, part, parametres.repartition, references] as const),
      vote.majorationExceptionnelle,
    ).map(redigerEtape),
    formations: ventiler(repartition, votee, parOrganisme.get(organisme) ?? [], parametres.repartition).map(
      (ligne) => ({
        identifiant: ligne.formation.identifiant,
        intitule: ligne.formation.intitule,
        commune: ligne.formation.commune,
        contrats: ligne.formation.contrats,
        montant: ligne.majoration,
        etapes: expliquerFormation(repartition, votee, ligne, parametres.repartition, references),
      }),
    ),
  })
}
