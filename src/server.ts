import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { sql } from 'kysely'
import { aspRoutes } from '#aides/asp/routes-asp.ts'
import { dossiersAidesRoutes } from '#aides/dossiers/routes-dossiers.ts'
import { listesAidesRoutes } from '#aides/listes/routes-listes.ts'
import { nonValeursRoutes } from '#aides/non-valeurs/routes-non-valeurs.ts'
import { actesNonValeursRoutes } from '#aides/non-valeurs/routes-non-valeurs-actes.ts'
import { fichierNonValeursRoutes } from '#aides/non-valeurs/routes-non-valeurs-fichier.ts'
import { aidesRoutes } from '#aides/routes-aides.ts'
import { sessionsAidesRoutes } from '#aides/sessions/routes-sessions.ts'
import { soldesRoutes } from '#aides/soldes/routes-soldes.ts'
import { actesSoldesRoutes } from '#aides/soldes/routes-soldes-actes.ts'
import { listeSoldesRoutes } from '#aides/soldes/routes-soldes-liste.ts'
import { clesRoutes } from '#annuaire/routes-cles.ts'
import { compteRoutes } from '#annuaire/routes-compte.ts'
import { connexionRoutes } from '#annuaire/routes-connexion.ts'
import { delegationsRoutes } from '#annuaire/routes-delegations.ts'
import { createIdentify } from '#annuaire/routes-identification.ts'
import { invitationsRoutes } from '#annuaire/routes-invitations.ts'
import { jetonRoutes } from '#annuaire/routes-jeton.ts'
import { messagesRoutes } from '#annuaire/routes-messages.ts'
import { organisationsRoutes } from '#annuaire/routes-organisations.ts'
import { personnesRoutes } from '#annuaire/routes-personnes.ts'
import { actesBudgetRoutes } from '#budget/routes.ts'
import { lectureBudgetRoutes } from '#budget/routes-lecture.ts'
import { demandesRoutes } from '#campagnes/demandes/routes-demandes.ts'
import { instructionRoutes } from '#campagnes/demandes/routes-instruction.ts'
import { planRappels } from '#campagnes/demandes/routes-rappels.ts'
import { importRoutes } from '#campagnes/importation/routes-import.ts'
import { lecturesRoutes } from '#campagnes/lectures/routes-lectures.ts'
import { paiementRoutes } from '#campagnes/paiement/routes-paiement.ts'
import { followDesengagement } from '#campagnes/paiement/routes-paiement-desengagement.ts'
import { campagnesRoutes } from '#campagnes/routes.ts'
import { appelRoutes } from '#campagnes/routes-appel.ts'
import { conduiteRoutes } from '#campagnes/routes-appel-etat.ts'
import { reouverturesRoutes } from '#campagnes/routes-appel-reouvertures.ts'
import { lettresRoutes } from '#courriers/routes-lettres.ts'
import { scansRoutes } from '#courriers/scans/routes-scans.ts'
import { deliberationRoutes } from '#deliberations/routes-deliberation.ts'
import { donneesOuvertesRoutes } from '#diffusion/routes-donnees-ouvertes.ts'
import { rapprochementRoutes } from '#diffusion/routes-rapprochement.ts'
import { rapprochementFichierRoutes } from '#diffusion/routes-rapprochement-fichier.ts'
import { transmissionRoutes } from '#diffusion/routes-transmission.ts'
import { donneesPersonnellesRoutes } from '#donnees-personnelles/routes-donnees.ts'
import { planPurge } from '#donnees-personnelles/routes-purge.ts'
import { journalRoutes } from '#journal/routes-journal.ts'
import { anneesRoutes } from '#majoration/documents/routes-annees.ts'
import { exportsRoutes } from '#majoration/documents/routes-exports.ts'
import { rejeuRoutes } from '#majoration/documents/routes-rejeu.ts'
import { territoiresRoutes } from '#majoration/documents/routes-territoires.ts'
import { repriseRoutes } from '#majoration/reprise/routes-reprise.ts'
import { majorationRoutes } from '#majoration/routes.ts'
import { exceptionnellesRoutes } from '#majoration/routes-exceptionnelle.ts'
import { explicationRoutes } from '#majoration/routes-explication.ts'
import { propositionsRoutes } from '#majoration/routes-proposition.ts'
import { voteRoutes } from '#majoration/routes-proposition-vote.ts'
import { memoireRoutes } from '#memoire/routes-memoire.ts'
import { openActors } from '#platform/actors.ts'
import { systemClock } from '#platform/clock.ts'
import { type Coffre, openCoffre } from '#platform/coffre.ts'
import { type Config, readConfig } from '#platform/config.ts'
import type { AppContext } from '#platform/context.ts'
import { explainDataFolder } from '#platform/data-folder.ts'
import { type Db, openDb, type Tx, transaction } from '#platform/db.ts'
import { checkDatabase } from '#platform/db-check.ts'
import { Debit } from '#platform/debit.ts'
import { openFiles } from '#platform/files.ts'
import { createApp } from '#platform/http.ts'
import { openJobs } from '#platform/jobs.ts'
import { insertJournal } from '#platform/journal.ts'
import { type Log, openLog } from '#platform/logs.ts'
import { openMail } from '#platform/mail.ts'
import { isMigrated, migrate } from '#platform/migrate.ts'
import { endWithNpm } from '#platform/npm.ts'
import { openIdClient } from '#platform/openid.ts'
import { createDemoProvider, type DemoProvider, type PersonneDemo } from '#platform/openid-demo.ts'
import { startPostgres } from '#platform/postgres.ts'
import { StartupRefusal } from '#platform/refusal.ts'
import { travauxRoutes } from '#travaux/routes-travaux.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const sqlFolder = join(root, 'sql')

