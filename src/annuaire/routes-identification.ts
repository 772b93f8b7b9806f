import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { acteurDe } from '#annuaire/compte.ts'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { findActeurOfJeton } from '#annuaire/routes-jeton.ts'
import { aRafraichir, finDeSession } from '#annuaire/session.ts'
import { findEntree, touchSession } from '#annuaire/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import type { Identify } from '#platform/http.ts'
import { fingerprint } from '#platform/tokens.ts'
import { PUBLIC } from '#socle/acces.ts'

type Ctx = Pick<AppContext, 'systeme' | 'clock'>

/** Recognises whoever sends a request, by the token of a program or the session of a cookie; whoever has none is the public. */
export const createIdentify =
  (ctx: Ctx): Identify =>
  async (c) => {
    // Coming in depends on nobody; and a browser sent here by its provider is to read a page, whatever ails the database.
    if (c.req.method === 'GET' && c.req.path.startsWith('/api/connexion/')) return PUBLIC
    const programme = await findActeurOfJeton(ctx, c)
    if (programme) return programme
    const session = await findLiveSession(ctx, c)
    return session ? acteurDe(session.compte, session, ctx.clock.today()) : PUBLIC
  }

/** The session of a request and its account, when it still serves; its last visit is then written, not at each request. */
export async function findLiveSession({ systeme, clock }: Ctx, c: Context) {
  const token = getCookie(c, COOKIE_SESSION)
  if (!token) return undefined
  const empreinte = fingerprint(token)
  const session = await findEntree(systeme, empreinte)
  const maintenant = clock.now()
  if (!session || finDeSession(session, maintenant)) return undefined
  if (aRafraichir(session, maintenant)) await touchSession(systeme, empreinte, maintenant)
  return session
}
