import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { fr } from 'zod/locales'
import type { Actors } from '#platform/actors.ts'
import { transaction } from '#platform/db.ts'
import { type Debit, limitActeur, limitAddress } from '#platform/debit.ts'
import { insertJournal } from '#platform/journal.ts'
import type { Log } from '#platform/logs.ts'
import { absent, HttpRefusal, handleErrors, refuseInvalid, tooLarge } from '#platform/refusals.ts'
import type { RequestEnv } from '#platform/rights.ts'
import { securityHeaders } from '#platform/security-headers.ts'
import { staticPages } from '#platform/static-pages.ts'
import { ACTIONS, type Acteur } from '#socle/acces.ts'
import { vientDeLaSeparation } from '#socle/separation.ts'

z.config(fr())

/** An empty set of routes: each capability starts from it, so that every refusal has the same shape. */
export const createRoutes = () => new OpenAPIHono<RequestEnv>({ defaultHook: refuseInvalid })

/** @throws HttpRefusal 401 when the request carries something that proves nothing any more */
export type Identify = (c: Context, adresse: string | undefined) => Promise<Acteur>

export type AppOptions = {
  readonly log: Log
  /** Whether the database answers and is migrated. */
  readonly isReady: () => Promise<boolean>
  readonly actors: Actors
  /** Who sends a request, by its session or its token. */
  readonly identify: Identify
  /** The routes of the capabilities, mounted under `/api`. */
  // biome-ignore lint/suspicious/noExplicitAny: each capability has its own schema, which the mount does not read
  readonly routes: readonly (OpenAPIHono<any, any, any> | Hono<any, any, any>)[]
  /** Where the built pages are; absent, only the API is served. */
  readonly pagesFolder?: string
  /** Whether people reach us over TLS, through the proxy that stands before. */
  readonly overTls?: boolean
  /** Whether a proxy of ours stands before and says for whom it asks (`X-Forwarded-For`). */
  readonly behindProxy?: boolean
  /** Counts requests; absent, nobody is made to wait. */
  readonly debit?: Debit
}

/** The whole web application, without a port: `serve` gives it one, tests call `app.request()`. */
export function createApp(options: AppOptions) {
  const { log, isReady, actors, identify, routes, pagesFolder, debit } = options
  const { overTls = false, behindProxy = false } = options
  const app = createRoutes()
  app.onError(handleErrors(log))
  app.use(traceRequests(log), securityHeaders(overTls))
  app.use(
    '/api/*',
    keepNothing,
    ...(debit ? [limitAddress(debit, addressOf(behindProxy))] : []),
    refuseOtherSites,
    limitJson,
    compress(),
    recognise(actors, identify, addressOf(behindProxy)),
    ...(debit ? [limitActeur(debit)] : []),
    traceRefusals(log),
  )
  app.get('/sante', (c) => c.json({ statut: 'ok' }))
  app.get('/sante/pret', async (c) =>
    (await isReady()) ? c.json({ statut: 'pret' }) : c.json({ statut: 'indisponible' }, 503),
  )
  for (const one of routes) app.route('/api', one)
  for (const [name, scheme] of Object.entries(securitySchemes))
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    // Nobody, a person, or a program: what each operation asks for is its right.
    security: [{}, { session: [] }, { programme: [] }],
    info: {
      title: 'Oriflamme',
      version: '1',
      description: 'Apprentissage, formation et orientation d’une Région',
    },
  })
  app.all('/api/*', (c) => {
    throw absent(`L’adresse ${c.req.path} n’existe pas.`)
  })
  if (pagesFolder) app.get('*', staticPages(pagesFolder))
  app.notFound((c) => c.json({ code: 'absent', message: `L’adresse ${c.req.path} n’existe pas.` }, 404))
  return app
}

/** What a person may see is kept nowhere; what has a version, in that browser alone, which asks again each time. */
const keepNothing: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('cache-control'))
    headers.set('cache-control', headers.has('etag') ? 'private, no-cache' : 'no-store')
}

