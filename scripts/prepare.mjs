// What `npm start` and `npm test` do first: install the dependencies when they are missing or the lockfile changed,
// build the pages when their sources changed, and with --browser find a Chromium. Plain JavaScript without any
// dependency, because it runs on whatever Node (≥ 20) the machine has, before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const dist = join(root, 'dist')
const lockfile = join(root, 'package-lock.json')
const installStamp = join(modules, '.oriflamme')
const buildStamp = join(dist, '.oriflamme')
const windows = process.platform === 'win32'

if (!isInstalled() || !isBuilt()) withLock(prepare)
if (process.argv.includes('--browser')) findBrowser()

function prepare() {
  // Another command may have done it while we waited for our turn.
  if (!isInstalled()) install()
  if (!isBuilt()) build()
}

function isInstalled() {
  return (
    read(installStamp) === fingerprint([lockfile]) &&
    existsSync(join(modules, '.bin', windows ? 'node.cmd' : 'node'))
  )
}

function install() {
  console.error('Oriflamme : installation des dépendances (npm ci)…')
  rmSync(installStamp, { force: true })
  // Building needs the development packages, which npm would leave out where NODE_ENV is « production ».
  if (npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']) !== 0)
    fail(
      '« npm ci » a échoué (voir ci-dessus). Vérifiez l’accès au registre npm (npm ping, proxy), la place sur le disque, ' +
        'et que package-lock.json est celui du dépôt (git checkout package-lock.json), puis relancez la commande.',
    )
  checkNode()
  writeFileSync(installStamp, fingerprint([lockfile]))
}

/** The npm package `node` fetches its binary in an install script, which npm can be set not to run. */
function checkNode() {
  if (nodeVersion() >= 24) return
  npm(['rebuild', 'node', '--ignore-scripts=false'])
  if (nodeVersion() >= 24) return
  // Without its script, the package can still be completed by hand.
  const setup = join(modules, 'node', 'installArchSpecificPackage.js')
  if (existsSync(setup))
    spawnSync(process.execPath, [setup], { cwd: dirname(setup), stdio: 'inherit', env: outsideEnv() })
  if (nodeVersion() >= 24) return
  fail(
    'Node 24, que le paquet npm « node » apporte, n’est pas installé : npm n’a pas exécuté son script d’installation.\n' +
      'Lancez « npm rebuild node --ignore-scripts=false », ou installez Node 24 sur la machine, puis recommencez.',
  )
}

function nodeVersion() {
  const { stdout } = spawnSync(join(modules, '.bin', windows ? 'node.cmd' : 'node'), ['--version'], {
    encoding: 'utf8',
    shell: windows,
  })
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0)
}

function isBuilt() {
  // Nothing to build while the checkout has no pages.
  return !existsSync(join(root, 'vite.config.ts')) || read(buildStamp) === fingerprint(pageSources())
}

function build() {
  console.error('Oriflamme : construction des pages…')
  const sources = fingerprint(pageSources())
  const { status, error } = spawnSync(
    join(modules, '.bin', windows ? 'vite.cmd' : 'vite'),
    ['build', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: windows,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (status !== 0) fail(`La construction des pages a échoué (${error?.message ?? 'voir ci-dessus'}).`)
  mkdirSync(dist, { recursive: true })
  writeFileSync(buildStamp, sources)
}

function pageSources() {
  const fixed = ['index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'].map((name) =>
    join(root, name),
  )
  return [
    ...fixed.filter((path) => existsSync(path)),
    ...listFiles(join(root, 'src')),
    ...listFiles(join(root, 'reglements')),
  ]
}

function listFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return listFiles(path)
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
    })
}

function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0')
  return hash.digest('hex')
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** npm, run by the Node of the machine: `npm ci` removes the one that lives in node_modules. */
function npm(args) {
  return (
    spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows, env: outsideEnv() })
      .status ?? 1
  )
}

function outsideEnv() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const path = (process.env[name] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return { ...process.env, [name]: path.join(delimiter) }
}

/** One preparation at a time in a checkout: two commands started together take turns. */
function withLock(work) {
  const lock = join(root, '.oriflamme-preparation')
  const owner = join(lock, 'pid')
  for (let waited = 0; !take(lock); waited += 200) {
    if (waited === 0) console.error('Oriflamme : une autre commande prépare ce dossier, attente…')
    if (waited > 900_000)
      fail(`Une autre préparation semble bloquée : supprimez le dossier ${lock} puis recommencez.`)
    if (isAbandoned(lock, owner)) rmSync(lock, { recursive: true, force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.on('exit', release)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))
  writeFileSync(owner, String(process.pid))
  work()
  release()
}

function take(lock) {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    return fail(`Ce dossier ne peut pas être modifié (${error.code}) : ${root}`)
  }
}

function isAbandoned(lock, owner) {
  const pid = Number(read(owner))
  // Just taken: its owner has not yet written its number.
  if (!pid) return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 5_000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function findBrowser() {
  if (findChromium()) return
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.error('Oriflamme : installation de Chromium pour les tests de navigateur (apt-get)…')
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-q'], options)
    // The one without windows is enough for tests; older Debians only have the other.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], options)
      if (findChromium()) return
    }
  }
  console.error(
    '\n*** Aucun Chromium : les tests de navigateur seront sautés. ***\n' +
      'Installez-le (Debian : apt-get install chromium) ou indiquez-le avec ORIFLAMME_CHROMIUM=/chemin/vers/chromium.\n',
  )
}

function fail(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}
