import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { readConfig } from '#platform/config.ts'
import type { Db } from '#platform/db.ts'
import { openLog } from '#platform/logs.ts'
import { type RunningServer, startServer } from '#server.ts'
import { findChromium } from '../../scripts/chromium.mjs'
import { currentFile } from '../fichier-courant.ts'
import { openDemoDatabase } from '../harness.ts'
import { forgetSignIns, RESPONSABLE, stateOf } from './connexion.ts'
import { waitUntilLoaded } from './verifications.ts'

// Stories in a real browser. A file that uses `browserTest` gets, at its first test, the whole server on a free port of
// 127.0.0.1, on a database of its own that holds the demonstration; its tests share both, as well as a Chromium with the
// other files of the process, and each opens its own pages. Whatever a page logs as an error, throws, or asks of another
// machine fails its test.

const executablePath = findChromium()
/** Why the tests of the browser are skipped, if they are. */
export const skip = executablePath
  ? false
  : 'aucun Chromium : installez-le, ou indiquez-le avec ORIFLAMME_CHROMIUM=/chemin/vers/chromium'

export type View = {
  /** Width of the screen in CSS px, 1280 by default; under 600 the page has a finger instead of a mouse. */
  readonly width?: number
  readonly height?: number
  /** 2 for a page zoomed to 200 %: give the width that is left to it. */
  readonly zoom?: number
  readonly theme?: 'clair' | 'sombre'
  /** Where the clock of the browser is; in Paris by default. */
  readonly timezone?: string
  /** Who is signed in, by the subject of a person of the demonstration; `nadia-benali` by default; null for nobody. */
  readonly as?: string | null
  /** Errors that the story provokes, told by the browser's console: everything that matches is expected. */
  readonly expected?: RegExp
}

export type Session = {
  /** `http://127.0.0.1:…`, without a final slash. */
  readonly address: string
  readonly db: Db
  /** Opens an address of the application in a new browser profile, and waits until its screen is there. */
  open(path: string, view?: View): Promise<Page>
}

/** A test in the browser; skipped, and said so, where there is none. */
export function browserTest(name: string, story: (session: Session) => Promise<void>): void {
  const file = currentFile()
  test(name, { skip, timeout: 300_000 }, () =>
    runStory(story, file).catch((error: Error) => {
      throw file ? new Error(`${basename(file)} : ${error.message}`, { cause: error }) : error
    }),
  )
}

/**
 * Runs a story on pages of its own; fails when it fails, or when its pages complain.
 *
 * @param file the test file whose server it is told on: that of another file is stopped first
 */
export async function runStory(
  story: (session: Session) => Promise<void>,
  file = served?.file ?? '',
): Promise<void> {
  if (served?.file !== file) {
    await closeServer()
    served = { file, opening: start(environments.get(file)) }
  }
  browser ??= launch()
  const [chromium, { address, db }] = await Promise.all([browser, served.opening])
  const contexts: BrowserContext[] = []
  const troubles: string[] = []
  const open = async (path: string, view: View = {}): Promise<Page> => {
    const context = await newContext(chromium, address, view)
    contexts.push(context)
    watch(context, troubles, view.expected)
    const page = await context.newPage()
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await waitUntilLoaded(page)
    return page
  }
  try {
    await story({ address, db, open })
  } catch (error) {
    throw new Error(await tellFailure(error, contexts, troubles), { cause: error })
  } finally {
    for (const context of contexts) await context.close()
  }
  if (troubles.length > 0) throw new Error(`La page s’est plainte :\n${troubles.join('\n')}`)
}

type Served = { readonly address: string; readonly db: Db }

let served: { readonly file: string; readonly opening: Promise<Served> } | undefined
let browser: Promise<Browser> | undefined
const closers: (() => Promise<unknown>)[] = []

async function closeServer(): Promise<void> {
  served = undefined
  forgetSignIns()
  for (const close of closers.splice(0).reverse()) await close()
}

after(async () => {
  await closeServer()
  await (await browser)?.close()
})

type Environment = Readonly<Record<string, string>>
const environments = new Map<string, Environment>()

/** What else the environment says to the server of the file being read. */
export const serveWith = (environment: Environment) => void environments.set(currentFile(), environment)

async function start(environment?: Environment): Promise<Served> {
  const { db, url } = await openDemoDatabase({ after: (undo) => void closers.push(undo) }, loadDemonstration)
  const server = await startOn(url, environment)
  closers.push(server.stop)
  return { address: server.address, db }
}

/** What every database of stories is a copy of: what a first start puts in an empty one. */
async function loadDemonstration(url: string): Promise<void> {
  const server = await startOn(url)
  await server.stop()
  for (const close of closers.splice(-1)) await close()
}

async function startOn(url: string, environment: Environment = {}): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'oriflamme-navigateur-'))
  closers.push(async () => rmSync(data, { recursive: true, force: true }))
  const env = { ...environment, DATABASE_URL: url, ORIFLAMME_DATA: data, ORIFLAMME_CLE: key }
  return startServer({ ...readConfig(env), port: 0 }, openLog('error'), pagesFolder())
}

/** One strongroom for all, since the accounts of the demonstration are sealed once. */
const key = Buffer.alloc(32, 7).toString('base64')

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath!,
    // No sandbox: it is refused to root and in many containers, and the only pages are ours.
    chromiumSandbox: false,
    args: ['--font-render-hinting=none', '--force-color-profile=srgb'],
    // Without a language in UTF-8, as under cron or in a bare container, Chromium loses accented names of downloads.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })

/** The built pages; another build can be tried without touching the first. */
const pagesFolder = (): string =>
  process.env.ORIFLAMME_PAGES ?? fileURLToPath(new URL('../../dist', import.meta.url))

async function newContext(browser: Browser, baseURL: string, view: View): Promise<BrowserContext> {
  const { width = 1280, zoom = 1, theme = 'clair', as = RESPONSABLE } = view
  const narrow = width < 600 && zoom === 1
  const storageState = as ? await stateOf(as, () => browser.newContext({ baseURL })) : undefined
  const context = await browser.newContext({
    ...(storageState && { storageState }),
    baseURL,
    locale: 'fr-FR',
    timezoneId: view.timezone ?? 'Europe/Paris',
    viewport: { width, height: view.height ?? (narrow ? 844 : 900) },
    deviceScaleFactor: zoom,
    hasTouch: narrow,
    colorScheme: theme === 'sombre' ? 'dark' : 'light',
    // Colours are measured, and places read, without waiting for an animation to end.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  return context
}

/** Keeps what the pages of a context complain of, and the requests that leave this machine. */
function watch(context: BrowserContext, troubles: string[], expected: RegExp | undefined): void {
  const tell = (trouble: string) => {
    if (!expected?.test(trouble)) troubles.push(trouble)
  }
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      tell(`console : ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => tell(`erreur : ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (!['data:', 'blob:', 'about:'].includes(protocol) && hostname !== '127.0.0.1')
      tell(`requête vers une autre machine : ${request.url()}`)
  })
}

/** What failed, what the pages said, and a picture of each of them. */
async function tellFailure(
  error: unknown,
  contexts: readonly BrowserContext[],
  troubles: readonly string[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'oriflamme-echec-'))
  const pages = contexts.flatMap((context) => context.pages())
  const pictures = await Promise.all(
    pages.map(async (page, i) => {
      const path = join(folder, `${i + 1}.png`)
      const taken = await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined)
      return `${page.url()} : ${taken ? path : 'pas d’image'}`
    }),
  )
  return [(error as Error).message, ...troubles, ...pictures].join('\n')
}
