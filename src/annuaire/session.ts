/** How long a sign-in lasts, in seconds. */
export const DUREES = {
  /** Without any request. */
  inactivite: 60 * 60,
  /** Whatever happens: a working day. */
  absolue: 10 * 60 * 60,
  /** Between leaving for the provider and coming back. */
  connexion: 10 * 60,
  /** Age from which the last visit is written again: not at each request. */
  rafraichissement: 60,
} as const

/** What a session says of its own life; instants are UTC ISO strings. */
export type VieSession = {
  readonly vueLe: string
  readonly expireLe: string
  readonly fermeeLe: string | null
}

/** Why a session no longer serves, or undefined while it does. */
export function finDeSession(session: VieSession, maintenant: string): string | undefined {
  if (session.fermeeLe) return 'Cette session a été fermée : connectez-vous de nouveau.'
  if (maintenant >= session.expireLe)
    return 'Votre journée de connexion est finie : connectez-vous de nouveau.'
  if (age(session, maintenant) >= DUREES.inactivite)
    return 'Vous n’avez rien fait depuis une heure : connectez-vous de nouveau.'
  return undefined
}

/** Whether the last visit is old enough to be written again. */
export const aRafraichir = (session: VieSession, maintenant: string): boolean =>
  age(session, maintenant) >= DUREES.rafraichissement

/** Seconds since the last visit. */
const age = ({ vueLe }: VieSession, maintenant: string): number =>
  (Date.parse(maintenant) - Date.parse(vueLe)) / 1000
