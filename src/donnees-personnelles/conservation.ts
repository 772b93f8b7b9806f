/** How long what identifies a person is kept, in days, once it no longer serves. The register shows them. */
export const CONSERVATION = {
  /** After a session was closed, or ended by itself. */
  sessions: 365,
  /** After the term of an invitation that was accepted or withdrawn; one that never served goes at its term. */
  invitationsServies: 365,
  messagesEnvoyes: 30,
  /** To be read in the administration screen, or that could not leave. */
  messagesNonEnvoyes: 365,
  /** The whole file of a body, once made, stopped or failed. Indicative. */
  archives: 7,
  /** Files of signed letters whose reading was stopped and not taken up again. Indicative. */
  scansArretes: 30,
} as const

/** Something whose time has passed. */
export type Perime = {
  readonly nature: 'session' | 'invitation' | 'message'
  readonly id: string
  /** When it stopped serving, UTC. */
  readonly depuis: string
}

/** How many of each kind, as the journal keeps it. */
export const compterPerimes = (perimes: readonly Perime[]) => {
  const combien = (nature: Perime['nature']) => perimes.filter((perime) => perime.nature === nature).length
  return { sessions: combien('session'), invitations: combien('invitation'), messages: combien('message') }
}
