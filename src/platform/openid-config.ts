import { readFileSync } from 'node:fs'
import { z } from '@hono/zod-openapi'
import type { Provider } from '#platform/openid.ts'
import { StartupRefusal } from '#platform/refusal.ts'

const schemaProvider = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  libelle: z.string().min(1).max(80),
  emetteur: z.url({ protocol: /^https?$/ }),
  client: z.string().min(1),
  /** File that holds the secret, so that it is neither here nor in the environment. */
  fichierSecret: z.string().optional(),
  /** Name of the environment variable that holds it. */
  variableSecret: z.string().optional(),
  portees: z.string().default('openid profile email'),
  acr: z.string().optional(),
  courrielFiable: z.boolean().default(false),
  userinfoSignee: z.enum(['RS256', 'ES256', 'PS256', 'EdDSA']).optional(),
})
const schemaProviders = z.array(schemaProvider).min(1)

/**
 * Reads the providers declared in the JSON file `ORIFLAMME_FOURNISSEURS`; none when the variable is absent.
 *
 * @throws StartupRefusal naming what is to be put right
 */
export function readProviders(env: Readonly<Record<string, string | undefined>>): Provider[] {
  const path = env.ORIFLAMME_FOURNISSEURS
  if (!path && env.NODE_ENV === 'production')
    throw new StartupRefusal(
      'En production, déclarez au moins un fournisseur d’identité dans le fichier que nomme ORIFLAMME_FOURNISSEURS : ' +
        'la démonstration, où chacun choisit qui il est, n’y est pas permise.',
    )
  if (!path) return []
  const lus = schemaProviders.safeParse(parseFile(path))
  if (!lus.success) throw unusable(path, z.prettifyError(lus.error))
  const doubles = new Set(lus.data.map(({ code }) => code))
  if (doubles.size < lus.data.length) throw unusable(path, 'deux fournisseurs portent le même code.')
  return lus.data.map(({ fichierSecret, variableSecret, acr, userinfoSignee, ...provider }) => {
    const { protocol, hostname } = new URL(provider.emetteur)
    if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname))
      throw unusable(path, `l’émetteur de « ${provider.code} » doit être en https.`)
    const secret = fichierSecret
      ? readSecret(fichierSecret)
      : variableSecret
        ? env[variableSecret]
        : undefined
    if (variableSecret && !secret) throw unusable(path, `la variable ${variableSecret} est vide ou absente.`)
    return { ...provider, secret, acr, userinfoSignee }
  })
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw unusable(path, `il ne peut pas être lu (${(cause as Error).message}).`)
  }
}

function readSecret(path: string): string {
  let secret: string
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (cause) {
    const raison = `Le secret ${path} ne peut pas être lu : ${(cause as Error).message}`
    throw new StartupRefusal(raison, 1, { cause })
  }
  if (secret) return secret
  throw new StartupRefusal(`Le secret ${path} est vide.`)
}

const unusable = (path: string, raison: string) =>
  new StartupRefusal(`Le fichier des fournisseurs d’identité ${path} est à corriger : ${raison}`)
