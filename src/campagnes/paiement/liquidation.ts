import { cumulerJusqua, reduireEcheancier } from '#budget/rules/echeancier.ts'
import { type Engagement, resteAMandater } from '#budget/rules/engager.ts'
import type { Mandat } from '#budget/rules/mandater.ts'
import type { EtatCampagne } from '#campagnes/cycle-campagne.ts'
import { ETATS_DEMANDE, type EtatDemande } from '#campagnes/demandes/cycle.ts'
import type { Motif } from '#socle/decision.ts'
import { ecrireMontant, INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** What the assembly voted for a body, and the application that it answers; null for a campaign made from a file. */
export type LigneVotee = {
  readonly organisme: string
  readonly nom: string
  readonly siret: string | null
  readonly rang: number
  readonly vote: Centimes
  readonly demande: {
    readonly id: string
    readonly numero: number
    readonly etat: EtatDemande
    readonly organisation: string
  } | null
}

/** What pays a body, by the stable reference that the budget keeps. */
export const objetDe = (
  campagne: string,
  { organisme, demande }: Pick<LigneVotee, 'organisme' | 'demande'>,
) => (demande ? `demande:${demande.id}` : `majoration:${campagne}:${organisme}`)

/** The application that an engagement pays, read from its reference; null when it pays something else. */
export const demandePayee = (objet: string): string | null => /^demande:(.+)$/.exec(objet)?.[1] ?? null

/** An engagement with its mandats, and how its next mandat is called. */
export type EngagementLiquide = {
  readonly engagement: Engagement
  readonly mandats: readonly Mandat[]
  readonly reste: Centimes
  readonly suspendu: boolean
  readonly reference: string
}

export type LigneLiquidee = LigneVotee & {
  readonly objet: string
  readonly engagements: readonly EngagementLiquide[]
  readonly engage: Centimes
  readonly mandate: Centimes
  readonly paye: Centimes
  /** Voted, less what is paid; nothing once the application is paid, its remainder given back. */
  readonly reste: Centimes
  /** Part of what is left that a suspended line holds. */
  readonly suspendu: Centimes
}

const somme = <T>(liste: readonly T[], lire: (une: T) => Centimes): Centimes =>
  liste.reduce((total, une) => total + lire(une), 0)

/**
 * The next reference of an engagement: stable as long as no mandat is added, so that the same payment asked twice is the
 * same payment. A rejected mandat keeps its own: what replaces it takes the next one.
 */
export function referenceSuivante(exercice: number, engagement: string, mandats: readonly Mandat[]): string {
  const prises = new Set(mandats.map(({ reference }) => reference))
  const base = `MAJ${exercice}-${engagement.slice(0, 8).toUpperCase()}`
  let rang = mandats.length + 1
  while (prises.has(`${base}-${rang}`)) rang++
  return `${base}-${rang}`
}

/** The liquidation sheet of a voted campaign: each body, from what was voted to what is paid. */
export function liquider(
  { id, exercice }: { readonly id: string; readonly exercice: number },
  votees: readonly LigneVotee[],
  {
    engagements,
    mandats,
    suspendues,
  }: {
    readonly engagements: readonly Engagement[]
    readonly mandats: readonly Mandat[]
    /** Budget lines suspended today. */
    readonly suspendues: ReadonlySet<string>
  },
): LigneLiquidee[] {
  return votees.map((votee) => {
    const objet = objetDe(id, votee)
    const siens = engagements
      .filter((un) => un.objet === objet)
      .map((engagement) => {
        const ses = mandats.filter((mandat) => mandat.engagement === engagement.id)
        return {
          ...{ engagement, mandats: ses, reste: resteAMandater(engagement) },
          suspendu: suspendues.has(engagement.ligne),
          reference: referenceSuivante(exercice, engagement.id, ses),
        }
      })
    const paye = somme(siens, ({ engagement }) => engagement.paye)
    return {
      ...votee,
      ...{ objet, engagements: siens, paye },
      engage: somme(siens, ({ engagement: { montant, desengage } }) => montant - desengage),
      mandate: somme(siens, ({ engagement }) => engagement.mandate),
      reste: votee.demande?.etat === 'payee' ? 0 : votee.vote - paye,
      suspendu: somme(siens, ({ reste, suspendu }) => (suspendu ? reste : 0)),
    }
  })
}

/** What may be asked of the accountant in an exercice: what is left, up to what the schedule plans until then. */
export function payableEn(
  { engagement, mandats, reste }: Pick<EngagementLiquide, 'engagement' | 'mandats' | 'reste'>,
  exercice: number,
): Centimes {
  const prevu = cumulerJusqua(reduireEcheancier(engagement.echeancier, engagement.desengage), exercice)
  const pris = mandats.filter(({ etat }) => etat !== 'rejete')
  return Math.max(0, Math.min(reste, prevu - cumulerJusqua(pris, exercice)))
}

/** A mandat that leaves something that could be paid says why; above what is left, the budget refuses it. */
export const refuserSansMotif = (montant: Centimes, payable: Centimes, motif: string | null): Motif[] =>
  montant < payable && !motif?.trim()
    ? [
        {
          code: 'motif-manquant',
          message: `${ecrireMontant(montant)} sur ${ecrireMontant(payable)}${INSECABLE}: dites pourquoi le reste attend.`,
          chiffres: { montant, payable },
          correcteur: 'demandeur',
        },
      ]
    : []

/** States of a campaign in which its amounts are engaged and paid. */
export const ETATS_PAYABLES: readonly EtatCampagne[] = ['votee', 'en_paiement']

/** Why nothing of a campaign can be engaged nor mandated. */
export const refuserCampagne = (etat: EtatCampagne): Motif[] =>
  ETATS_PAYABLES.includes(etat)
    ? []
    : [
        {
          code: 'campagne-non-payable',
          message:
            etat === 'soldee'
              ? 'La campagne est soldée : plus rien ne s’y engage.'
              : 'L’assemblée n’a pas encore voté : rien ne s’engage avant le vote.',
          correcteur: 'agent',
        },
      ]

/** Why the voted amount of a body cannot be engaged today, before the budget is asked. */
export function refuserEngagement(
  { nom, siret, vote, demande, engage }: Pick<LigneLiquidee, 'nom' | 'siret' | 'vote' | 'demande' | 'engage'>,
  etat: EtatCampagne,
): Motif[] {
  const motifs: Motif[] = refuserCampagne(etat)
  if (engage > 0)
    motifs.push({
      code: 'deja-engage',
      message: `${nom} est déjà engagé pour ${ecrireMontant(engage)}.`,
      chiffres: { engage },
    })
  else if (vote === 0)
    motifs.push({ code: 'rien-a-engager', message: `Rien n’est voté pour ${nom}.`, chiffres: { vote } })
  else if (demande && demande.etat !== 'notifiee')
    motifs.push({
      code: 'demande-non-notifiee',
      message: `La demande n°${INSECABLE}${demande.numero} est à l’état «${INSECABLE}${ETATS_DEMANDE[demande.etat].libelle}${INSECABLE}»${INSECABLE}: elle s’engage une fois la décision notifiée.`,
      correcteur: 'agent',
    })
  if (siret === null && engage === 0)
    motifs.push({
      code: 'siret-manquant',
      message: `Le SIRET de ${nom} n’est pas connu dans cette campagne${INSECABLE}: sans lui, le comptable ne sait qui payer.`,
      correcteur: 'agent',
    })
  return motifs
}

/** Whether nothing is owed any more: all that was voted was engaged, and what was not given up is paid. */
export function toutEstPaye(vote: Centimes, engagements: readonly Engagement[]): boolean {
  const promis = somme(engagements, ({ montant }) => montant)
  const net = somme(engagements, ({ montant, desengage }) => montant - desengage)
  return promis >= vote && net > 0 && somme(engagements, ({ paye }) => paye) === net
}

/** What becomes of an engaged application once credits were given back: to engage again, paid as far as it will be, or nothing. */
export function suiteDuDesengagement(
  vote: Centimes,
  engagements: readonly Engagement[],
): 'desengager' | 'finirDePayer' | null {
  if (somme(engagements, ({ montant, desengage }) => montant - desengage) === 0) return 'desengager'
  return toutEstPaye(vote, engagements) ? 'finirDePayer' : null
}
