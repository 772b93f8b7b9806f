import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openFiles } from '#platform/files.ts'
import { openTransit } from '#platform/transit.ts'

const root = mkdtempSync(join(tmpdir(), 'oriflamme-transit-'))
after(() => rmSync(root, { recursive: true }))

/** A server that has received a file and reads it, until it is killed. */
async function serve() {
  const code = `
    import { openFiles } from '#platform/files.ts'
    const files = await openFiles(${JSON.stringify(root)})
    const { path } = await files.receive(new Response('FR76 3000').body, 100)
    process.stdout.write(path)
    setInterval(() => {}, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [path] = await once(child.stdout, 'data')
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  return { path: String(path), kill }
}

test('un fichier reste à un serveur qui vit, et part dès que commence celui qui suit un serveur tué', async () => {
  const [dead, alive] = await Promise.all([serve(), serve()])
  await dead.kill()
  assert.ok(existsSync(dead.path) && existsSync(alive.path))
  const files = await openFiles(root)
  assert.ok(!existsSync(dead.path), 'ce qu’un serveur tué lisait ne reste pas en clair')
  assert.ok(existsSync(alive.path), 'ce qu’un autre serveur lit n’est pas touché')
  await alive.kill()
  await files.close()
  assert.deepEqual(readdirSync(root), [alive.path.split('/').at(-2)])
})

test('un dossier d’une autre machine, ou d’une version d’avant, part quand il se tait', async () => {
  const leave = (name: string, seconds: number) => {
    mkdirSync(join(root, name))
    writeFileSync(join(root, name, 'liste'), 'FR76 3000')
    const then = Date.now() / 1_000 - seconds
    utimesSync(join(root, name), then, then)
    return join(root, name)
  }
  const silent = leave('ailleurs_12_ab', 130)
  const speaking = leave('ailleurs_13_ab', 60)
  const former = leave('b2f5ff47-4366-4f1c-8d3e-000000000000', 130)
  const restarted = leave(`${encodeURIComponent(hostname())}_${process.pid}_ab`, 1)
  const { close } = await openTransit(root)
  assert.deepEqual([silent, speaking, former, restarted].map(existsSync), [false, true, false, false])
  await close()
})
