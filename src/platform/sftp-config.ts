import { readFileSync } from 'node:fs'
import { StartupRefusal } from '#platform/refusal.ts'

/** A server where files are left and taken, by a partner's convention. */
export type SftpSettings = {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string | undefined
  readonly privateKey: string | undefined
  readonly passphrase: string | undefined
  /** Fingerprint of the key of the server, as OpenSSH writes it: `SHA256:…`. Any other server is refused. */
  readonly empreinte: string
  /** Folder where our files are left, and folder where answers are taken. */
  readonly depot: string
  readonly retours: string
}

/**
 * Reads the paying agency's server: `ORIFLAMME_ASP_SFTP` (`sftp://compte@serveur:22`), `ORIFLAMME_ASP_EMPREINTE`,
 * `ORIFLAMME_ASP_CLE` (path of a private key, `ORIFLAMME_ASP_PHRASE` when it has one) or `ORIFLAMME_ASP_MOTDEPASSE`,
 * `ORIFLAMME_ASP_DEPOT`, `ORIFLAMME_ASP_RETOURS`. Nothing when the first is absent: then nothing leaves by itself.
 *
 * @throws StartupRefusal naming what is to be put right, without any secret
 */
export function readSftp(env: Readonly<Record<string, string | undefined>>): SftpSettings | undefined {
  const { ORIFLAMME_ASP_SFTP: text, ORIFLAMME_ASP_EMPREINTE: empreinte = '' } = env
  if (!text) return undefined
  const url = URL.parse(text)
  if (!url?.hostname || url.protocol !== 'sftp:' || !url.username || url.password)
    throw new StartupRefusal(
      'ORIFLAMME_ASP_SFTP n’est pas une adresse : indiquez sftp://compte@serveur:22, le mot de passe à part.',
    )
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(empreinte))
    throw new StartupRefusal(
      'ORIFLAMME_ASP_EMPREINTE doit être l’empreinte de la clé du serveur, SHA256:… : ssh-keyscan SERVEUR | ssh-keygen -lf -',
    )
  const { ORIFLAMME_ASP_MOTDEPASSE: password, ORIFLAMME_ASP_CLE: cle } = env
  if (!password && !cle)
    throw new StartupRefusal(
      'Indiquez ORIFLAMME_ASP_CLE, fichier d’une clé privée, ou ORIFLAMME_ASP_MOTDEPASSE.',
    )
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 22,
    username: decodeURIComponent(url.username),
    password: password || undefined,
    privateKey: cle ? readKey(cle) : undefined,
    passphrase: env.ORIFLAMME_ASP_PHRASE || undefined,
    empreinte,
    depot: env.ORIFLAMME_ASP_DEPOT || 'depot',
    retours: env.ORIFLAMME_ASP_RETOURS || 'retours',
  }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartupRefusal(`La clé privée ${path} (ORIFLAMME_ASP_CLE) ne peut pas être lue.`, 1, { cause })
  }
}