/** How the sender of a request is recognised, for the published contract. */
const securitySchemes = {
  session: {
    type: 'apiKey' as const,
    in: 'cookie' as const,
    name: '__Host-session',
    description: 'Session d’une personne, ouverte par son fournisseur d’identité',
  },
  programme: {
    type: 'oauth2' as const,
    description: 'Jeton d’un programme partenaire, une heure',
    flows: {
      clientCredentials: {
        tokenUrl: '/api/oauth/jeton',
        scopes: Object.fromEntries(Object.entries(ACTIONS).map(([action, { libelle }]) => [action, libelle])),
      },
    },
  },
}

/** Refuses a body of more than `bytes` before it is read whole. */
export const limitBody = (bytes: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw tooLarge(`La requête dépasse ${Math.floor(bytes / 1_048_576)} Mo, le maximum accepté ici.`)
    },
  })

const limitJsonBody = limitBody(4 * 1_048_576)

/** No screen sends more JSON than this; files go through `files.receive`, which has its own limit. */
const limitJson: MiddlewareHandler = (c, next) =>
  c.req.header('content-type')?.includes('json') ? limitJsonBody(c, next) : next()

/** A page of another site must not act here in the name of the person whose browser shows it. */
const refuseOtherSites: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin')
  const foreign =
    c.req.header('sec-fetch-site') === 'cross-site' ||
    (origin && URL.parse(origin)?.host !== c.req.header('host'))
  if (foreign && !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method))
    throw new HttpRefusal(403, 'autre-site', 'Cette demande vient d’un autre site : elle est refusée.')
  await next()
}

/** Addresses of pages that end with what opens them. */
const SECRETS = /^(\/suivi-aide)\/.+/

/** One line a request, without the query string, which may hold what a person typed. */
function traceRequests(log: Log): MiddlewareHandler {
  return async (c, next) => {
    const requete = randomUUID()
    const start = performance.now()
    c.header('x-request-id', requete)
    await next()
    const ms = Math.round(performance.now() - start)
    const chemin = c.req.path.replace(SECRETS, '$1/…')
    log.info({ requete, methode: c.req.method, chemin, statut: c.res.status, ms }, 'requête')
  }
}

/** Says who sends the request, and opens the database as that actor sees it. */
const recognise =
  (actors: Actors, identify: Identify, address: AddressOf): MiddlewareHandler<RequestEnv> =>
  async (c, next) => {
    const adresse = address(c)
    const acteur = await identify(c, adresse)
    c.set('adresse', adresse)
    c.set('acteur', acteur)
    c.set('db', actors.of({ acteur, adresse }))
    await next()
  }

/** Somebody known who asks for what is not theirs leaves a trace, whether we answered « no » or « nothing here ». */
const traceRefusals =
  (log: Log): MiddlewareHandler<RequestEnv> =>
  async (c, next) => {
    await next()
    const refus = c.var.acteur.identifiant && refusATracer(c.res.status, c.error)
    if (!refus) return
    await transaction(c.var.db, (tx) =>
      insertJournal(tx, { ...refus, objet: `route:${c.req.method} ${c.req.path}`.slice(0, 500) }),
    ).catch((err) => log.error({ err }, 'refus non tracé'))
  }

/** What a refusal is called in the journal; undefined for one that says nothing of who asked. */
function refusATracer(statut: number, erreur: unknown): { acte: string; motif?: string } | undefined {
  if (statut === 403) return { acte: 'acces.refuse' }
  if (statut === 404) return { acte: 'acces.introuvable' }
  const motifs = (erreur instanceof HttpRefusal && erreur.motifs) || []
  const separation = motifs.filter(({ code }) => vientDeLaSeparation(code)).map(({ message }) => message)
  return separation.length > 0 ? { acte: 'acces.separe', motif: separation.join('\n') } : undefined
}

type AddressOf = (c: Context) => string | undefined

/**
 * The address of the client, absent when there is no port behind, as in most tests. Through our proxy, the last address
 * that it wrote: those before it are only what the client claims.
 */
const addressOf =
  (behindProxy: boolean): AddressOf =>
  (c) => {
    const forwarded = behindProxy && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded.slice(0, 60)
    return c.env?.incoming ? getConnInfo(c).remote.address : undefined
  }
