import { cumulerJusqua, type Echeance, reduireEcheancier } from '#budget/rules/echeancier.ts'
import { type Engagement, resteAMandater } from '#budget/rules/engager.ts'
import {
  ecrireImputation,
  type Ligne,
  refuserDepassement,
  refuserMontant,
  refuserSuspendue,
  type Suspension,
} from '#budget/rules/ligne.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { ecrireDate, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** An order to pay, sent to the accountant. */
export type DemandeMandat = {
  /** Chosen by whoever pays, unique: the same payment sent twice is written once. */
  readonly reference: string
  readonly exercice: number
  readonly date: string
  readonly montant: Centimes
  /** Why it leaves something for another mandat; none when it pays all that was left. */
  readonly motif?: string | null | undefined
}

export const ETATS_MANDAT = { emis: 'émis', paye: 'payé', rejete: 'rejeté' } as const
export type EtatMandat = keyof typeof ETATS_MANDAT

export type Mandat = Omit<DemandeMandat, 'motif'> & {
  readonly motif: string | null
  readonly id: string
  readonly engagement: string
  /** Line whose crédits de paiement it takes. */
  readonly ligne: string
  readonly bordereau: number
  readonly etat: EtatMandat
  readonly constateLe: string | null
  readonly motifRejet: string | null
}

export type SituationMandat = {
  readonly engagement: Pick<Engagement, 'montant' | 'desengage' | 'mandate' | 'echeancier' | 'affectation'>
  /** The line of the engagement, whose autorisations were engaged. */
  readonly ligne: Ligne
  readonly suspension: Suspension | undefined
  /** The line of the same imputation in the exercice of the mandat, and what its crédits de paiement still allow. */
  readonly paiement:
    | { readonly ligne: Ligne; readonly suspension: Suspension | undefined; readonly reste: Centimes }
    | undefined
  /** Mandats of this engagement that were not rejected. */
  readonly mandats: readonly Echeance[]
}

/** Says whether this can be asked of the accountant, with every reason why not. */
export function mandater(demande: DemandeMandat, situation: SituationMandat): Decision<DemandeMandat> {
  const { engagement, ligne, suspension, paiement, mandats } = situation
  const { montant, exercice } = demande
  const motifs: Motif[] = [
    ...refuserSuspendue(ligne, suspension),
    ...refuserMontant(montant),
    ...refuserDepassement('engagement-insuffisant', {
      montant,
      reste: resteAMandater(engagement),
      de: 'à mandater sur cet engagement',
    }),
    ...refuserEcheancier(demande, engagement, mandats),
  ]
  if (engagement.affectation === null && exercice !== ligne.exercice)
    motifs.push({
      code: 'exercice-autre',
      message: `Sans affectation, tout se paie sur les crédits de ${ligne.exercice}, pas sur ceux de ${exercice}.`,
      chiffres: { exercice },
      correcteur: 'demandeur',
    })
  if (!paiement)
    motifs.push({
      code: 'ligne-absente',
      message: `Aucune ligne ${ecrireImputation(ligne)} n’est ouverte en ${exercice} : ses crédits de paiement sont à voter d’abord.`,
      chiffres: { exercice },
      correcteur: 'agent',
    })
  else {
    if (paiement.ligne.id !== ligne.id) motifs.push(...refuserSuspendue(paiement.ligne, paiement.suspension))
    // Without affectation, the crédits de paiement were taken by the engagement.
    if (engagement.affectation !== null)
      motifs.push(
        ...refuserDepassement('credits-de-paiement-insuffisants', {
          montant,
          reste: paiement.reste,
          de: `des crédits de paiement de ${exercice}`,
        }),
      )
  }
  return motifs.length > 0 ? refus(...motifs) : accord(demande)
}

function refuserEcheancier(
  { montant, exercice }: DemandeMandat,
  { echeancier, desengage }: SituationMandat['engagement'],
  mandats: readonly Echeance[],
): Motif[] {
  const net = reduireEcheancier(echeancier, desengage)
  const resteEn = (fin: number) => cumulerJusqua(net, fin) - cumulerJusqua(mandats, fin)
  // A later exercice may already have been mandated: what was taken there is not left here.
  const fins = [exercice, ...mandats.map((un) => un.exercice).filter((un) => un > exercice)]
  const reste = Math.min(...fins.map(resteEn))
  const prevu = cumulerJusqua(net, exercice)
  return montant <= reste
    ? []
    : [
        {
          code: 'echeancier-depasse',
          message: `L’échéancier prévoit ${ecrireMontant(prevu)} jusqu’en ${exercice}${INSECABLE}: il reste ${ecrireMontant(reste)} pour ce mandat de ${ecrireMontant(montant)}.`,
          chiffres: { prevu, reste, montant, exercice },
          correcteur: 'agent',
        },
      ]
}

/** Says whether a reference that is already written is this very payment, sent twice, or another one. */
export function reconnaitre(
  demande: DemandeMandat & { readonly engagement: string },
  ecrit: Mandat,
): Decision<Mandat> {
  const meme =
    ecrit.engagement === demande.engagement &&
    ecrit.montant === demande.montant &&
    ecrit.exercice === demande.exercice
  if (meme && ecrit.etat !== 'rejete') return accord(ecrit)
  return refus({
    code: 'reference-prise',
    message: `La référence «${INSECABLE}${demande.reference}${INSECABLE}» est celle d’un mandat ${ETATS_MANDAT[ecrit.etat]} de ${ecrireMontant(ecrit.montant)}, daté du ${ecrireDate(ecrit.date)} : un nouveau paiement demande une nouvelle référence.`,
    chiffres: { montant: ecrit.montant },
    correcteur: 'demandeur',
  })
}

export type Constat = {
  readonly etat: 'paye' | 'rejete'
  readonly date: string
  readonly motif: string | null
}

/** What the accountant may do from each state. */
export const SUITES_MANDAT: Readonly<Record<EtatMandat, readonly Constat['etat'][]>> = {
  emis: ['paye', 'rejete'],
  paye: [],
  rejete: [],
}

/** Says whether the accountant can tell this of a mandat, with every reason why not. */
export function constater(constat: Constat, mandat: Mandat): Decision<Constat> {
  const motifs: Motif[] = []
  if (!SUITES_MANDAT[mandat.etat].includes(constat.etat))
    motifs.push({
      code: 'deja-constate',
      message: `Ce mandat est déjà ${ETATS_MANDAT[mandat.etat]} : son état ne change plus.`,
      correcteur: 'agent',
    })
  if (constat.date < mandat.date)
    motifs.push({
      code: 'date-anterieure',
      message: `Le mandat est daté du ${ecrireDate(mandat.date)} : le ${ecrireDate(constat.date)} est avant.`,
      correcteur: 'demandeur',
    })
  if (constat.etat === 'rejete' && !constat.motif?.trim())
    motifs.push({
      code: 'motif-manquant',
      message: 'Un rejet dit pourquoi : écrivez son motif.',
      correcteur: 'demandeur',
    })
  return motifs.length > 0 ? refus(...motifs) : accord(constat)
}
