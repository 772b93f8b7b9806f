import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { acteurDe } from '#annuaire/compte.ts'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { findActeurOfJeton } from '#annuaire/routes-jeton.ts'
import { aRafraichir, finDeSession } from '#annuaire/session.ts'
import { findEntree, touchSessions } from '#annuaire/store-sessions.ts'
import type { AppContext } from '#platform/context.ts'
import type { Identify } from '#platform/http.ts'
import { fingerprint } from '#platform/tokens.ts'
import { PUBLIC } from '#socle/acces.ts'

type Ctx = Pick<AppContext, 'systeme' | 'clock'>

/** Recognises whoever sends a request, by the token of a program or the session of a cookie; whoever has none is the public. */
export function createIdentify(ctx: Ctx): Identify {
  const touch = createTouch(ctx)
  return async (c) => {
    // Coming in depends on nobody; and a browser sent here by its provider is to read a page, whatever ails the database.
    if (c.req.method === 'GET' && c.req.path.startsWith('/api/connexion/')) return PUBLIC
    const programme = await findActeurOfJeton(ctx, c)
    if (programme) return programme
    const session = await findLiveSession(ctx, c)
    if (!session) return PUBLIC
    if (aRafraichir(session, ctx.clock.now())) await touch(session.empreinte)
    return acteurDe(session.compte, session, ctx.clock.today())
  }
}

/** The session of a request and its account, when it still serves. */
export async function findLiveSession({ systeme, clock }: Ctx, c: Context) {
  const token = getCookie(c, COOKIE_SESSION)
  if (!token) return undefined
  const empreinte = fingerprint(token)
  const session = await findEntree(systeme, empreinte)
  if (!session || finDeSession(session, clock.now())) return undefined
  return { ...session, empreinte }
}

/**
 * Writes last visits, those that come while one is being written together in the next: a whole team that comes back
 * from lunch is two writes, not one each.
 *
 * @returns what settles once the visit is written
 */
function createTouch({ systeme, clock }: Ctx): (empreinte: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  let next: { empreintes: string[]; written: Promise<void> } | undefined
  const gather = () => {
    const empreintes: string[] = []
    const before = last.catch(() => {}) // its failure is told to those whom it concerns
    const written = before.then(() => {
      next = undefined
      return touchSessions(systeme, empreintes, clock.now())
    })
    last = written
    return { empreintes, written }
  }
  return (empreinte) => {
    next ??= gather()
    next.empreintes.push(empreinte)
    return next.written
  }
}
