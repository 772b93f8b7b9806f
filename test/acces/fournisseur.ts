import { createHash, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Provider } from '#platform/openid.ts'

// An OpenID Connect provider that can lie, written with node:crypto alone: what it signs is what each test says.

/** What a lying provider changes. Absent, everything is as it must be. */
export type Mensonge = {
  /** Claims of the identity token replaced or removed (undefined). */
  readonly identite?: Readonly<Record<string, unknown>>
  readonly userinfo?: Readonly<Record<string, unknown>>
  /** Signs the identity token with a key that it does not publish. */
  readonly autreCle?: boolean
  /** Says that the identity token is not signed at all. */
  readonly sansSignature?: boolean
  /** Answers userinfo as plain JSON although a signature was agreed. */
  readonly userinfoEnClair?: boolean
  readonly userinfoAutreCle?: boolean
}

export type FauxFournisseur = {
  readonly provider: Provider
  /** What the provider does when a browser arrives at its door: the address that it sends the browser back to. */
  autoriser(depart: URL, mensonge?: Mensonge): string
  /** Stops answering, as a provider that is down. */
  close(): Promise<void>
}

type Code = { readonly depart: URL; readonly mensonge: Mensonge }

const cles = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function sign(claims: object, key: KeyObject | undefined): string {
  const header = key ? { alg: 'RS256', kid: 'essai', typ: 'JWT' } : { alg: 'none', typ: 'JWT' }
  const signed = `${base64url(header)}.${base64url(claims)}`
  return key ? `${signed}.${createSign('sha256').update(signed).sign(key, 'base64url')}` : `${signed}.`
}

/** Starts the provider on a free port of this machine. */
export async function startFauxFournisseur(
  code = 'agents',
  change: Partial<Provider> = {},
): Promise<FauxFournisseur> {
  const { publicKey, privateKey } = cles()
  const etrangere = cles().privateKey
  const codes = new Map<string, Code>()
  const acces = new Map<string, Code>()
  let emetteur = ''

  const claimsOf = ({ depart, mensonge }: Code) => {
    const now = Math.floor(Date.now() / 1000)
    const base = {
      iss: emetteur,
      sub: 'sujet-lea',
      aud: 'oriflamme',
      iat: now,
      exp: now + 300,
      acr: 'eidas1',
    }
    return { ...base, nonce: depart.searchParams.get('nonce'), ...mensonge.identite }
  }
  const token = (body: URLSearchParams) => {
    const found = codes.get(body.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    // A code serves once, and only to who holds the verifier of its departure.
    if (
      !codes.delete(body.get('code') ?? '') ||
      found?.depart.searchParams.get('code_challenge') !== challenge
    )
      return undefined
    const access_token = randomUUID()
    acces.set(access_token, found)
    const { autreCle, sansSignature } = found.mensonge
    const id_token = sign(claimsOf(found), sansSignature ? undefined : autreCle ? etrangere : privateKey)
    return { access_token, token_type: 'Bearer', expires_in: 60, id_token }
  }
  const userinfo = ({ mensonge }: Code) => {
    const personne = { given_name: 'Léa', usual_name: 'Fontaine', email: 'Lea.Fontaine@exemple.fr' }
    const claims = { iss: emetteur, aud: 'oriflamme', sub: 'sujet-lea', ...personne, email_verified: true }
    return { ...claims, siret: '00000002600013', ...mensonge.userinfo }
  }

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown, type = 'application/json') =>
      response
        .writeHead(status, { 'content-type': type })
        .end(type === 'application/jwt' ? body : JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration')
      return send(200, {
        issuer: emetteur,
        authorization_endpoint: `${emetteur}/autoriser`,
        token_endpoint: `${emetteur}/jeton`,
        userinfo_endpoint: `${emetteur}/moi`,
        jwks_uri: `${emetteur}/cles`,
        end_session_endpoint: `${emetteur}/sortie`,
      })
    if (request.url === '/cles')
      return send(200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'essai', use: 'sig', alg: 'RS256' }],
      })
    if (request.url === '/jeton') {
      let body = ''
      for await (const piece of request) body += piece
      const answer = token(new URLSearchParams(body))
      return answer ? send(200, answer) : send(400, { error: 'invalid_grant' })
    }
    const found = acces.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (!found) return send(401, { error: 'invalid_token' })
    const claims = userinfo(found)
    if (found.mensonge.userinfoEnClair) return send(200, claims)
    return send(
      200,
      sign(claims, found.mensonge.userinfoAutreCle ? etrangere : privateKey),
      'application/jwt',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  emetteur = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    provider: {
      ...{ code, libelle: 'Fournisseur d’essai', emetteur, client: 'oriflamme', secret: 'un secret' },
      ...{ portees: 'openid profile email', acr: 'eidas1', courrielFiable: false, userinfoSignee: 'RS256' },
      ...change,
    },
    autoriser(depart, mensonge = {}) {
      const value = randomUUID()
      codes.set(value, { depart, mensonge })
      const retour = new URL(depart.searchParams.get('redirect_uri')!)
      retour.search = String(new URLSearchParams({ code: value, state: depart.searchParams.get('state')! }))
      return retour.pathname + retour.search
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
