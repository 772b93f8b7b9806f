import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { type BaseDuVote, recalculerVote, retenuesParOrganisme } from '#majoration/base-du-vote.ts'
import { ventiler } from '#majoration/ventilation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'

/** What the assembly voted, brought down to the retained formations. */
export type Financement = {
  readonly formations: readonly FormationFinancee[]
  /** Voted for a body and for none of its formations: an exceptional majoration, most often. */
  readonly horsFormation: readonly { readonly organisme: string; readonly montant: Centimes }[]
  readonly total: Centimes
}

/** A retained formation and its part of the voted majoration of its body, in cents. */
export type FormationFinancee = { readonly formation: Formation; readonly majoration: Centimes }

/**
 * Splits the voted amount of each body, and no other, among its retained formations, in proportion to what the rules
 * give each: `Σ formations + Σ horsFormation = total` to the cent.
 */
export function financer(
  { publication }: Pick<Campagne, 'publication'>,
  formations: readonly Formation[],
  base: BaseDuVote,
): Decision<Financement> {
  if (publication.length === 0)
    return refus({
      code: 'campagne-non-votee',
      message: 'Les montants de cette campagne ne sont pas encore votés.',
    })
  const recalcul = recalculerVote(formations, base)
  if (recalcul.repartition.statut === 'refus') return recalcul.repartition
  const repartition = recalcul.repartition.valeur
  const parOrganisme = retenuesParOrganisme(recalcul)
  const parts = new Map(repartition.parts.map((part) => [part.identifiant, part]))
  const financees: FormationFinancee[] = []
  const horsFormation: Financement['horsFormation'][number][] = []
  for (const { organisme, majoration, majorationTotale } of publication) {
    const part = parts.get(organisme)
    const siennes = part
      ? ventiler(
          repartition,
          { ...part, majoration },
          parOrganisme.get(organisme)!,
          base.parametres.repartition,
        )
      : []
    financees.push(...siennes.map(({ formation, majoration }) => ({ formation, majoration })))
    const reste = majorationTotale - siennes.reduce((somme, une) => somme + une.majoration, 0)
    if (reste !== 0) horsFormation.push({ organisme, montant: reste })
  }
  const total = publication.reduce((somme, { majorationTotale }) => somme + majorationTotale, 0)
  return accord({ formations: financees, horsFormation, total })
}
