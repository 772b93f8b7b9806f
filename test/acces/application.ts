import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { COOKIE_SESSION } from '#annuaire/routes-connexion.ts'
import { createIdentify } from '#annuaire/routes-identification.ts'
import { insertSession } from '#annuaire/store-sessions.ts'
import { openActors } from '#platform/actors.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { openCoffre } from '#platform/coffre.ts'
import { readConfig } from '#platform/config.ts'
import type { AppContext } from '#platform/context.ts'
import { transaction } from '#platform/db.ts'
import { openFiles } from '#platform/files.ts'
import { createApp } from '#platform/http.ts'
import { openJobs } from '#platform/jobs.ts'
import { type Log, silentLog } from '#platform/logs.ts'
import { openMail } from '#platform/mail.ts'
import { openIdClient } from '#platform/openid.ts'
import { fingerprint, randomToken } from '#platform/tokens.ts'
import { mount } from '#server.ts'
import { chargerDemonstration } from '../../demo/charger.ts'
import { chargerComptes } from '../../demo/comptes.ts'
import { openTestDatabase, type TestDatabase } from '../harness.ts'

type Scope = { after(undo: () => Promise<void>): void }

/** Somebody of the demonstration, signed in. */
export type Connecte = {
  readonly id: string
  readonly role: string
  readonly organisation: string
  /** Signs this person in on one more browser. */
  openSession(): Promise<{ id: string; token: string }>
  request(path: string, init?: RequestInit): Promise<Response>
}

/** The whole application without a port, on the demonstration, with everybody in it signed in. */
export async function openApplication(
  scope: Scope,
  { clock = systemClock, log = silentLog() }: { clock?: Clock; log?: Log } = {},
) {
  let close = async () => {}
  // Before the database goes away, hence before it is opened: what is registered first is undone first.
  scope.after(() => close())
  const database = await openTestDatabase(scope)
  await chargerDemonstration(database.db)
  await transaction(database.db, chargerComptes)
  const { app, ctx, stop } = await compose(database, clock, log)
  close = stop
  const gens = new Map<string, Connecte>()
  for (const { id, sujet, role, organisation } of await listGens(database)) {
    const openSession = async () => {
      const token = randomToken()
      const nouvelle = {
        ...{ empreinte: fingerprint(token), personne: id, fournisseur: 'demonstration', jetonIdentite: null },
        ...{ adresse: null, navigateur: null, maintenant: clock.now(), duree: 36_000 },
      }
      return { token, id: await transaction(database.db, (tx) => insertSession(tx, nouvelle)) }
    }
    let { token } = await openSession()
    let signedIn = clock.today()
    const request = async (path: string, init: RequestInit = {}) => {
      // A story that jumps to another day finds its people signed in again, as they would be.
      if (clock.today() !== signedIn) {
        token = (await openSession()).token
        signedIn = clock.today()
      }
      const headers = { ...(init.headers as Record<string, string>), cookie: `${COOKIE_SESSION}=${token}` }
      return app.request(path, { ...init, headers })
    }
    gens.set(sujet, { id, role, organisation, openSession, request })
  }
  const personne = (sujet: string) => gens.get(sujet)!
  return { ...database, app, ctx, personne, gens: [...gens.values()] }
}

export type Application = Awaited<ReturnType<typeof openApplication>>

async function compose({ settings }: TestDatabase, clock: Clock, log: Log) {
  const folder = mkdtempSync(join(tmpdir(), 'oriflamme-acces-'))
  const actors = openActors({ ...settings, max: 5 })
  const jobs = openJobs(settings, log)
  const systeme = actors.of({ acteur: 'systeme' })
  const ctx: AppContext = {
    ...{ systeme, actors, jobs, log, clock, fournisseurs: [] },
    mail: openMail(undefined, { systeme, jobs, log }),
    files: await openFiles(folder),
    coffre: await openCoffre(folder, []),
    config: readConfig({ ORIFLAMME_DATA: folder }),
    openid: openIdClient(),
  }
  const identify = createIdentify(ctx)
  const app = createApp({ log, isReady: async () => true, actors, identify, routes: mount(ctx) })
  await jobs.start()
  const stop = async () => {
    await jobs.stop()
    await actors.close()
    rmSync(folder, { recursive: true })
  }
  return { app, ctx, stop }
}

async function listGens({ db }: TestDatabase) {
  const { rows } = await sql<{ id: string; sujet: string; role: string; organisation: string }>`
    select p.id, p.sujet, p.organisation, a.role from personne p join attribution a on a.personne = p.id order by p.sujet
  `.execute(db)
  return rows
}

/** An operation of the OpenAPI document. */
export type Operation = {
  readonly methode: string
  readonly chemin: string
  readonly droit: string
  readonly contrat: {
    readonly description?: string
    readonly summary?: string
    readonly responses: Readonly<Record<string, unknown>>
    readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[]
    readonly requestBody?: { content: Readonly<Record<string, { schema: object }>> }
  }
}

/** Every operation that the application publishes. */
export async function listOperations({ app }: Pick<Application, 'app'>): Promise<Operation[]> {
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation['contrat'] & { 'x-droit': string }>>
  }
  return Object.entries(paths).flatMap(([chemin, operations]) =>
    Object.entries(operations).map(([methode, contrat]) => ({
      ...{ methode: methode.toUpperCase(), chemin, contrat, droit: contrat['x-droit'] },
    })),
  )
}
