import type { Campagne } from '#campagnes/campagne.ts'
import type { Formation } from '#campagnes/formation.ts'
import { type Franchissement, franchir } from '#majoration/franchissement.ts'
import type { Repartition } from '#majoration/repartition.ts'
import { parametresDe, simuler } from '#majoration/simulation.ts'
import { accord, type Decision, refus } from '#socle/decision.ts'
import type { Centimes } from '#socle/montant.ts'
import { comparerTextes } from '#socle/ordre.ts'

/** What a body has on one side: its contracts and its ordinary majoration, the exceptional one apart. */
export type PartRejouee = { readonly contrats: number; readonly montant: Centimes }

export type LigneRejouee = {
  readonly organisme: string
  readonly nom: string
  /** Null when the body is not on that side. */
  readonly avant: PartRejouee | null
  readonly apres: PartRejouee | null
  /** apres − avant, in cents. */
  readonly ecart: Centimes
}

/** The formations of a past campaign under the rules of another, beside what they had been given. */
export type Rejeu = {
  /** What `avant` is: the voted table, or the computation by the past règlement while nothing was voted. */
  readonly reference: 'vote' | 'calcul'
  /** Bodies retained on either side, by name. */
  readonly lignes: readonly LigneRejouee[]
  readonly repartition: Repartition
  /** Formations on each side of the line, the past règlement being `avant`: the vote names bodies alone. */
  readonly franchissement: Franchissement
}

/**
 * Replays a past campaign under the règlement and the envelope of another.
 *
 * @returns body by body what changes, or why the rules spread nothing over those formations
 */
export function rejouer(
  passee: Campagne,
  formations: readonly Formation[],
  regles: Pick<Campagne, 'reglement' | 'dotation'>,
): Decision<Rejeu> {
  const alors = simuler(formations, parametresDe(passee.reglement, passee.dotation))
  const maintenant = simuler(formations, parametresDe(regles.reglement, regles.dotation))
  if (maintenant.repartition.statut !== 'accord') return maintenant.repartition
  const votee = passee.publication.length > 0
  if (!votee && alors.repartition.statut !== 'accord')
    return refus({
      code: 'reference-absente',
      message: 'Rien n’a été voté dans cette campagne, et son propre règlement n’y répartit rien.',
    })
  const avant = votee ? lirePublication(passee) : lireRepartition(alors.repartition)
  return accord({
    reference: votee ? 'vote' : 'calcul',
    lignes: rapprocher(avant, lireRepartition(maintenant.repartition), passee),
    repartition: maintenant.repartition.valeur,
    franchissement: franchir(alors, maintenant),
  })
}

type Parts = ReadonlyMap<string, PartRejouee>

/** A body whose ordinary majoration is nothing was voted an exceptional one alone: it is not on this side. */
const lirePublication = ({ publication }: Campagne): Parts =>
  new Map(
    publication
      .filter(({ majoration }) => majoration > 0)
      .map(({ organisme, contrats, majoration }) => [organisme, { contrats, montant: majoration }]),
  )

const lireRepartition = (repartition: Decision<Repartition>): Parts =>
  new Map(
    repartition.statut === 'accord'
      ? repartition.valeur.parts.map(({ identifiant, contrats, majoration }) => [
          identifiant,
          { contrats, montant: majoration },
        ])
      : [],
  )

function rapprocher(avant: Parts, apres: Parts, { organismes }: Campagne): LigneRejouee[] {
  const noms = new Map(organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  return [...new Set([...avant.keys(), ...apres.keys()])]
    .map((organisme) => {
      const [a, b] = [avant.get(organisme) ?? null, apres.get(organisme) ?? null]
      const ecart = (b?.montant ?? 0) - (a?.montant ?? 0)
      return { organisme, nom: noms.get(organisme) ?? organisme, avant: a, apres: b, ecart }
    })
    .sort((a, b) => comparerTextes(a.nom, b.nom) || comparerTextes(a.organisme, b.organisme))
}

/** Whether a body enters, or leaves. */
export const sensDe = ({ avant, apres }: LigneRejouee): 'entre' | 'sort' | null =>
  avant === null ? 'entre' : apres === null ? 'sort' : null
