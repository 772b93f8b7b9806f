import type { LigneLot, Lot } from '#campagnes/demandes/instruction-lot.ts'
import { accord, type Decision, type Motif, refus } from '#socle/decision.ts'
import { INSECABLE } from '#socle/francais.ts'
import type { Centimes } from '#socle/montant.ts'

/** States of a letter. GLOSSAIRE tells them in this order. */
export const ETATS_LETTRE = {
  a_generer: 'À générer',
  a_signer: 'À signer',
  a_notifier: 'À notifier',
  notifiee: 'Notifiée',
} as const
export type EtatLettre = keyof typeof ETATS_LETTRE

/** What was voted for a body. */
export const DECISIONS = { retenue: 'Retenue', non_retenue: 'Non retenue' } as const
export type DecisionVotee = keyof typeof DECISIONS

/** A letter in the list of its campaign. Instants are UTC ISO strings, days `AAAA-MM-JJ`. */
export type LettreListee = {
  /** The application that it answers. */
  readonly demande: string
  readonly numero: number
  readonly organisme: string
  readonly siret: string
  readonly decision: DecisionVotee
  /** Voted in all, in cents. */
  readonly montant: Centimes
  readonly etat: EtatLettre
  readonly genereeLe: string | null
  readonly signataire: string | null
  readonly signeeLe: string | null
  /** Whether the scan of the letter signed by hand is there. */
  readonly numerisee: boolean
  readonly notifieeLe: string | null
  readonly notifieePar: string | null
  /** How many people of the body would be written to. */
  readonly destinataires: number
}

/** What is done about the letters in the background, without its report. */
export type TravailLettres = Pick<
  Lot,
  'id' | 'acte' | 'etat' | 'total' | 'faites' | 'refusees' | 'annulees'
> & { readonly nomPar: string; readonly creeLe: string }

export type LettresLues = {
  readonly libelle: string
  readonly votee: boolean
  readonly lettres: readonly LettreListee[]
  readonly recours: string
  /** The paragraph is the one that the program proposes: nobody has read it over yet. */
  readonly recoursPropose: boolean
  /** The latest first; at most five. */
  readonly travaux: readonly TravailLettres[]
  /** Whether messages leave by themselves. */
  readonly partent: boolean
}
export type TravailLettresLu = TravailLettres & { readonly lignes: readonly LigneLot[] }

/** Proposed until somebody writes another: indicative, to be read over by the legal service. */
export const RECOURS_PROPOSE =
  'Si vous contestez cette décision, vous pouvez, dans les deux mois qui suivent la réception de cette lettre, demander à la Région de la revoir (recours gracieux), ou saisir le tribunal administratif (code de justice administrative, article R. 421-1). Le recours gracieux, fait dans ce délai, le prolonge.'

const agent = (code: string, message: string): Motif => ({ code, message, correcteur: 'agent' })

const etatInattendu = (verbe: string, etat: EtatLettre): Motif =>
  agent(
    'lettre-etat',
    `Une lettre à l’état «${INSECABLE}${ETATS_LETTRE[etat]}${INSECABLE}» ne peut pas être ${verbe}.`,
  )

/** A letter may be made again as long as nobody has signed it. */
export const generer = (etat: EtatLettre): Decision<'a_signer'> =>
  etat === 'a_generer' || etat === 'a_signer' ? accord('a_signer') : refus(etatInattendu('générée', etat))

/** What is said of a signature: who signed, name and quality, and which day. */
export type Signature = { readonly signataire: string; readonly signeeLe: string }

/** Judges a signature on a letter, with every reason at once. */
export function signer(
  etat: EtatLettre,
  { signataire, signeeLe }: Signature,
  { aujourdhui, voteeLe }: { readonly aujourdhui: string; readonly voteeLe: string },
): Decision<'a_notifier'> {
  const motifs: Motif[] = []
  if (etat !== 'a_signer') motifs.push(etatInattendu('signée', etat))
  if (!signataire.trim()) motifs.push(agent('signataire-absent', 'Dites qui a signé : nom et qualité.'))
  if (signeeLe > aujourdhui) motifs.push(agent('signature-a-venir', 'La signature ne peut pas être à venir.'))
  if (signeeLe < voteeLe)
    motifs.push(agent('signature-avant-vote', 'La signature ne peut pas précéder le vote.'))
  return motifs.length > 0 ? refus(...motifs) : accord('a_notifier')
}

/** A scan is joined to a letter that is signed and not notified yet; another replaces it. */
export const numeriser = (etat: EtatLettre): Decision<true> =>
  etat === 'a_notifier' ? accord(true) : refus(etatInattendu('numérisée', etat))

export const notifier = (etat: EtatLettre): Decision<'notifiee'> =>
  etat === 'a_notifier' ? accord('notifiee') : refus(etatInattendu('notifiée', etat))