/** The routes of each capability. To add one: import its `…Routes` and add a line. */
export const mount = (ctx: AppContext) => [
  connexionRoutes(ctx),
  compteRoutes(ctx),
  personnesRoutes(),
  organisationsRoutes(),
  clesRoutes(ctx),
  invitationsRoutes(ctx),
  messagesRoutes(ctx),
  delegationsRoutes(ctx),
  jetonRoutes(ctx),
  lectureBudgetRoutes(ctx),
  actesBudgetRoutes(ctx, followDesengagement(ctx)),
  campagnesRoutes(),
  appelRoutes(ctx),
  conduiteRoutes(ctx),
  reouverturesRoutes(ctx),
  importRoutes(ctx),
  ...demandesRoutes(ctx),
  instructionRoutes(ctx),
  lecturesRoutes(ctx),
  ...paiementRoutes(ctx),
  majorationRoutes(),
  propositionsRoutes(),
  explicationRoutes(ctx),
  voteRoutes(ctx),
  repriseRoutes(ctx),
  exceptionnellesRoutes(),
  deliberationRoutes(ctx),
  exportsRoutes(ctx),
  lettresRoutes(ctx),
  scansRoutes(ctx),
  donneesOuvertesRoutes(ctx),
  anneesRoutes(),
  rejeuRoutes(),
  territoiresRoutes(),
  transmissionRoutes(ctx),
  rapprochementRoutes(ctx),
  rapprochementFichierRoutes(ctx),
  memoireRoutes(ctx),
  travauxRoutes(),
  aidesRoutes(ctx),
  ...listesAidesRoutes(ctx),
  sessionsAidesRoutes(ctx),
  dossiersAidesRoutes(ctx),
  soldesRoutes(ctx),
  actesSoldesRoutes(ctx),
  listeSoldesRoutes(ctx),
  nonValeursRoutes(ctx),
  actesNonValeursRoutes(ctx),
  fichierNonValeursRoutes(ctx),
  aspRoutes(ctx),
  journalRoutes(ctx),
  donneesPersonnellesRoutes(ctx),
]

export type RunningServer = {
  readonly address: string
  readonly db: Db
  /** Stops serving, lets work under way finish, then closes the database. */
  stop(): Promise<void>
  /** Settles when the embedded database was lost. */
  readonly lost: Promise<Error>
}

/** Opens everything the program needs, in order, and serves. On failure, closes what was open. */
export async function startServer(
  config: Config,
  log: Log = openLog(),
  pagesFolder = join(root, 'dist'),
): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = []
  const stop = once(async () => {
    for (const close of closers.reverse()) await close().catch((err) => log.error({ err }, 'arrêt'))
  })
  try {
    const embedded = config.databaseUrl ? undefined : await startPostgres({ dataFolder: config.dataFolder })
    if (embedded) closers.push(embedded.stop)
    const target = embedded?.settings ?? config.databaseUrl!
    const db = openDb(target, (err) => log.error({ err }, 'connexion à la base perdue'))
    closers.push(() => db.destroy())
    await checkDatabase(db)
    await migrate(db, sqlFolder)
    if (config.demo) await loadDemo(db)
    const chooses = config.demo && config.fournisseurs.length === 0
    const personnes = chooses ? await loadPeople(db) : []

    const actors = openActors(config.databaseUrlApplication ?? target, (err) =>
      log.error({ err }, 'connexion à la base perdue'),
    )
    closers.push(() => actors.close())
    const jobs = openJobs(target, log)
    closers.push(() => jobs.stop())
    const files = await openFiles(join(config.dataFolder, 'fichiers'))
    closers.push(() => files.close())
    const coffre = await openCoffre(config.dataFolder, config.cles)
    if (chooses) await loadAides(db, coffre)
    const fournisseurs = [...config.fournisseurs]
    const systeme = actors.of({ acteur: 'systeme' })
    const mail = openMail(config.messagerie, { systeme, jobs, log })
    const ctx: AppContext = {
      ...{ systeme, actors, jobs, mail, files, coffre, config, log, fournisseurs },
      openid: openIdClient(),
      clock: systemClock,
    }
    planPurge(ctx)
    planRappels(ctx)
    const isReady = () => isMigrated(db, sqlFolder).catch(() => false)
    const identify = createIdentify(ctx)
    const overTls = config.adressePublique?.startsWith('https:') ?? false
    const behindProxy = config.adressePublique !== undefined
    const debit = new Debit(systemClock)
    const entree = { identify, overTls, behindProxy, debit }
    const app = createApp({ log, isReady, actors, routes: mount(ctx), pagesFolder, ...entree })
    const front = createFront(app.fetch)
    const { address, close } = await listen(front.answer, config)
    closers.push(close)
    if (chooses) {
      front.demonstration = createDemoProvider(config.adressePublique ?? address, personnes)
      fournisseurs.push(front.demonstration.provider)
    }
    // What a stopped server left in the outbox leaves now.
    jobs
      .start()
      .then(() => mail.send())
      .catch((err) => log.error({ err }, 'démarrage des travaux'))
    return { address, db, stop, lost: embedded?.lost ?? new Promise(() => {}) }
  } catch (error) {
    await stop()
    throw explainDataFolder(error, config.dataFolder)
  }
}

