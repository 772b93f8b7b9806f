import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function run(tool: string, ...args: string[]): void {
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', tool), args, options)
  assert.equal(status, 0, `${stdout}\n${stderr}`)
}

test('Biome ne trouve rien à redire', () =>
  run('biome', 'check', '--error-on-warnings', '--max-diagnostics=50', '.'))
test('les types sont exacts', () => run('tsc', '--noEmit'))
