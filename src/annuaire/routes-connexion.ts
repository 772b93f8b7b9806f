import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { welcome } from '#annuaire/routes-accueil.ts'
import { DUREES } from '#annuaire/session.ts'
import { closeSession, findSession, insertSession, type Session } from '#annuaire/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import { type Tx, transaction } from '#platform/db.ts'
import { createRoutes } from '#platform/http.ts'
import { insertJournal } from '#platform/journal.ts'
import { failureOf, type Provider } from '#platform/openid.ts'
import { publicAddress } from '#platform/public-address.ts'
import { absent, errorResponses } from '#platform/refusals.ts'
import { declareRoute } from '#platform/rights.ts'
import { fingerprint, randomToken } from '#platform/tokens.ts'

/** The session of a browser: the prefix makes browsers keep it to this host, over TLS (or on this very machine). */
export const COOKIE_SESSION = '__Host-session'
const COOKIE_DEPART = '__Host-connexion'
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const

/** Entering through a provider, and leaving. No password ever passes here. */
export function connexionRoutes(ctx: AppContext) {
  const { systeme, clock, openid, fournisseurs, log } = ctx
  const providerOf = (code: string): Provider | undefined =>
    fournisseurs.find((fournisseur) => fournisseur.code === code)
  const failed = (c: Context, raison: string) => c.redirect(`/entrer?echec=${raison}`, 302)

  return createRoutes()
    .openapi(getRetour, async (c) => {
      const depart = unpack(getCookie(c, COOKIE_DEPART))
      deleteCookie(c, COOKIE_DEPART, cookieOptions)
      const fournisseur = depart && providerOf(depart.fournisseur)
      if (!depart || !fournisseur) return failed(c, 'perimee')
      const adresse = new URL(returnAddress(ctx, c))
      adresse.search = new URL(c.req.url).search
      const arrivee = await openid.arrivee(fournisseur, adresse, depart).catch((error: unknown) => {
        const echec = failureOf(error)
        log.warn({ ...echec, fournisseur: fournisseur.code }, 'connexion refusée')
        return echec
      })
      if ('injoignable' in arrivee) return failed(c, arrivee.injoignable ? 'fournisseur' : 'refusee')
      const token = randomToken()
      const ancienne = getCookie(c, COOKIE_SESSION)
      const issue = await transaction(systeme, async (tx) => {
        const accueil = await welcome(tx, arrivee.claims, {
          maintenant: clock.now(),
          courrielFiable: fournisseur.courrielFiable,
        })
        if (accueil.statut === 'refus') return accueil
        const personne = accueil.valeur
        // A sign-in always opens a new session: a token that somebody planted before it is worth nothing after.
        const remplacee = ancienne && (await findSession(tx, fingerprint(ancienne)))
        if (remplacee) await closeAndTrace(tx, remplacee)
        const session = await insertSession(tx, {
          empreinte: fingerprint(token),
          personne,
          fournisseur: fournisseur.code,
          jetonIdentite: arrivee.jetonIdentite ?? null,
          adresse: c.var.adresse ?? null,
          navigateur: c.req.header('user-agent')?.slice(0, 300) ?? null,
          maintenant: clock.now(),
          duree: DUREES.absolue,
        })
        await insertJournal(tx, { acte: 'session.ouverte', objet: `session:${session}`, apres: { personne } })
        return accueil
      }).catch((err: unknown) => {
        log.error({ err }, 'arrivée non enregistrée')
        return undefined
      })
      if (!issue) return failed(c, 'panne')
      if (issue.statut === 'refus') return failed(c, issue.motifs[0]!.code)
      setCookie(c, COOKIE_SESSION, token, { ...cookieOptions, maxAge: DUREES.absolue })
      return c.redirect(localPath(depart.retour), 302)
    })
    .openapi(getDepart, async (c) => {
      const fournisseur = providerOf(c.req.valid('param').fournisseur)
      if (!fournisseur) throw absent('Ce fournisseur d’identité n’est pas déclaré ici.')
      const retour = localPath(c.req.valid('query').retour)
      const depart = await openid.depart(fournisseur, returnAddress(ctx, c)).catch((error: unknown) => {
        log.error(
          { ...failureOf(error), fournisseur: fournisseur.code },
          'fournisseur d’identité injoignable',
        )
        return undefined
      })
      if (!depart) return failed(c, 'fournisseur')
      const { url, ...garde } = depart
      // Only the browser that left may come back: a link to a return sent to somebody else opens nothing.
      setCookie(c, COOKIE_DEPART, pack({ fournisseur: fournisseur.code, retour, ...garde }), {
        ...cookieOptions,
        maxAge: DUREES.connexion,
      })
      return c.redirect(url, 302)
    })
    .openapi(postSortie, async (c) => {
      const token = getCookie(c, COOKIE_SESSION)
      deleteCookie(c, COOKIE_SESSION, cookieOptions)
      const session = token && (await findSession(systeme, fingerprint(token)))
      if (!session || session.fermeeLe) return c.json({ suite: '/' }, 200)
      await transaction(systeme, (tx) => closeAndTrace(tx, session))
      const fournisseur = providerOf(session.fournisseur)
      const suite =
        fournisseur &&
        (await openid
          .sortie(fournisseur, session.jetonIdentite, new URL('/', returnAddress(ctx, c)).href)
          .catch(() => undefined))
      return c.json({ suite: suite ?? '/' }, 200)
    })
}

