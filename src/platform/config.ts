import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseKey } from '#platform/coffre.ts'
import { type MailSettings, readMail } from '#platform/mail-config.ts'
import type { Provider } from '#platform/openid.ts'
import { readProviders } from '#platform/openid-config.ts'
import { StartupRefusal } from '#platform/refusal.ts'
import { readSftp, type SftpSettings } from '#platform/sftp-config.ts'

/** What the environment decides. Everything has a default: `npm start` alone must work. */
export type Config = {
  readonly host: string
  readonly port: number
  /** The PostgreSQL of the Région; absent, the program brings its own. */
  readonly databaseUrl: string | undefined
  /** Where the program keeps what it owns: its database when embedded, uploads in progress. */
  readonly dataFolder: string
  /** Whether an empty database receives the demonstration. */
  readonly demo: boolean
  /** Name of the Région, as it heads its documents. */
  readonly region: string
  /** The same database through an account that owns nothing; absent, the account of `databaseUrl` steps down. */
  readonly databaseUrlApplication: string | undefined
  /** Where people may be recognised; empty, the demonstration offers its own people. */
  readonly fournisseurs: readonly Provider[]
  /** Address by which people reach us, when a proxy stands before: `https://oriflamme.region.fr`. */
  readonly adressePublique: string | undefined
  /** Whether this server removes by itself, at night, the personal data that outlived its time. */
  readonly purge: boolean
  /** Where messages leave from; absent, they are read in the administration screen. */
  readonly messagerie: MailSettings | undefined
  /** Keys of the strongroom, the one in use first; empty, the data folder keeps its own. */
  readonly cles: readonly Uint8Array[]
  /** Where payment files leave and answers are taken; absent, they are carried by hand. */
  readonly asp: SftpSettings | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration from environment variables. */
export function readConfig(
  env: Environment = process.env,
  uid: number | undefined = process.getuid?.(),
): Config {
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT),
    databaseUrl: env.DATABASE_URL || undefined,
    dataFolder: readDataFolder(env, uid),
    demo: isWanted(env.ORIFLAMME_DEMO),
    region: env.ORIFLAMME_REGION?.trim() || 'Région Île-de-France',
    databaseUrlApplication: env.DATABASE_URL_APPLICATION || undefined,
    fournisseurs: readProviders(env),
    adressePublique: readAddress(env.ORIFLAMME_ADRESSE),
    messagerie: readMail(env),
    purge: isWanted(env.ORIFLAMME_PURGE),
    asp: readSftp(env),
    cles: (env.ORIFLAMME_CLE ?? '').split(',').filter(Boolean).map(parseKey),
  }
}

const isWanted = (text = ''): boolean => !['0', 'non', 'false'].includes(text.trim().toLowerCase())

function readAddress(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url.origin
  throw new StartupRefusal(`ORIFLAMME_ADRESSE vaut « ${text} » : indiquez https://votre.adresse.fr.`)
}

function readPort(text: string | undefined): number {
  if (!text) return 3000
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new StartupRefusal(
    `PORT vaut « ${text} » : indiquez un nombre entre 1 et 65535, par exemple PORT=3000.`,
  )
}

/** ORIFLAMME_DATA, else the user's data folder as each system places it. */
function readDataFolder(env: Environment, uid: number | undefined): string {
  if (env.ORIFLAMME_DATA) return resolve(env.ORIFLAMME_DATA)
  if (env.XDG_DATA_HOME) return resolve(env.XDG_DATA_HOME, 'oriflamme')
  if (uid === 0) return '/var/lib/oriflamme'
  if (process.platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'oriflamme')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'oriflamme')
  return join(homedir(), '.local', 'share', 'oriflamme')
}
