import { globSync } from 'node:fs'
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

// Every file is a process of its own, and most of them read the whole application: what one compiled serves the next.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/compilation', import.meta.url),
)

const cluster = await startCluster()
process.env[clusterVariable] = JSON.stringify(cluster.settings)

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())

/** Runs one file in a process of its own, and counts. A test is listed under it, even one that another file declares. */
async function runFile(path: string): Promise<void> {
  const stream = run({
    files: [path],
    cwd: root,
    isolation: 'process',
    timeout: 300_000,
    signal: abort.signal,
  })
  stream.on('test:stdout', ({ message }) => process.stdout.write(message))
  stream.on('test:stderr', ({ message }) => process.stderr.write(message))
  stream.on('test:pass', ({ name, nesting, details, skip, todo }) => {
    if (details.type === 'suite' || isFile(name)) return
    if (skip !== undefined || todo !== undefined) {
      counts.skipped++
      skipped.push(`${path}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}`)
      return
    }
    counts.passed++
    console.log(`${'  '.repeat(nesting)}✔ ${name} (${Math.round(details.duration_ms)} ms)`)
  })
  stream.on('test:fail', ({ name, nesting, details }) => {
    // A suite that fails only because of its tests would count them twice.
    const { error } = details
    if ((error as { failureType?: string }).failureType === 'subtestsFailed') return
    counts.failed++
    console.log(`${'  '.repeat(nesting)}✖ ${name} (${Math.round(details.duration_ms)} ms)`)
    failures.push(
      `✖ ${path}: ${name}\n${inspect(error.cause ?? error, { depth: 8, colors: process.stdout.isTTY })}`,
    )
  })
  await new Promise<void>((resolve) => stream.on('close', resolve).resume())
}

const waiting = [...files]
const worker = async () => {
  for (let path = waiting.shift(); path && !abort.signal.aborted; path = waiting.shift()) await runFile(path)
}
await Promise.all([worker(), worker()])
await cluster.stop()

if (failures.length > 0) console.log(`\nFailures:\n\n${failures.join('\n\n')}`)
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`)
const nothing = counts.passed + counts.failed === 0
if (nothing) console.log('\nNo test ran.')
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 || nothing || abort.signal.aborted ? 1 : 0

// With one process per file, the file itself is also reported as a test.
function isFile(name: string): boolean {
  return /\.test\.tsx?$/.test(name)
}
