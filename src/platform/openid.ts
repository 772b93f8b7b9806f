import * as client from 'openid-client'

/** One OpenID Connect provider, as its configuration declares it. */
export type Provider = {
  /** Short name in our addresses, `agents`. */
  readonly code: string
  /** What the button says. */
  readonly libelle: string
  readonly emetteur: string
  readonly client: string
  readonly secret: string | undefined
  readonly portees: string
  /** What accounts remember of the issuer when its address may change; absent, the issuer itself. */
  readonly nomEmetteur?: string
  /** Levels of assurance asked for, `eidas1` for ProConnect. */
  readonly acr: string | undefined
  /** Whether the provider answers for every address it gives, without `email_verified`. */
  readonly courrielFiable: boolean
  /** Algorithm of the signed userinfo, `RS256` for ProConnect; absent when it is plain JSON. */
  readonly userinfoSignee: string | undefined
}

/** What a provider vouched for, once everything is verified. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }

export type Signin = {
  readonly url: string
  readonly etat: string
  readonly nonce: string
  readonly verificateur: string
}

export type OpenIdClient = {
  /** Prepares a departure to the provider: the address, and what must be kept until the return. */
  depart(provider: Provider, retour: string): Promise<Signin>
  /**
   * Verifies a return: signature, issuer, audience, nonce, dates, PKCE, and the level of assurance that was asked for.
   *
   * @param adresse the whole address the browser came back to
   * @throws when anything is not as it must be
   */
  arrivee(
    provider: Provider,
    adresse: URL,
    garde: { etat: string; nonce: string; verificateur: string },
  ): Promise<{ claims: Claims; jetonIdentite: string | undefined }>
  /** Where to send the browser so that the provider forgets it too; undefined when the provider has no such page. */
  sortie(provider: Provider, jetonIdentite: string | null, retour: string): Promise<string | undefined>
}

/** Speaks OpenID Connect: authorization code with PKCE. The configuration of each provider is read once. */
export function openIdClient(): OpenIdClient {
  const known = new Map<string, Promise<client.Configuration>>()
  const discover = (provider: Provider): Promise<client.Configuration> => {
    const found = known.get(provider.code)
    if (found) return found
    const discovery = discoverProvider(provider)
    known.set(provider.code, discovery)
    // A provider that was down must be asked again.
    discovery.catch(() => known.delete(provider.code))
    return discovery
  }
  return {
    async depart(provider, retour) {
      const configuration = await discover(provider)
      const [etat, nonce, verificateur] = [
        client.randomState(),
        client.randomNonce(),
        client.randomPKCECodeVerifier(),
      ]
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: retour,
        scope: provider.portees,
        state: etat,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verificateur),
        code_challenge_method: 'S256',
        ...(provider.acr && { acr_values: provider.acr }),
      })
      return { url: url.href, etat, nonce, verificateur }
    },
    async arrivee(provider, adresse, { etat, nonce, verificateur }) {
      const configuration = await discover(provider)
      const tokens = await client.authorizationCodeGrant(configuration, adresse, {
        pkceCodeVerifier: verificateur,
        expectedState: etat,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const identity = tokens.claims()!
      checkLevel(provider, identity.acr)
      const info = configuration.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(configuration, tokens.access_token, identity.sub)
        : {}
      const claims = { ...info, ...identity, iss: provider.nomEmetteur ?? identity.iss } as Claims
      return { claims, jetonIdentite: tokens.id_token }
    },
    async sortie(provider, jetonIdentite, retour) {
      const configuration = await discover(provider)
      if (!configuration.serverMetadata().end_session_endpoint) return undefined
      const url = client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: retour,
        ...(jetonIdentite && { id_token_hint: jetonIdentite }),
      })
      return url.href
    },
  }
}

async function discoverProvider({ emetteur, client: id, secret, userinfoSignee }: Provider) {
  const metadata = {
    ...(secret && { client_secret: secret }),
    ...(userinfoSignee && { userinfo_signed_response_alg: userinfoSignee }),
  }
  // Signatures are checked even on what came straight from the provider. Plain HTTP only on this very machine.
  const execute = [client.enableNonRepudiationChecks]
  if (isLocal(new URL(emetteur))) execute.push(client.allowInsecureRequests)
  return client.discovery(new URL(emetteur), id, metadata, secret ? undefined : client.None(), { execute })
}

const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

function checkLevel({ acr }: Provider, obtained: unknown): void {
  if (acr && !acr.split(' ').includes(String(obtained)))
    throw new Error(`niveau d’assurance « ${String(obtained)} » au lieu de « ${acr} »`)
}

/** What may be written of a failed exchange: never the answers themselves, which hold tokens and personal data. */
export type Failure = {
  /** The provider could not be asked, rather than that it said something wrong. */
  readonly injoignable: boolean
  readonly code: string | undefined
  readonly raison: string
}

/** Reads what an exchange threw; the causes that it carries are left aside. */
export function failureOf(error: unknown): Failure {
  const { code, error: refused, message } = error as Error & { code?: string; error?: string }
  // `fetch` throws a bare TypeError when nobody answers.
  const injoignable = (error instanceof TypeError && !code) || code === 'OAUTH_TIMEOUT'
  return { injoignable, code: refused ?? code, raison: message }
}
