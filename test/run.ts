import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { clusterVariable, startCluster } from './harness.ts'

// `npm test`: every test, then one plain line that counts them. `npm test -- montant` runs the files whose path
// contains « montant ».

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const files = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'demo/**/*.test.ts'], {
  cwd: root,
})
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()

const counts = { passed: 0, failed: 0, skipped: 0 }
const skipped: string[] = []
const failures: string[] = []

// Most processes read the whole application: what one compiled serves the next.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/compilation', import.meta.url),
)

const cluster = await startCluster()
process.env[clusterVariable] = JSON.stringify(cluster.settings)

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())

/**
 * Files that may share a process, with how many at once. Stories share a browser and what the server compiled; rules need
 * nothing but themselves. What opens a database as it is read stays alone: all files of a process are read before the
 * first test runs.
 */
const lots: readonly (readonly [belongs: (path: string) => boolean, size: number])[] = [
  [(path) => path.startsWith('test/navigateur/'), 7],
  [(path) => path.startsWith('src/') && isPure(path), 30],
]

/** Whether a file tests rules alone: neither a database, nor another process, nor the application. */
function isPure(path: string): boolean {
  return !/harness|atelier|child_process|server\.ts/.test(readFileSync(join(root, path), 'utf8'))
}

/** The files by process, those that take longest first. */
function group(paths: readonly string[]): string[][] {
  const alone = paths.filter((path) => !lots.some(([belongs]) => belongs(path))).map((path) => [path])
  const [stories, rules] = lots.map(([belongs, size]) => {
    const members = paths.filter(belongs)
    const count = Math.ceil(members.length / size)
    // Dealt like cards: neighbours in the alphabet are about the same screens, and last as long.
    return Array.from({ length: count }, (_, lot) => members.filter((_, i) => i % count === lot))
  })
  return [...stories!, ...alone, ...rules!]
}

/** Runs a lot in a process of its own, and counts. A test is listed under its lot, even one that another file declares. */
async function runLot(paths: readonly string[]): Promise<void> {
  const stream = run({
    files: [join(root, 'test/lot.ts')],
    argv: paths.map((path) => join(root, path)),
    cwd: root,
    isolation: 'process',
    timeout: 300_000 * Math.min(paths.length, 4),
    signal: abort.signal,
  })
  /** Where a test is declared; a story is declared by the module of stories, and says its file itself. */
  const placeOf = (file: string | undefined) =>
    paths.length > 1 && file?.includes('.test.') ? relative(root, file) : paths.join(' ')
  stream.on('test:stdout', ({ message }) => process.stdout.write(message))
  stream.on('test:stderr', ({ message }) => process.stderr.write(message))
  stream.on('test:pass', ({ name, nesting, details, skip, todo, file }) => {
    if (details.type === 'suite' || isFile(name)) return
    if (skip !== undefined || todo !== undefined) {
      counts.skipped++
      skipped.push(`${placeOf(file)}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}`)
      return
    }
    counts.passed++
    console.log(`${'  '.repeat(nesting)}✔ ${name} (${Math.round(details.duration_ms)} ms)`)
  })
  stream.on('test:fail', ({ name, nesting, details, file }) => {
    // A suite that fails only because of its tests would count them twice.
    const { error } = details
    if ((error as { failureType?: string }).failureType === 'subtestsFailed') return
    counts.failed++
    console.log(`${'  '.repeat(nesting)}✖ ${name} (${Math.round(details.duration_ms)} ms)`)
    failures.push(
      `✖ ${placeOf(file)}: ${name}\n${inspect(error.cause ?? error, { depth: 8, colors: process.stdout.isTTY })}`,
    )
  })
  await new Promise<void>((resolve) => stream.on('close', resolve).resume())
}

const waiting = group(files)
const worker = async () => {
  for (let lot = waiting.shift(); lot && !abort.signal.aborted; lot = waiting.shift()) await runLot(lot)
}
await Promise.all([worker(), worker()])
await cluster.stop()

if (failures.length > 0) console.log(`\nFailures:\n\n${failures.join('\n\n')}`)
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`)
const nothing = counts.passed + counts.failed === 0
if (nothing) console.log('\nNo test ran.')
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 || nothing || abort.signal.aborted ? 1 : 0

// With one process a lot, the lot itself is also reported as a test.
function isFile(name: string): boolean {
  return /\.test\.tsx?$|lot\.ts$/.test(name)
}
