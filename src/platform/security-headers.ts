import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/**
 * The two style sheets that react-aria writes into the page itself: how an element reacts to a finger, and, on iOS, the
 * page that stays still behind a dialog. Known by their fingerprints, so that no other is let through.
 */
export const stylesOfLibraries = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
] as const

const fingerprints = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
] as const

/** What a screen may load: what we serve ourselves, and nothing written inside the page. */
const policyOfPages = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", ...fingerprints],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** An answer of the API is never a page: opened as one, it loads and runs nothing. */
const policyOfAnswers = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] }

/** What no screen of ours asks a browser for. */
const permissionsPolicy = Object.fromEntries(
  [
    'camera',
    'microphone',
    'geolocation',
    'payment',
    'usb',
    'serial',

    'midi',
    'browsingTopics',
  ].map((name) => [name, false]),
)

/**
 * What every answer tells the browser to refuse.
 *
 * @param overTls whether people reach us over TLS: only then may a browser be told never to come back without it
 */
export function securityHeaders(overTls: boolean): MiddlewareHandler {
  const common = {
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    strictTransportSecurity: overTls && 'max-age=31536000; includeSubDomains',
    permissionsPolicy,
  }
  const pages = secureHeaders({ ...common, contentSecurityPolicy: policyOfPages })
  const answers = secureHeaders({ ...common, contentSecurityPolicy: policyOfAnswers })
  return (c, next) => (c.req.path.startsWith('/api/') ? answers(c, next) : pages(c, next))
}
