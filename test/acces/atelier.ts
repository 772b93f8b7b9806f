import { compteRoutes } from '#annuaire/routes-compte.ts'
import { connexionRoutes } from '#annuaire/routes-connexion.ts'
import { createIdentify } from '#annuaire/routes-identification.ts'
import { openActors } from '#platform/actors.ts'
import { toInstant } from '#platform/clock.ts'
import type { AppContext } from '#platform/context.ts'
import { type Log, silentLog } from '#platform/logs.ts'
import { openIdClient, type Provider } from '#platform/openid.ts'
import { createTestApp, type TestDatabase } from '../harness.ts'

type Scope = { after(undo: () => Promise<void>): void }

/** The way in, on a real database and real providers, with a clock that tests move forward. */
export function openEntree(
  database: TestDatabase,
  fournisseurs: readonly Provider[],
  scope: Scope,
  { log = silentLog(), adressePublique }: { log?: Log; adressePublique?: string } = {},
) {
  const actors = openActors({ ...database.settings, max: 5 })
  scope.after(() => actors.close())
  let decalage = 0
  const now = () => toInstant(new Date(Date.now() + decalage).toISOString())
  const ctx = {
    systeme: actors.of({ acteur: 'systeme' }),
    openid: openIdClient(),
    clock: { now, today: () => now().slice(0, 10) },
    config: { adressePublique },
    fournisseurs,
    actors,
    log,
  } as unknown as AppContext
  const routes = [connexionRoutes(ctx), compteRoutes(ctx)]
  const app = createTestApp(database, { routes, identify: createIdentify(ctx), log }, scope)
  return {
    app,
    systeme: ctx.systeme,
    /** Lets time pass, in seconds. */
    attendre(secondes: number) {
      decalage += secondes * 1000
    },
  }
}