/** What receives each request: the provider of the demonstration, when there is one, takes what is its own. */
function createFront(fetch: Parameters<typeof getRequestListener>[0]) {
  const listener = getRequestListener(fetch)
  const front = {
    demonstration: undefined as DemoProvider | undefined,
    answer: (request: IncomingMessage, response: ServerResponse): void => {
      if (!front.demonstration?.handle(request, response)) void listener(request, response)
    },
  }
  return front
}

/** Without any provider, one chooses who to be: never where somebody could believe it to be a real door. */
async function loadPeople(db: Db): Promise<readonly PersonneDemo[]> {
  const demo = (file: string) => import(pathToFileURL(join(root, 'demo', file)).href)
  const { chargerComptes } = (await demo('comptes.ts')) as { chargerComptes: (tx: Tx) => Promise<void> }
  await transaction(db, chargerComptes)
  return ((await demo('personnes.ts')) as { PERSONNES_DEMO: readonly PersonneDemo[] }).PERSONNES_DEMO
}

/** Invented apprentices, whose accounts are sealed like any other: once people and budget are there, and the strongroom. */
async function loadAides(db: Db, coffre: Coffre): Promise<void> {
  const { chargerAides } = (await import(pathToFileURL(join(root, 'demo', 'aides-2025.ts')).href)) as {
    chargerAides: (tx: Tx, coffre: Coffre) => Promise<void>
  }
  await transaction(db, (tx) => chargerAides(tx, coffre))
}

/** An empty journal means that nothing was ever done here: the demonstration is loaded, whole or not at all. */
async function loadDemo(db: Db): Promise<void> {
  const path = join(root, 'demo', 'charger.ts')
  if (!existsSync(path)) return
  await transaction(db, async (tx) => {
    // Two servers that start together on one database must not load it twice.
    await sql`select pg_advisory_xact_lock(7403112002)`.execute(tx)
    const { rows } = await sql`select 1 from journal limit 1`.execute(tx)
    if (rows.length > 0) return
    const { chargerDemonstration } = (await import(pathToFileURL(path).href)) as {
      chargerDemonstration: (tx: Tx) => Promise<void>
    }
    await chargerDemonstration(tx)
    await insertJournal(tx, { acte: 'demonstration.chargee', objet: 'demonstration' })
  })
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { host, port }: Config,
): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      // Pages keep connections open for later: nothing is asked on them, they can go.
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 3_000).unref()
    })
  return { address: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close }
}

function explainListen(cause: NodeJS.ErrnoException, host: string, port: number): Error {
  if (cause.code === 'EADDRINUSE')
    return new StartupRefusal(
      `Le port ${port} est déjà utilisé sur ${host}, peut-être par un autre Oriflamme.\n` +
        `Arrêtez ce programme, ou choisissez un autre port : PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
      1,
      { cause },
    )
  if (cause.code === 'EACCES')
    return new StartupRefusal(`Le port ${port} est réservé au système : choisissez PORT=3000 ou plus.`, 1, {
      cause,
    })
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND')
    return new StartupRefusal(`HOST vaut « ${host} », qui n’est pas une adresse de cette machine.`, 1, {
      cause,
    })
  return cause
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= work())
}

/** `npm start`: serves until Ctrl-C, and says in French what prevents it. */
async function main(): Promise<void> {
  const log = openLog()
  let server: RunningServer | undefined
  let asked = false
  const end = async (code: number) => {
    asked = true
    if (!server) return // still starting: ends as soon as it is started
    await server.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  endWithNpm(() => void end(0))
  try {
    server = await startServer(readConfig(), log)
  } catch (error) {
    if (asked) process.exit(130) // interrupted while starting: what failed failed because of it
    if (!(error instanceof StartupRefusal)) throw error
    console.error(`\n${error.message}\n`)
    process.exit(error.exitCode)
  }
  if (asked) return end(0)
  console.log(`Oriflamme est prêt : ${server.address}`)
  server.lost.then((err) => {
    log.fatal({ err }, 'la base embarquée a été perdue')
    return end(1)
  })
}

if (import.meta.main) await main()
