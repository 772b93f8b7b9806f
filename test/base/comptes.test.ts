import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startPostgres } from '#platform/postgres.ts'
import { locatePackage } from '#platform/postgres-files.ts'
import { dataFolder, isRoot, startEssai } from './essai-serveur.ts'

// Who runs PostgreSQL, and what that account can reach.

const needsRoot = isRoot ? {} : { skip: 'demande d’être root' }
const nobody = { uid: 65_534, gid: 65_534 }

test(
  'lancé par root, PostgreSQL appartient à un autre compte, même sous un dossier privé de root',
  needsRoot,
  async (t) => {
    const data = dataFolder(t) // under a folder that only root can enter
    const { address, output } = await startEssai(data)
    assert.ok(address, output())
    const cluster = lstatSync(join(data, 'postgres', '18'))
    assert.notEqual(cluster.uid, 0)
    assert.equal(cluster.mode & 0o777, 0o700)
  },
)

/** Root may have put the project where nobody else can read it. */
const projectIsPrivate = () =>
  isRoot && spawnSync(process.execPath, ['--version'], { cwd: '/', ...nobody }).status !== 0

test('lancé par un utilisateur ordinaire, PostgreSQL lui appartient', async (t) => {
  if (projectIsPrivate()) return t.skip('ce dossier n’est pas lisible par un autre compte')
  const data = dataFolder(t)
  if (isRoot) {
    mkdirSync(data)
    for (const folder of [data, join(data, '..')]) chownSync(folder, nobody.uid, nobody.gid)
  }
  const { address, output } = await startEssai(data, { HOME: data }, isRoot ? nobody : {})
  assert.ok(address, output())
  const owner = isRoot ? nobody.uid : process.getuid?.()
  assert.equal(lstatSync(join(data, 'postgres', '18')).uid, owner)
})

test('le dossier de données d’un autre compte est refusé en français', needsRoot, async (t) => {
  if (projectIsPrivate()) return t.skip('ce dossier n’est pas lisible par un autre compte')
  const data = dataFolder(t)
  const premier = await startEssai(data)
  premier.process.kill('SIGINT')
  assert.equal(await premier.exit, 0, premier.output())
  chmodSync(join(data, '..'), 0o755)
  for (const place of [data, join(data, '..', 'autre')]) {
    const essai = await startEssai(place, { HOME: data }, nobody)
    assert.equal(await essai.exit, 1)
    assert.match(
      essai.output(),
      /^\nLe dossier de données .* : le compte « nobody » n’a pas le droit d’y écrire/,
    )
  }
})

test('des programmes sous un dossier privé de root sont copiés une fois', needsRoot, async (t) => {
  const privateFolder = mkdtempSync(join(tmpdir(), 'oriflamme-prive-'))
  t.after(() => rmSync(privateFolder, { recursive: true }))
  const native = join(privateFolder, 'native')
  const { native: source } = locatePackage()
  cpSync(source, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  const data = mkdtempSync(join(tmpdir(), 'oriflamme-copie-'))
  t.after(() => rmSync(data, { recursive: true }))
  for (const _ of ['copie', 'reprise']) {
    const started = await startPostgres({
      dataFolder: data,
      settings: { fsync: 'off' },
      binaries: { native, version: 'essai' },
    })
    await started.stop()
  }
  assert.ok(lstatSync(join(data, 'postgres-essai', 'bin', 'postgres')).isFile())
})