async function closeAndTrace(tx: Tx, { id, personne }: Session): Promise<void> {
  if (await closeSession(tx, id))
    await insertJournal(tx, { acte: 'session.fermee', objet: `session:${id}`, avant: { personne } })
}

const schemaDepart = z.object({
  fournisseur: z.string(),
  retour: z.string(),
  etat: z.string(),
  nonce: z.string(),
  verificateur: z.string(),
})
type Depart = z.infer<typeof schemaDepart>

/** What a departure must find again at its return waits in the browser that left: nothing is kept here for nobody. */
const pack = (depart: Depart): string => Buffer.from(JSON.stringify(depart)).toString('base64url')

function unpack(cookie: string | undefined): Depart | undefined {
  try {
    return schemaDepart.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()))
  } catch {
    return undefined
  }
}

/** Where providers send browsers back: our public address, which a proxy may give us. */
const returnAddress = ({ config }: AppContext, c: Context): string =>
  publicAddress(config, c, '/api/connexion/retour')

/** A path of this site: an address of another one, which would make us a springboard, becomes the home page. */
export function localPath(retour: string | undefined): string {
  if (!retour?.startsWith('/')) return '/'
  const url = URL.parse(retour, 'http://ici.invalid')
  const path = url?.host === 'ici.invalid' ? url.pathname + url.search : '/'
  // Looked at once read as browsers read it: `/.//ailleurs` is `//ailleurs`, another site.
  return /^\/[/\\]/.test(path) ? '/' : path
}

const tags = ['Connexion']
const redirection = { 302: { description: 'Vers le fournisseur, la page demandée, ou /entrer?echec=…' } }

const getDepart = declareRoute({
  droit: 'libre',
  method: 'get',
  path: '/connexion/{fournisseur}',
  tags,
  summary: 'Partir se faire reconnaître par un fournisseur d’identité',
  request: {
    params: z.object({ fournisseur: z.string().max(40) }),
    query: z.object({ retour: z.string().max(2_000).optional() }),
  },
  responses: { ...redirection, ...errorResponses(400, 404) },
})

const getRetour = declareRoute({
  droit: 'libre',
  method: 'get',
  path: '/connexion/retour',
  tags,
  summary: 'Revenir du fournisseur d’identité',
  responses: redirection,
})

const postSortie = declareRoute({
  droit: 'libre',
  method: 'post',
  path: '/connexion/sortie',
  tags,
  summary: 'Fermer sa session, ici et chez le fournisseur',
  responses: {
    200: {
      description: 'Où aller ensuite',
      content: { 'application/json': { schema: z.object({ suite: z.string() }) } },
    },
  },
})
