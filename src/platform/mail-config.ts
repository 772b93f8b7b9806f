import { StartupRefusal } from '#platform/refusal.ts'

/** The server that takes our messages, and who they come from. */
export type MailSettings = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise it is asked for before anything is said, except on this very machine. */
  readonly secure: boolean
  readonly requireTLS: boolean
  readonly auth: { readonly user: string; readonly pass: string } | undefined
  readonly expediteur: string
}

/**
 * Reads `ORIFLAMME_SMTP` (`smtps://compte:motdepasse@serveur:465`) and `ORIFLAMME_EXPEDITEUR`; nothing when both are
 * absent, and messages are then read in the administration screen.
 *
 * @throws StartupRefusal naming what is to be put right, without the password
 */
export function readMail(env: Readonly<Record<string, string | undefined>>): MailSettings | undefined {
  const { ORIFLAMME_SMTP: text, ORIFLAMME_EXPEDITEUR: expediteur } = env
  if (!text) return undefined
  const url = URL.parse(text)
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new StartupRefusal(
      'ORIFLAMME_SMTP n’est pas une adresse : indiquez smtps://compte:motdepasse@serveur:465.',
    )
  if (!expediteur || !/^[^@\s<>]+@[^@\s<>]+$/.test(expediteur))
    throw new StartupRefusal(
      'ORIFLAMME_EXPEDITEUR doit être l’adresse d’où partent les messages, par exemple ne-pas-repondre@region.fr.',
    )
  const secure = url.protocol === 'smtps:'
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  const { username, password } = url
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local,
    auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
    expediteur,
  }
}
