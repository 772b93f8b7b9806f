import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Db } from '#platform/db.ts'
import { errorResponses, HttpRefusal } from '#platform/refusals.ts'
import { ACTIONS, type Acteur, type Action, autoriser, type Perimetre } from '#socle/acces.ts'

/** What a request carries once we know who sends it. */
export type RequestVariables = {
  acteur: Acteur
  /** The database as this actor sees it. */
  db: Db
  /** Network address of the client, when the server knows it. */
  adresse: string | undefined
  /** How far the right of the route reaches, for this actor. */
  perimetre: Perimetre
}
export type RequestEnv = { Variables: RequestVariables }

/** `libre`: what must answer before anybody is known, such as the way to sign in. */
export type Droit = Action | 'libre'

/**
 * Declares a route with the right that it takes: who has not that right is answered 401 or 403 before anything is read.
 * The right is written in the OpenAPI document (`x-droit`), where tests find it.
 */
export function declareRoute<
  P extends string,
  R extends Omit<RouteConfig, 'path'> & { path: P; droit: Droit },
>(route: R) {
  const { droit, description, ...rest } = route
  const libelle = droit === 'libre' ? 'Ouvert à tous.' : `Droit : ${ACTIONS[droit].libelle} (\`${droit}\`).`
  const declared = {
    ...rest,
    description: description ? `${description}\n\n${libelle}` : libelle,
    'x-droit': droit,
    middleware: requireRight(droit),
    responses:
      droit === 'libre'
        ? { ...rest.responses, ...errorResponses(429) }
        : { ...rest.responses, ...errorResponses(401, 403, 429) },
  }
  // The refusals are thrown, not returned: handlers keep the types of the answers that they give.
  return createRoute<P, R>(declared as unknown as R)
}

const requireRight =
  (droit: Droit): MiddlewareHandler<RequestEnv> =>
  async (c, next) => {
    if (droit !== 'libre' && droit !== 'compte.gerer' && c.req.method !== 'GET') refuseOver(c.var.acteur)
    if (droit !== 'libre') c.set('perimetre', requireAction(c.var.acteur, droit))
    await next()
  }

/** Whoever believes to act for somebody does not act in their own name instead. Choosing a role again ends it. */
function refuseOver({ delegationFinie }: Acteur): void {
  if (delegationFinie === undefined) return
  const message = `La délégation de ${delegationFinie} a pris fin : vous n’agissez plus en son nom, et rien n’a été fait. Rechargez la page pour reprendre votre rôle.`
  throw new HttpRefusal(403, 'delegation-finie', message)
}

/** For what a route decides once it has read the request: the same refusals as a route's own right. */
export function requireAction(acteur: Acteur, action: Action): Perimetre {
  const decision = autoriser(acteur, action)
  if (decision.statut === 'accord') return decision.valeur
  const { code, message } = decision.motifs[0]!
  throw new HttpRefusal(code === 'connexion-requise' ? 401 : 403, code, message)
}
