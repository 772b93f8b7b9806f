import type { Alerte } from '#campagnes/demandes/alerte.ts'
import type { EtapeFaite } from '#campagnes/demandes/demande.ts'
import type { Motif } from '#socle/decision.ts'
import { compter } from '#socle/francais.ts'

/** Opinions of agents, by when they are given. */
export const NATURES_AVIS = {
  prealable: 'Avis préalable',
  consultatif: 'Avis consultatif',
  final: 'Avis final',
} as const
export type NatureAvis = keyof typeof NATURES_AVIS

export const SENS_AVIS = {
  favorable: 'favorable',
  reserve: 'réservé',
  defavorable: 'défavorable',
} as const
export type SensAvis = keyof typeof SENS_AVIS

export type Avis = {
  readonly nature: NatureAvis
  readonly sens: SensAvis
  readonly texte: string
  readonly par: string
  readonly nomPar: string
  readonly nomPour: string | null
  readonly le: string
}

/** Acts that open the instruction again: what was concluded before no longer counts. */
const REPRISES: readonly string[] = ['rendre', 'retablir', 'demanderComplement']

/** What is missing before the instruction may be concluded: a final opinion on it as it is, and readable figures. */
export function empechementsDInstruire(
  avis: readonly Pick<Avis, 'nature' | 'le'>[],
  etapes: readonly Pick<EtapeFaite, 'acte' | 'le'>[],
  alertes: readonly Pick<Alerte, 'gravite'>[],
): Motif[] {
  const reprise = etapes.findLast(({ acte }) => REPRISES.includes(acte))?.le ?? ''
  const erreurs = alertes.filter(({ gravite }) => gravite === 'erreur').length
  const motifs: Motif[] = []
  if (!avis.some(({ nature, le }) => nature === 'final' && le > reprise))
    motifs.push({
      code: 'avis-absent',
      message: reprise
        ? 'Donnez un nouvel avis final : le précédent date d’avant la reprise de l’instruction.'
        : 'Donnez d’abord un avis final.',
      correcteur: 'agent',
    })
  if (erreurs > 0)
    motifs.push({
      code: 'valeurs-fausses',
      message: `${compter(erreurs, 'erreur reste', 'erreurs restent')} à corriger, ou à faire corriger par l’organisme : ces valeurs n’entreraient pas au classement.`,
      correcteur: 'agent',
    })
  return motifs
}
