import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type KoaContextWithOIDC, Provider as OidcProvider } from 'oidc-provider'
import type { Provider } from '#platform/openid.ts'
import { renderChoice, renderFailure } from '#platform/openid-demo-page.ts'
import { DemoStore } from '#platform/openid-demo-store.ts'
import { randomToken } from '#platform/tokens.ts'

/** Somebody of the demonstration, as the provider vouches for them. */
export type PersonneDemo = {
  readonly sujet: string
  readonly prenom: string
  readonly nom: string
  readonly courriel: string
  readonly siret: string
  /** What the page of choice says of them. */
  readonly fonction: string
  readonly organisation: string
}

export type DemoProvider = {
  /** How our own client reaches it. */
  readonly provider: Provider
  /** Answers a request that is its own. @returns false when it is not */
  handle(request: IncomingMessage, response: ServerResponse): boolean
}

const prefix = '/demonstration'
const acr = 'eidas1'
const scopes = 'openid profile email'

/**
 * An OpenID Connect provider in the program, where one chooses who to be. It knows no password, lives in memory, and
 * goes through the very same exchange as a real one: code, PKCE, signed identity, signed userinfo.
 *
 * @param origin our own address, `http://127.0.0.1:3000`
 */
export function createDemoProvider(origin: string, personnes: readonly PersonneDemo[]): DemoProvider {
  const issuer = origin + prefix
  const secret = randomToken()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'demonstration', use: 'sig', alg: 'RS256' }
  const hour = 3_600
  const origins = [...new Set([origin, origin.replace('//127.0.0.1', '//localhost')])]
  const provider = new OidcProvider(issuer, {
    adapter: DemoStore,
    clients: [
      {
        client_id: 'oriflamme',
        client_secret: secret,
        redirect_uris: origins.map((one) => `${one}/api/connexion/retour`),
        post_logout_redirect_uris: origins.map((one) => `${one}/`),
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [jwk as never] },
    cookies: { keys: [randomToken()] },
    claims: {
      openid: ['sub'],
      profile: ['given_name', 'usual_name', 'siret'],
      email: ['email', 'email_verified'],
    },
    acrValues: [acr],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: forget, postLogoutSuccessSource: goHome },
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: hour,
      IdToken: hour,
      Interaction: hour,
      Session: hour,
    },
    interactions: { url: (_, { uid }) => `${prefix}/choix/${uid}` },
    findAccount: (_, id) => {
      const found = personnes.find(({ sujet }) => sujet === id)
      return found && { accountId: id, claims: () => claimsOf(found) }
    },
    renderError(ctx) {
      ctx.type = 'html'
      ctx.body = renderFailure()
    },
    // What one consents to is said by the banner: there is nobody's data here.
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope(scopes)
      await grant.save()
      return grant
    },
  })
  provider.use(skipQuestion)
  const answer = provider.callback()
  // A browser also applies `form-action` to where a form is redirected: back to either name of this machine.
  const policy = `default-src 'none'; style-src 'self'; form-action 'self' ${origins.join(' ')}; ${closed}`

  const choose = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sujet = request.method === 'POST' ? await readChoice(request) : null
    if (personnes.some((personne) => personne.sujet === sujet)) {
      const login = { accountId: sujet!, acr }
      return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
    }
    await provider.interactionDetails(request, response)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(renderChoice(personnes))
  }

  return {
    provider: {
      code: 'demonstration',
      libelle: 'Choisir une personne de la démonstration',
      emetteur: issuer,
      nomEmetteur: 'demonstration',
      client: 'oriflamme',
      secret,
      portees: scopes,
      acr,
      courrielFiable: false,
      userinfoSignee: 'RS256',
    },
    handle(request, response) {
      const url = URL.parse(request.url ?? '', origin)
      if (!url || (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`))) return false
      response.setHeaders(new Map([...headers, ['content-security-policy', policy]]))
      if (url.pathname === `${prefix}/style.css`) {
        response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style)
        return true
      }
      if (url.pathname.startsWith(`${prefix}/choix/`)) {
        choose(request, response).catch(() => {
          // The choice was left open too long, or was made already: start again.
          response.writeHead(303, { location: '/entrer?echec=perimee' }).end()
        })
        return true
      }
      // The library finds its own prefix again in `originalUrl`, as under Express.
      Object.assign(request, { originalUrl: request.url, url: request.url!.slice(prefix.length) || '/' })
      answer(request, response)
      return true
    },
  }
}

const style = readFileSync(new URL('./openid-demo.css', import.meta.url))

const closed = "frame-ancestors 'none'; base-uri 'none'"
const headers: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-store'],
]

/** Signing out is what the person has just asked for: nothing more is asked, and they are back home. */
async function forget(ctx: KoaContextWithOIDC): Promise<void> {
  const { session } = ctx.oidc
  const { postLogoutRedirectUri } = (session?.state ?? {}) as { postLogoutRedirectUri?: string }
  await session?.destroy()
  ctx.redirect(postLogoutRedirectUri ?? '/')
}

const goHome = (ctx: KoaContextWithOIDC): void => ctx.redirect('/')

/** Somebody whom the provider had already forgotten goes home too, without its page of a script. */
async function skipQuestion(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  if (ctx.oidc?.route === 'end_session' && ctx.status === 200)
    ctx.redirect(String(ctx.oidc.params?.post_logout_redirect_uri ?? '/'))
}

async function readChoice(request: IncomingMessage): Promise<string | null> {
  let body = ''
  for await (const piece of request) {
    body += piece
    if (body.length > 1_000) return null
  }
  return new URLSearchParams(body).get('personne')
}

const claimsOf = ({ sujet, prenom, nom, courriel, siret }: PersonneDemo) => ({
  sub: sujet,
  given_name: prenom,
  usual_name: nom,
  email: courriel,
  email_verified: true,
  siret,
})
