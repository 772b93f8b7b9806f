import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireMontant } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

export const ETATS_TITRE = {
  emis: 'émis',
  recouvre: 'recouvré',
  annule: 'annulé',
  admis_en_non_valeur: 'admis en non-valeur',
} as const
export type EtatTitre = keyof typeof ETATS_TITRE

/** What somebody owes to the Région. */
export type DemandeTitre = {
  readonly exercice: number
  readonly numero: number
  readonly debiteur: string
  readonly siret: string | null
  readonly objet: string
  /** Null when the document that tells of the titre does not say it. */
  readonly date: string | null
  readonly montant: Centimes
}
export type Titre = DemandeTitre & {
  readonly id: string
  readonly etat: EtatTitre
  /** The engagement that bears a loss. */
  readonly engagement: string | null
}

/** How a titre may end: once, and only from « émis ». */
export const SUITES_TITRE: Readonly<Record<EtatTitre, readonly EtatTitre[]>> = {
  emis: ['recouvre', 'annule', 'admis_en_non_valeur'],
  recouvre: [],
  annule: [],
  admis_en_non_valeur: [],
}

export type SuiteTitre = {
  readonly etat: Exclude<EtatTitre, 'emis'>
  readonly date: string
  readonly motif: string | null
}

/** Says whether a titre can end so, with every reason why not. `perte`: the engagement that bears a write-off. */
export function suivreTitre(
  suite: SuiteTitre,
  titre: Titre,
  perte: { readonly montant: Centimes; readonly dejaImpute: Centimes } | undefined,
): Decision<SuiteTitre> {
  const motifs: Motif[] = []
  if (!SUITES_TITRE[titre.etat].includes(suite.etat))
    motifs.push({
      code: 'deja-suivi',
      message: `Ce titre est déjà ${ETATS_TITRE[titre.etat]} : son état ne change plus.`,
      correcteur: 'agent',
    })
  if (suite.etat === 'annule' && !suite.motif?.trim())
    motifs.push({
      code: 'motif-manquant',
      message: 'Une annulation dit pourquoi : écrivez son motif.',
      correcteur: 'demandeur',
    })
  if (suite.etat === 'admis_en_non_valeur' && !perte)
    motifs.push({
      code: 'engagement-manquant',
      message: 'Une admission en non-valeur se fait sur un engagement sans affectation, qui porte la perte.',
      correcteur: 'demandeur',
    })
  if (suite.etat === 'admis_en_non_valeur' && perte && titre.montant > perte.montant - perte.dejaImpute)
    motifs.push({
      code: 'engagement-insuffisant',
      message: `L’engagement ne porte plus que ${ecrireMontant(perte.montant - perte.dejaImpute)} : ce titre est de ${ecrireMontant(titre.montant)}.`,
      chiffres: { montant: titre.montant, reste: perte.montant - perte.dejaImpute },
      correcteur: 'agent',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(suite)
}
